import type { Sql } from '../database/database.ts';
import { keyHash, keyText, markRows, transactionOf } from './import-changes.ts';
import { isConfirmed, KEYS, OWNER_OF } from './undo-tables.ts';
import type { UndoableRun } from './undoable-runs.ts';

/**
 * Later runs kept rows as this one had left them: as if it had never been, they found them as it had. A row that it had
 * put in is new to them.
 */
export async function handOnChanges(sql: Sql, run: string): Promise<void> {
  const isMeant = `EXISTS (SELECT 1 FROM undo_key k WHERE NOT k.added AND k."table" = l."table" AND k.hash = ${keyHash('l.key')})`;
  await sql.query(
    `UPDATE import_change l SET before = h.before, transaction = h.transaction FROM import_change h, import_commit c
      WHERE h.run_id = $1 AND c.run_id = $1 AND l.run_id <> $1 AND l.transaction = c.transaction AND h."table" = l."table" AND h.key = l.key AND NOT ${isMeant}`,
    [run],
  );
  await sql.query(
    `DELETE FROM import_change l USING import_commit c WHERE c.run_id = $1 AND l.run_id <> $1 AND l.transaction = c.transaction AND NOT ${isMeant}`,
    [run],
  );
  // It had taken these rows away, and a later run brought them back.
  for (const [table, key] of Object.entries(KEYS).filter(([name]) => OWNER_OF[name]))
    await sql.query(
      `INSERT INTO import_change (run_id, "table", key, before, transaction)
        SELECT c.run_id, h."table", h.key, h.before, h.transaction FROM import_change h JOIN ${table} t ON ${keyText('t', key)} = h.key
          JOIN import_commit c ON c.run_id <> $1 AND c.transaction = ${transactionOf('t')}
        WHERE h.run_id = $1 AND h."table" = '${table}' ON CONFLICT DO NOTHING`,
      [run],
    );
}

/**
 * Rows of the run that are still there become those of the later run that told them first, else of the next one: so
 * that they go when that one is undone. `later` has the latest first.
 */
export async function handOnRows(
  sql: Sql,
  run: string,
  later: readonly UndoableRun[],
): Promise<void> {
  const known = await sql.query<{ id: string }>(
    'SELECT DISTINCT run_id AS id FROM undo_key WHERE NOT added',
  );
  const confirming = new Set(known.map(({ id }) => id));
  for (const { id } of later.toReversed())
    if (confirming.has(id)) await handOnTo(sql, { run, heir: id, onlyConfirmed: true });
  const next = later.at(-1);
  if (next) await handOnTo(sql, { run, heir: next.id, onlyConfirmed: false });
}

async function handOnTo(
  sql: Sql,
  { run, heir, onlyConfirmed }: { run: string; heir: string; onlyConfirmed: boolean },
): Promise<void> {
  // A number of its own, by which the rows of this heir are known from those of the others.
  await sql.query('SAVEPOINT of_heir');
  for (const [table, key] of Object.entries(KEYS)) {
    const confirmed = onlyConfirmed ? ` AND ${isConfirmed('t', table, '$2')}` : '';
    const [first = ''] = key;
    const rows = await sql.query<{ transaction: number | null }>(
      `WITH theirs AS (UPDATE ${table} t SET ${first} = t.${first} FROM import_commit c
          WHERE c.run_id = $1 AND c.transaction = ${transactionOf('t')}${confirmed} RETURNING ${keyText('t', key)} AS key, ${transactionOf('t')} AS writer),
        moved AS (UPDATE import_change h SET run_id = $2 FROM theirs WHERE h.run_id = $1 AND h."table" = '${table}' AND h.key = theirs.key
          AND ${IS_FREE})
        SELECT max(writer) AS transaction FROM theirs`,
      [run, heir],
    );
    await markRows(sql, heir, rows[0]?.transaction ?? null);
    if (onlyConfirmed && OWNER_OF[table]) await handOnGone(sql, { run, heir, table });
  }
  await sql.query('RELEASE SAVEPOINT of_heir');
}

/** Nothing is kept of the row of the change `h` by the heir itself. */
const IS_FREE = `NOT EXISTS (SELECT 1 FROM import_change o WHERE o.run_id = $2 AND o."table" = h."table" AND o.key = h.key)`;

/** Rows that the run took away, and that the heir had taken away if they had been there. */
async function handOnGone(
  sql: Sql,
  { run, heir, table }: { run: string; heir: string; table: string },
): Promise<void> {
  await sql.query(
    `UPDATE import_change h SET run_id = $2 FROM import_change i, LATERAL jsonb_populate_record(NULL::${table}, i.before) AS p
      WHERE h.run_id = $1 AND h."table" = '${table}' AND i.run_id = h.run_id AND i."table" = h."table" AND i.key = h.key
        AND ${isConfirmed('p', table, '$2')} AND ${IS_FREE}`,
    [run, heir],
  );
}
