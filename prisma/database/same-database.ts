import { randomInt } from 'node:crypto';
import pg from 'pg';
import { Problem } from '../../crm/problem.ts';

const MOST = 2 ** 31 - 1;

const SEEN = `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = $1::bigint::oid
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * Checks that the direct address leads to the database behind the pooler: a lock that is taken there is seen here. Throws
 * `Problem` where it leads to another one, or to none: migrations would change that one, and copies would not see each
 * other.
 */
export async function checkDirect(pool: pg.Pool, direct: string): Promise<void> {
  const client = new pg.Client({ connectionString: direct, application_name: 'rapport check' });
  client.on('error', () => {});
  await client.connect().catch((cause: Error) => {
    throw new Problem('store-down', {
      say: `The database at DATABASE_DIRECT_URL does not answer: ${cause.message || (cause as NodeJS.ErrnoException).code}.`,
      try: 'Correct it: it is the database of DATABASE_URL, without the pooler.',
      cause,
    });
  });
  try {
    const key = randomInt(1, MOST);
    await client.query('SELECT pg_advisory_lock($1::bigint)', [key]);
    if ((await pool.query(SEEN, [key])).rowCount === 1) return;
  } finally {
    await client.end();
  }
  throw new Problem('direct-elsewhere', {
    say: 'DATABASE_DIRECT_URL and DATABASE_URL lead to different databases.',
    try: 'Set DATABASE_DIRECT_URL to the database that the pooler leads to. Nothing was changed.',
  });
}
