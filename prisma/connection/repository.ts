import type { Connection, ConnectionKey, Revocation } from '../../crm/connection/connection.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Connections } from '../../crm/store/connections.ts';
import type { Database, Sql } from '../database/database.ts';

interface Row {
  person: PersonId;
  source: string;
  userId: string;
  email: string;
  since: Date;
  endedAt: Date | null;
}

const COLUMNS =
  'c.person_id AS person, c.source, c.user_id AS "userId", c.email, c.since, c.ended_at AS "endedAt"';
const LASTING = 'connection c JOIN person p ON p.id = c.person_id WHERE c.ended_at IS NULL';

export const connectionsOn = (database: Database): Connections => ({
  async get({ person, source }) {
    const [row] = await database.query<Row>(
      `SELECT ${COLUMNS} FROM connection c WHERE c.person_id = $1 AND c.source = $2`,
      [person, source],
      { name: 'connection' },
    );
    return row ? connectionOf(row) : null;
  },
  async of(person) {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM connection c WHERE c.person_id = $1 ORDER BY c.source`,
      [person],
    );
    return rows.map(connectionOf);
  },
  async list({ skip, limit }) {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM ${LASTING} ORDER BY p.name, p.id, c.source OFFSET $1 LIMIT $2`,
      [skip, limit],
    );
    return rows.map(connectionOf);
  },
  async count() {
    const [row] = await database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${LASTING}`,
    );
    return row?.count ?? 0;
  },
  async ofLeavers() {
    const rows = await database.query<Row>(
      `SELECT ${COLUMNS} FROM ${LASTING} AND NOT p.active ORDER BY p.id, c.source`,
    );
    return rows.map(connectionOf);
  },
  async tokens({ person, source }) {
    const [row] = await database.query<{ tokens: string | null }>(
      'SELECT tokens FROM connection WHERE person_id = $1 AND source = $2',
      [person, source],
      { name: 'connection-tokens' },
    );
    return row?.tokens ?? null;
  },
  allTokens: () =>
    database.query<ConnectionKey & { tokens: string }>(
      'SELECT person_id AS person, source, tokens FROM connection WHERE tokens IS NOT NULL ORDER BY person_id, source',
    ),
  async replaceTokens({ person, source }, { from, to }) {
    const rows = await database.query(
      'UPDATE connection SET tokens = $4 WHERE person_id = $1 AND source = $2 AND tokens = $3 RETURNING source',
      [person, source, from, to],
    );
    return rows.length > 0;
  },
  async beginRefresh({ person, source }, { now, until }) {
    const rows = await database.query(
      `UPDATE connection SET refreshing_until = $4 WHERE person_id = $1 AND source = $2
        AND (refreshing_until IS NULL OR refreshing_until <= $3) RETURNING source`,
      [person, source, now, until],
    );
    return rows.length > 0;
  },
  async endRefresh({ person, source }) {
    await database.query(
      'UPDATE connection SET refreshing_until = NULL WHERE person_id = $1 AND source = $2',
      [person, source],
    );
  },
  async revocation(id) {
    const [row] = await database.query<Revocation>(
      'SELECT id, person_id AS person, source, tokens FROM revocation WHERE id = $1',
      [id],
    );
    return row ?? null;
  },
  async forgetRevocation(id) {
    await database.query('DELETE FROM revocation WHERE id = $1', [id]);
  },
});

const connectionOf = ({ userId, email, ...row }: Row): Connection => ({
  ...row,
  user: { id: userId, email },
});

/** A new consent takes the place of an earlier one. */
export async function saveConnection(
  sql: Sql,
  { connection, tokens }: { connection: Connection; tokens: string },
): Promise<void> {
  const { person, source, user, since } = connection;
  await sql.query(
    `INSERT INTO connection (person_id, source, user_id, email, tokens, since) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (person_id, source) DO UPDATE SET user_id = excluded.user_id, email = excluded.email,
        tokens = excluded.tokens, since = excluded.since, ended_at = NULL, refreshing_until = NULL`,
    [person, source, user.id, user.email, tokens, since],
  );
}

/** The tokens go; a consent that the system refused is remembered. False where this connection is over already. */
export async function endConnection(
  sql: Sql,
  { connection, refusedAt }: { connection: Connection; refusedAt: Date | null },
): Promise<boolean> {
  const { person, source, since } = connection;
  const which = 'person_id = $1 AND source = $2 AND since = $3';
  const ended = refusedAt
    ? await sql.query(
        `UPDATE connection SET tokens = NULL, ended_at = $4 WHERE ${which} AND ended_at IS NULL RETURNING source`,
        [person, source, since, refusedAt],
      )
    : await sql.query(`DELETE FROM connection WHERE ${which} RETURNING source`, [
        person,
        source,
        since,
      ]);
  return ended.length > 0;
}

export async function addRevocation(
  sql: Sql,
  { id, person, source, tokens }: Revocation,
  now: Date,
): Promise<void> {
  await sql.query(
    'INSERT INTO revocation (id, person_id, source, tokens, at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING',
    [id, person, source, tokens, now],
  );
}
