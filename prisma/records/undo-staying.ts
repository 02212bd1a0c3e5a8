import type { Sql } from '../database/database.ts';
import { keyHash, keyText, transactionOf } from './import-changes.ts';
import { isConfirmed, KEYS, OWNER_OF } from './undo-tables.ts';
import type { UndoableRun } from './undoable-runs.ts';

/** A row that a run put in or changed and that is not put back. */
export interface StayingRow {
  table: string;
  /** Its name, else its source's id. */
  name: string;
  /** When the run began that changed it since; null for a person or another source. */
  changedBy: Date | null;
  /** Somebody has taken it away since. */
  gone: boolean;
}

export interface StayingRows {
  /** Rows that were changed since. */
  changed: number;
  /** The first of them. */
  some: readonly StayingRow[];
  /** Rows that a later run told as they are. */
  confirmed: number;
}

/** As many rows as are named. */
const FEW = 10;
/** Columns that say when a row was written, and nothing else. */
const STAMPS = `ARRAY['updated_at', 'told_at', 'stage_since', 'matched_at']`;
/** Rows of these come and go with a customer or a colleague. */
const UNNAMED = `ARRAY['crm_user', 'reference', 'domain', 'association']`;

/**
 * Finds the rows of a run that stay as they are now, into `undo_stays`, for as long as the transaction lasts: rows that
 * were changed since, and rows that a later run told in the same way.
 */
export async function findStaying(sql: Sql, { id, startedAt }: UndoableRun): Promise<StayingRows> {
  await sql.query('DROP TABLE IF EXISTS undo_key, undo_stays');
  await sql.query(
    `CREATE TEMP TABLE undo_key (run_id text, "table" text, added boolean, hash bigint) ON COMMIT DROP`,
  );
  await sql.query(
    `INSERT INTO undo_key SELECT k.run_id, k."table", k.added, unnest(k.keys) FROM import_key k JOIN import_run r ON r.id = k.run_id
      WHERE k.added AND r.id = $1 OR NOT k.added AND (r.started_at, r.id) > ($2, $1)`,
    [id, startedAt],
  );
  await sql.query('CREATE INDEX ON undo_key (hash)');
  await sql.query('ANALYZE undo_key');
  await sql.query(
    `CREATE TEMP TABLE undo_stays ("table" text, key text, name text, confirmed boolean, changed_by timestamptz, gone boolean,
      PRIMARY KEY ("table", key)) ON COMMIT DROP`,
  );
  for (const table of Object.keys(KEYS)) await findIn(sql, { table, run: id });
  await sql.query('ANALYZE undo_stays');
  return {
    changed: await count(sql, `NOT confirmed AND "table" <> ALL(${UNNAMED})`),
    confirmed: await count(sql, `confirmed AND "table" <> ALL(${UNNAMED})`),
    some: await sql.query<StayingRow>(
      `SELECT "table", name, changed_by AS "changedBy", gone FROM undo_stays
        WHERE NOT confirmed AND "table" <> ALL(${UNNAMED}) ORDER BY 1, 2, key LIMIT ${FEW}`,
    ),
  };
}

async function count(sql: Sql, where: string): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*) AS n FROM undo_stays WHERE ${where}`,
  );
  return row?.n ?? 0;
}

async function findIn(sql: Sql, { table, run }: { table: string; run: string }): Promise<void> {
  const key = KEYS[table] ?? [];
  const writer = transactionOf('t');
  await sql.query(
    `INSERT INTO undo_stays
      SELECT '${table}', s.key, coalesce(s.now->>'name', s.now->>'external_id', s.key), s.own AND s.confirmed,
        (SELECT max(r.started_at) FROM import_commit c JOIN import_run r ON r.id = c.run_id WHERE c.transaction = s.writer AND r.id <> $1), false
      FROM (SELECT ${keyText('t', key)} AS key, to_jsonb(t) AS now, ${writer} AS writer, h.before,
          o.transaction IS NOT NULL AS own, ${isConfirmed('t', table)} AS confirmed
        FROM ${table} t LEFT JOIN import_change h ON h.run_id = $1 AND h."table" = '${table}' AND h.key = ${keyText('t', key)}
          LEFT JOIN import_commit o ON o.run_id = $1 AND o.transaction = ${writer}
        WHERE o.transaction IS NOT NULL OR h.key IS NOT NULL
          OR EXISTS (SELECT 1 FROM undo_key k WHERE k."table" = '${table}' AND k.added AND k.hash = ${keyHash(keyText('t', key))})) AS s
      WHERE s.before - ${STAMPS} IS DISTINCT FROM s.now - ${STAMPS}
        AND (NOT s.own OR s.confirmed${table === 'person' ? ` OR ${HAS_TAKEN_EMAIL}` : ''})`,
    [run],
  );
  await sql.query(
    `INSERT INTO undo_stays
      SELECT '${table}', h.key, coalesce(b.before->>'name', b.before->>'external_id', h.key), ${OWNER_OF[table] ? 'true' : 'false'}, NULL, true
      FROM import_change h, LATERAL jsonb_populate_record(NULL::${table}, h.before) AS p, LATERAL (SELECT h.before) AS b
      WHERE h.run_id = $1 AND h."table" = '${table}' AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE ${keyText('t', key)} = h.key)
        ${OWNER_OF[table] ? `AND ${isConfirmed('p', table)}` : ''}`,
    [run],
  );
}

/** The colleague's former address is another one's by now. */
const HAS_TAKEN_EMAIL = `EXISTS (SELECT 1 FROM person e WHERE e.email = s.before->>'email' AND e.id <> s.key)`;
