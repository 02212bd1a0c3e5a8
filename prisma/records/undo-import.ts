import type { Database, Sql } from '../database/database.ts';
import { keyText, RUN_TABLES, transactionOf } from './import-changes.ts';
import { keysOf } from './import-keys.ts';
import { customerTables, NAMING, OF_PERSON } from './naming-tables.ts';
import { handOnChanges, handOnRows } from './undo-hand-on.ts';
import { restoreRows } from './undo-restore.ts';
import { findStaying, type StayingRows } from './undo-staying.ts';
import { KEYS, RECORDS } from './undo-tables.ts';
import { findRun, type UndoableRun } from './undoable-runs.ts';

/** The result of undoing a run. */
export interface UndoneImport {
  run: UndoableRun;
  /** Runs of the mapping after it and before it, each the latest first, that can still be undone. */
  later: readonly UndoableRun[];
  earlier: readonly UndoableRun[];
  /** Rows that the run had put in and that are gone, by table. */
  removed: Readonly<Record<string, number>>;
  /** Rows that are again as they were before it. */
  restored: number;
  /** Customers of the run that stay, since colleagues or other sources have something about them. */
  staying: readonly string[];
  /** Rows of the run that stay as they are now. */
  rows: StayingRows;
}

/** Tables that follow from a customer and its records, and tell of no work of a colleague's. */
const DERIVED: ReadonlySet<string> = new Set(['domain', 'event', 'look', 'reference', 'signal']);

/**
 * Undoes a run of a mapping, in one transaction: rows that it put in go, rows that it changed are as they were before it.
 * A row that somebody or a later run changed since, or that a later run told in the same way, stays as it is now. `began`
 * is when the run began, a day or a minute of it; null for the last one. Throws Problem where there is nothing to undo.
 */
export async function undoImport(
  database: Pick<Database, 'transaction'>,
  mapping: string,
  began: string | null = null,
): Promise<UndoneImport> {
  return database.transaction(async (sql) => {
    const { run, later, earlier } = await findRun(sql, mapping, began);
    const rows = await findStaying(sql, run);
    await handOnChanges(sql, run.id);
    // First, so that nothing that stays belongs to what goes.
    const restored = await restoreRows(sql, run.id);
    const removed: Record<string, number> = {};
    for (const table of ['contact', ...RECORDS])
      removed[table] = await removeNew(sql, { table, run: run.id });
    await removeNew(sql, { table: 'association', run: run.id });
    const staying = await removeCustomers(sql, run.id, removed);
    removed['person'] = await removePeople(sql, run.id);
    await handOnRows(sql, run.id, later);
    await forgetRun(sql, run.id);
    return { run, later, earlier, removed, restored, staying, rows };
  });
}

async function forgetRun(sql: Sql, run: string): Promise<void> {
  await sql.query(
    `DELETE FROM ingest_order o USING import_commit c WHERE c.run_id = $1 AND c.transaction = ${transactionOf('o')}`,
    [run],
  );
  for (const table of RUN_TABLES) await sql.query(`DELETE FROM ${table} WHERE run_id = $1`, [run]);
  await sql.query('DELETE FROM import_run WHERE id = $1', [run]);
  await sql.query(`DROP TABLE IF EXISTS ${keysOf(run)}`);
}

/** A row that the run put in, and that nobody has changed or told since. */
const isNew = (alias: string, table: string, run: string): string =>
  `EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = '${run}' AND c.transaction = ${transactionOf(alias)})
    AND NOT EXISTS (SELECT 1 FROM import_change h WHERE h.run_id = '${run}' AND h."table" = '${table}' AND h.key = ${keyText(alias, KEYS[table] ?? [])})
    AND NOT EXISTS (SELECT 1 FROM undo_stays s WHERE s."table" = '${table}' AND s.key = ${keyText(alias, KEYS[table] ?? [])})`;

async function removeNew(
  sql: Sql,
  { table, run, but = [] }: { table: string; run: string; but?: readonly string[] },
): Promise<number> {
  const others = but.length > 0 ? ' AND t.customer_id <> ALL($1)' : '';
  const rows = await sql.query<{ n: number }>(
    `WITH gone AS (DELETE FROM ${table} t WHERE ${isNew('t', table, run)}${others} RETURNING 1) SELECT count(*) AS n FROM gone`,
    but.length > 0 ? [but] : [],
  );
  return rows[0]?.n ?? 0;
}

/** Removes the run's own customers of which nothing else is left; answers with the names of the others. */
async function removeCustomers(
  sql: Sql,
  run: string,
  removed: Record<string, number>,
): Promise<string[]> {
  const fresh = await sql.query<{ id: string; name: string }>(
    `SELECT t.id, t.name FROM customer t WHERE ${isNew('t', 'customer', run)} ORDER BY t.name`,
  );
  const ids = fresh.map(({ id }) => id);
  const tables = await customerTables(sql);
  const about = tables
    .filter((table) => !DERIVED.has(table))
    .map((table) => `SELECT customer_id FROM ${table} WHERE customer_id = ANY($1)`);
  const other = `SELECT r.customer_id FROM reference r WHERE r.customer_id = ANY($1) AND NOT (${isNew('r', 'reference', run)})`;
  const held = await sql.query<{ id: string }>(
    `SELECT DISTINCT customer_id AS id FROM (${[...about, other].join(' UNION ALL ')}) AS held`,
    [ids],
  );
  const stays = new Set(held.map(({ id }) => id));
  const gone = ids.filter((id) => !stays.has(id));
  for (const table of tables)
    await sql.query(`DELETE FROM ${table} WHERE customer_id = ANY($1)`, [gone]);
  await sql.query('DELETE FROM same_company WHERE first_id = ANY($1) OR second_id = ANY($1)', [
    gone,
  ]);
  await sql.query('DELETE FROM customer WHERE id = ANY($1)', [gone]);
  removed['customer'] = gone.length;
  const nameless = await sql.query<{ id: string }>(
    `SELECT c.id FROM customer c WHERE EXISTS (SELECT 1 FROM reference r WHERE r.customer_id = c.id AND ${isNew('r', 'reference', run)})
       AND NOT EXISTS (SELECT 1 FROM reference r WHERE r.customer_id = c.id AND NOT (${isNew('r', 'reference', run)}))`,
  );
  for (const table of ['reference', 'domain'])
    await removeNew(sql, { table, run, but: [...stays, ...nameless.map(({ id }) => id)] });
  return fresh.flatMap(({ id, name }) => (stays.has(id) ? [name] : []));
}

/** A colleague whom something still names stays. */
async function removePeople(sql: Sql, run: string): Promise<number> {
  const naming = [...OF_PERSON.map((table) => [table, 'person_id'] as const), ...NAMING].map(
    ([table, column]) => `SELECT 1 FROM ${table} WHERE ${column} = t.id`,
  );
  const gone = await sql.query<{ id: string }>(
    `SELECT t.id FROM person t WHERE ${isNew('t', 'person', run)} AND NOT EXISTS (${naming.join(' UNION ALL ')})
       AND NOT EXISTS (SELECT 1 FROM crm_user u WHERE u.person_id = t.id AND NOT (${isNew('u', 'crm_user', run)}))`,
  );
  const ids = gone.map(({ id }) => id);
  await sql.query('DELETE FROM crm_user WHERE person_id = ANY($1)', [ids]);
  await sql.query('DELETE FROM person WHERE id = ANY($1)', [ids]);
  return ids.length;
}
