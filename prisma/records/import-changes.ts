import type { Sql } from '../database/database.ts';

/** Transactions as rows keep them: without the epoch. */
const TRANSACTION = 'pg_current_xact_id()::text::bigint & 4294967295';

/** A row's transaction, of the row called `alias`. */
export const transactionOf = (alias: string): string => `${alias}.xmin::text::bigint`;

/** A row's key as one text. */
export const keyText = (alias: string, key: readonly string[]): string =>
  `concat_ws(chr(1), ${key.map((column) => `${alias}.${column}`).join(', ')})`;

/** Marks the transaction that is under way as one of the run's, before it changes anything. */
export async function markCommit(sql: Sql, run: string): Promise<void> {
  await sql.query(
    `INSERT INTO import_commit (run_id, transaction) VALUES ($1, ${TRANSACTION}) ON CONFLICT DO NOTHING`,
    [run],
  );
}

/** Whether the row `alias` was there before the run. The run's id is made of letters and digits, here. */
const isOlder = (alias: string, run: string): string =>
  `NOT EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = '${run}' AND c.transaction = ${transactionOf(alias)})`;

/**
 * SQL that follows `written`, the new and changed rows, and keeps the changed ones as they were before the run. A
 * statement still sees them so.
 */
export function keeping(
  { table, key }: { table: string; key: readonly string[] },
  run: string,
): string {
  const same = key.map((column) => `b.${column} = w.${column}`).join(' AND ');
  return `, kept_before AS (INSERT INTO import_change (run_id, "table", key, before)
      SELECT '${run}', '${table}', ${keyText('b', key)}, to_jsonb(b) FROM written w JOIN ${table} b ON NOT w.fresh AND ${same}
      WHERE ${isOlder('b', run)} ON CONFLICT DO NOTHING)`;
}

/** Keeps rows as they are that the run is about to take away or change by other means; `where` names them as `b`. */
export async function keepBefore(
  sql: Sql,
  { run, table, key }: { run: string; table: string; key: readonly string[] },
  { where, values }: { where: string; values: readonly unknown[] },
): Promise<void> {
  await sql.query(
    `INSERT INTO import_change (run_id, "table", key, before)
      SELECT '${run}', '${table}', ${keyText('b', key)}, to_jsonb(b) FROM ${table} b
      WHERE ${where} AND ${isOlder('b', run)} ON CONFLICT DO NOTHING`,
    values,
  );
}
