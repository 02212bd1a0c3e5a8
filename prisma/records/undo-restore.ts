import type { Sql } from '../database/database.ts';
import { markRows, transactionOf } from './import-changes.ts';
import { KEYS } from './undo-tables.ts';

/**
 * Puts rows back as they were before the run, but for those of `undo_stays`; answers how many. A row that an earlier run
 * had written is that run's again, so that it can be undone after this one.
 */
export async function restoreRows(sql: Sql, run: string): Promise<number> {
  const writers = await sql.query<{ writer: string | null }>(
    `SELECT DISTINCT (${WRITER}) AS writer FROM import_change h WHERE h.run_id = $1 ORDER BY 1`,
    [run],
  );
  let restored = 0;
  for (const { writer } of writers) {
    // A number of its own, by which the rows of this writer are known from those of the others.
    await sql.query('SAVEPOINT of_writer');
    for (const table of Object.keys(KEYS)) {
      const rows = await restore(sql, { table, run, writer });
      restored += rows.count;
      if (writer !== null) await markRows(sql, writer, rows.transaction);
    }
    await sql.query('RELEASE SAVEPOINT of_writer');
  }
  return restored;
}

/** The run that had written a row before, of the change `h`. */
const WRITER = `SELECT min(c.run_id) FROM import_commit c WHERE c.transaction = h.transaction AND c.run_id <> h.run_id`;

async function restore(
  sql: Sql,
  { table, run, writer }: { table: string; run: string; writer: string | null },
): Promise<{ count: number; transaction: number | null }> {
  const key = KEYS[table] ?? [];
  const columns = await columnsOf(sql, table);
  const others = columns.filter((column) => !key.includes(column));
  const changes = others.map((column) => `${column} = excluded.${column}`).join(', ');
  const isOwn = `EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = $1 AND c.transaction = ${transactionOf('t')})`;
  const conflict = others.length === 0 ? 'DO NOTHING' : `DO UPDATE SET ${changes} WHERE ${isOwn}`;
  const [row] = await sql.query<{ count: number; transaction: number | null }>(
    `WITH back AS (INSERT INTO ${table} AS t (${columns.join(', ')})
       SELECT ${columns.map((column) => `(b).${column}`).join(', ')}
       FROM (SELECT jsonb_populate_record(NULL::${table}, h.before) AS b FROM import_change h
         WHERE h.run_id = $1 AND h."table" = $2 AND (${WRITER}) IS NOT DISTINCT FROM $3
           AND NOT EXISTS (SELECT 1 FROM undo_stays s WHERE s."table" = h."table" AND s.key = h.key) ORDER BY h.key) AS kept
       ON CONFLICT (${key.join(', ')}) ${conflict} RETURNING ${transactionOf('t')} AS writer)
     SELECT count(*) AS count, max(writer) AS transaction FROM back`,
    [run, table, writer],
  );
  return row ?? { count: 0, transaction: null };
}

async function columnsOf(sql: Sql, table: string): Promise<string[]> {
  const rows = await sql.query<{ name: string }>(
    `SELECT quote_ident(column_name) AS name FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1`,
    [table],
  );
  return rows.map(({ name }) => name);
}
