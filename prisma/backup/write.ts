import { Problem } from '../../crm/problem.ts';
import type { Database, Sql } from '../database/database.ts';
import { FORMAT, type Header, type TableLine } from './format.ts';
import { lastMigration, type StoredTable, storedTables } from './tables.ts';

/** Rows that are read at once. */
const BATCH = 500;

/**
 * Hands every line of a backup to `line`, which may wait. All of them are of one moment: on a server others go on
 * writing meanwhile. Returns how many rows of which table there were. Throws `Problem` where the place holds no store.
 */
export async function writeBackup(
  database: Database,
  line: (text: string) => Promise<void>,
  now: Date,
): Promise<TableLine[]> {
  return database.transaction(async (sql) => {
    await sql.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // Dates are written the same way whatever the server's settings.
    await sql.query("SET LOCAL datestyle = 'ISO, YMD'");
    await sql.query("SET LOCAL timezone = 'UTC'");
    const migration = await lastMigration(sql);
    if (migration === null)
      throw new Problem('store-empty', {
        say: 'There is no store to back up.',
        try: 'Set DATA_DIR or DATABASE_URL to the one that Rapport uses.',
      });
    const header: Header = { rapport: 'backup', format: FORMAT, at: now.toISOString(), migration };
    await line(JSON.stringify(header));
    const tables: TableLine[] = [];
    for (const stored of await storedTables(sql)) tables.push(await writeTable(sql, stored, line));
    await line(JSON.stringify({ end: true, sequences: await sequences(sql) }));
    return tables;
  });
}

async function writeTable(
  sql: Sql,
  { table, columns }: StoredTable,
  line: (text: string) => Promise<void>,
): Promise<TableLine> {
  const [count] = await sql.query<{ rows: number }>(`SELECT count(*)::int8 AS rows FROM ${table}`);
  const head: TableLine = {
    table,
    columns: columns.map(({ name }) => name),
    rows: Number(count?.rows),
  };
  await line(JSON.stringify(head));
  if (head.rows === 0) return head;
  const values = head.columns.map((name) => `"${name}"::text`).join(', ');
  await sql.query(
    `DECLARE backup NO SCROLL CURSOR FOR SELECT array_to_json(ARRAY[${values}])::text AS row FROM ${table}`,
  );
  for (;;) {
    const rows = await sql.query<{ row: string }>(`FETCH ${BATCH} FROM backup`);
    for (const { row } of rows) await line(row);
    if (rows.length < BATCH) break;
  }
  await sql.query('CLOSE backup');
  return head;
}

async function sequences(sql: Sql): Promise<Record<string, string>> {
  const found = await sql.query<{ name: string; last: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS last
      FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL`,
  );
  return Object.fromEntries(found.map(({ name, last }) => [name, last]));
}
