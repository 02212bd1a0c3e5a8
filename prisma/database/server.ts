import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { ConnectionLost, Problem } from '../../crm/problem.ts';
import type { Database, Row, Sql, Turn } from './database.ts';
import { sqlState } from './retry.ts';
import { checkDirect } from './same-database.ts';

const { INT8, DATE } = pg.types.builtins;
const TYPES = {
  getTypeParser: (oid: number, format?: string) => {
    if (oid === INT8) return Number;
    if (oid === DATE) return (day: string) => day;
    return pg.types.getTypeParser(oid as never, format as never);
  },
} as pg.CustomTypesConfig;

/**
 * A PostgreSQL by its URL; several copies of the bot may share it. `direct` says that a pooler is between, which may give
 * each transaction another connection: then statements are not prepared by name, and what belongs to a connection
 * (listening, locks, migrations) goes to PostgreSQL itself.
 */
export async function openServer({
  url,
  direct,
}: {
  url: string;
  direct?: string;
}): Promise<Omit<Database, 'prisma'>> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // A new connection knows no table and has no plan: its first answers take several times as long.
    idleTimeoutMillis: 600_000,
    // A firewall or balancer between forgets a silent one, and tells nobody.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    connectionTimeoutMillis: 5000,
    application_name: 'rapport',
    onConnect: settle,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  await pool.query('SELECT 1').catch(async (cause: Error) => {
    await pool.end();
    throw new Problem('store-down', {
      say: `The database at ${withoutSecrets(url)} does not answer: ${cause.message || (cause as NodeJS.ErrnoException).code}.`,
      try: 'Start it, or correct DATABASE_URL; without DATABASE_URL the embedded store is used.',
      cause,
    });
  });
  const isPooled = direct !== undefined;
  if (isPooled)
    await checkDirect(pool, direct).catch(async (cause: unknown) => {
      await pool.end();
      throw cause;
    });
  const sql = sqlOn(pool, isPooled);
  return {
    kind: 'server',
    query: <T = Row>(...[text, values, options]: Parameters<Sql['query']>) =>
      sql.query<T>(text, values, options).catch(inDoubt),
    transaction: (work) => transaction(pool, work, isPooled),
    alone: (turn, work) => alone(direct ?? url, turn, work),
    copy: async (sql, command, lines) => copyInto(sql, command, lines),
    driver: { kind: 'server', pool, direct: direct ?? url },
    adapter: new PrismaPg(pool),
    close: () => pool.end(),
  };
}

/**
 * The hot reads are a few statements that never change: planned once, and never compiled, which costs more than they do.
 * PostgreSQL's own price of a random page is a spinning disk's: by it a customer with a fifth of all entries is sorted
 * anew at each page, instead of read along the key.
 */
async function settle(client: pg.ClientBase): Promise<void> {
  // One that breaks between two queries of a transaction: the next query says so; without a listener it would end the process.
  client.on('error', () => {});
  await client.query(
    // Prisma's adapter takes every time for UTC's, in whichever zone the server writes it.
    "SET timezone = 'UTC'; SET plan_cache_mode = force_generic_plan; SET jit = off; SET random_page_cost = 1.1",
  );
}

/** The name of the connection by which a copy at work hears of new jobs, as PostgreSQL lists it. */
export const QUEUE_LISTENER = 'rapport queue';

/** Any numbers, the same in every copy. */
const LOCKS: Readonly<Record<Turn, number>> = { schema: 727_078, queue: 727_079, demo: 727_080 };

/** The lock is a connection's, so it ends with the process that took it. */
async function alone<T>(url: string, turn: Turn, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: `rapport ${turn}` });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCKS[turn]]);
    return await work();
  } finally {
    await client.end();
  }
}

type Runner = pg.Pool | pg.PoolClient;
const runners = new WeakMap<Sql, Runner>();

function sqlOn(runner: Runner, isPooled: boolean): Sql {
  const sql: Sql = {
    query: async <T = Row>(
      text: string,
      values: readonly unknown[] = [],
      { name }: { name?: string } = {},
    ) =>
      (
        await runner.query({
          text,
          values: [...values],
          types: TYPES,
          ...(name && !isPooled && { name }),
        })
      ).rows as T[],
  };
  runners.set(sql, runner);
  return sql;
}

async function transaction<T>(
  pool: pg.Pool,
  work: (sql: Sql) => Promise<T>,
  isPooled: boolean,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await work(sqlOn(client, isPooled));
    await client.query('COMMIT').catch(inDoubt);
    return result;
  } catch (cause) {
    await client.query('ROLLBACK').catch((error: Error) => {
      broken = error;
    });
    throw cause;
  } finally {
    client.release(broken);
  }
}

/** PostgreSQL refused it, or never got it: then nothing is kept. */
function inDoubt(cause: unknown): never {
  const code = String(sqlState(cause) ?? '');
  const isRefused = /^[0-9A-Z]{5}$/.test(code) && !LOST.test(code);
  const isKnown = isRefused || NEVER_SENT.has(code) || isTimeout(cause);
  throw isKnown ? cause : new ConnectionLost('The database did not answer', { cause });
}

/** SQLSTATEs of a connection that broke, as a pooler between reports it, and of an outcome that is not known. */
const LOST = /^(?:08...|40003)$/;
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);
/** The pool waited in vain for a connection. */
const isTimeout = (cause: unknown): boolean =>
  cause instanceof Error && /connection timeout|trying to connect/.test(cause.message);

async function copyInto(sql: Sql, command: string, lines: Iterable<string>): Promise<void> {
  const client = runners.get(sql);
  if (!client || !('release' in client)) throw new Error('COPY runs inside a transaction');
  await pipeline(Readable.from(lines), client.query(copyFrom(command)));
}

function withoutSecrets(url: string): string {
  const { hostname, port, pathname } = URL.parse(url) ?? {
    hostname: 'that address',
    port: '',
    pathname: '',
  };
  return `${hostname}${port && `:${port}`}${pathname}`;
}
