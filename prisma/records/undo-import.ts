import { Problem } from '../../crm/problem.ts';
import type { Database, Sql } from '../database/database.ts';
import { ASSOCIATION_KEY } from './associations.ts';
import { keyText, transactionOf } from './import-changes.ts';
import { keysOf } from './import-keys.ts';
import { customerTables, NAMING, OF_PERSON, OWNED_RECORDS } from './naming-tables.ts';

/** The result of undoing a run. */
export interface UndoneImport {
  startedAt: Date;
  folder: string;
  /** Rows that the run had put in and that are gone, by table. */
  removed: Readonly<Record<string, number>>;
  /** Rows that are again as they were before it. */
  restored: number;
  /** Customers of the run that stay, since colleagues or other sources have something about them. */
  staying: readonly string[];
}

/** Tables of records by their source's id, those before the ones that they belong to. */
const RECORDS = [...OWNED_RECORDS, 'campaign', 'spend'];
const KEYS: Readonly<Record<string, readonly string[]>> = {
  department: ['id'],
  person: ['id'],
  customer: ['id'],
  crm_user: ['source', 'external_id'],
  reference: ['source', 'external_id'],
  domain: ['customer_id', 'domain'],
  contact: ['customer_id', 'source', 'external_id'],
  association: ASSOCIATION_KEY,
  ...Object.fromEntries(RECORDS.map((table) => [table, ['source', 'external_id']])),
};
/** Tables that follow from a customer and its records, and tell of no work of a colleague's. */
const DERIVED: ReadonlySet<string> = new Set(['domain', 'event', 'look', 'reference', 'signal']);

/**
 * Undoes the last run of a mapping, in one transaction: rows that it put in go, rows that it changed are as they were.
 * A row that somebody changed since stays as it is now. Throws Problem where there is nothing to undo.
 */
export async function undoImport(database: Database, mapping: string): Promise<UndoneImport> {
  return database.transaction(async (sql) => {
    const run = await lastRun(sql, mapping);
    // First, so that nothing that stays belongs to what goes.
    let restored = 0;
    for (const table of Object.keys(KEYS)) restored += await restore(sql, { table, run: run.id });
    const removed: Record<string, number> = {};
    for (const table of ['contact', ...RECORDS])
      removed[table] = await removeNew(sql, { table, run: run.id });
    await removeNew(sql, { table: 'association', run: run.id });
    const staying = await removeCustomers(sql, run.id, removed);
    removed['person'] = await removePeople(sql, run.id);
    await sql.query(
      `DELETE FROM ingest_order o USING import_commit c WHERE c.run_id = $1 AND c.transaction = ${transactionOf('o')}`,
      [run.id],
    );
    for (const table of ['import_commit', 'import_change'])
      await sql.query(`DELETE FROM ${table} WHERE run_id = $1`, [run.id]);
    await sql.query('DELETE FROM import_run WHERE id = $1', [run.id]);
    await sql.query(`DROP TABLE IF EXISTS ${keysOf(run.id)}`);
    return { ...run, removed, restored, staying };
  });
}

async function lastRun(sql: Sql, mapping: string) {
  const [run] = await sql.query<{ id: string; folder: string; startedAt: Date; known: boolean }>(
    `SELECT id, folder, started_at AS "startedAt", EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = r.id) AS known
     FROM import_run r WHERE mapping = $1 ORDER BY started_at DESC, id LIMIT 1`,
    [mapping],
  );
  if (run?.known) return run;
  throw new Problem('import-undo', {
    say: run
      ? 'The run of this mapping that could be undone was undone already, or it stored nothing. Runs before the last one cannot be undone.'
      : 'There is no run of this mapping to undo, in this store.',
    try: run
      ? 'Import the folder of an earlier day again, or restore a backup of before.'
      : 'Give the mapping as it was given to the import: only its last run can be undone, once.',
  });
}

/** A row that the run put in and that nobody has changed since. */
const isNew = (alias: string, table: string, run: string): string =>
  `EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = '${run}' AND c.transaction = ${transactionOf(alias)})
    AND NOT EXISTS (SELECT 1 FROM import_change h WHERE h.run_id = '${run}' AND h."table" = '${table}' AND h.key = ${keyText(alias, KEYS[table] ?? [])})`;

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
  for (const table of ['reference', 'domain'])
    await removeNew(sql, { table, run, but: [...stays] });
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

/** Puts rows back as they were before the run, where nobody has changed them since. */
async function restore(sql: Sql, { table, run }: { table: string; run: string }): Promise<number> {
  const [kept] = await sql.query<{ n: number }>(
    'SELECT count(*) AS n FROM import_change WHERE run_id = $1 AND "table" = $2',
    [run, table],
  );
  if ((kept?.n ?? 0) === 0) return 0;
  const key = KEYS[table] ?? [];
  const columns = (
    await sql.query<{ name: string }>(
      `SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1`,
      [table],
    )
  ).map(({ name }) => name);
  const others = columns.filter((column) => !key.includes(column));
  const changes = others.map((column) => `${column} = excluded.${column}`).join(', ');
  const [restored] = await sql.query<{ n: number }>(
    `WITH back AS (INSERT INTO ${table} AS t (${columns.join(', ')})
       SELECT ${columns.map((column) => `(b).${column}`).join(', ')}
       FROM (SELECT jsonb_populate_record(NULL::${table}, before) AS b FROM import_change WHERE run_id = $1 AND "table" = $2 ORDER BY key) AS kept
       ON CONFLICT (${key.join(', ')}) ${
         others.length === 0
           ? 'DO NOTHING'
           : `DO UPDATE SET ${changes} WHERE EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = $1 AND c.transaction = ${transactionOf('t')})`
       } RETURNING 1)
     SELECT count(*) AS n FROM back`,
    [run, table],
  );
  return restored?.n ?? 0;
}
