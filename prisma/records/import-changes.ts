import type { Sql } from '../database/database.ts';

/** Transactions as rows keep them: without the epoch. */
const TRANSACTION = 'pg_current_xact_id()::text::bigint & 4294967295';

/** A row's transaction, of the row called `alias`. */
export const transactionOf = (alias: string): string => `${alias}.xmin::text::bigint`;

/** A row's key as one text. */
export const keyText = (alias: string, key: readonly string[]): string =>
  `concat_ws(chr(1), ${key.map((column) => `${alias}.${column}`).join(', ')})`;

/** Tables of that by which a run is undone. */
export const RUN_TABLES = ['import_commit', 'import_change', 'import_key'] as const;

/** Marks the transaction that is under way as one of the run's, before it changes anything. */
export async function markCommit(sql: Sql, run: string): Promise<void> {
  await sql.query(
    `INSERT INTO import_commit (run_id, transaction) VALUES ($1, ${TRANSACTION}) ON CONFLICT DO NOTHING`,
    [run],
  );
}

/** Marks the transaction of rows that were written as the run's; null for no rows. */
export async function markRows(sql: Sql, run: string, transaction: number | null): Promise<void> {
  if (transaction !== null)
    await sql.query(
      'INSERT INTO import_commit (run_id, transaction) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [run, transaction],
    );
}

/** Whether the row `alias` was there before the run. The run's id is made of letters and digits, here. */
const isOlder = (alias: string, run: string): string =>
  `NOT EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = '${run}' AND c.transaction = ${transactionOf(alias)})`;

/** A key's text as a number, of which a run keeps many. */
export const keyHash = (text: string): string => `hashtextextended(${text}, 0)`;

/**
 * SQL that follows `written`, the new and changed rows, and keeps the changed ones as they were before the run. A
 * statement still sees them so. It also keeps the keys of the new rows, and of those that `staged` tells as an earlier
 * run had left them.
 */
export function keeping(
  { table, key, staged }: { table: string; key: readonly string[]; staged: string },
  run: string,
): string {
  const same = (one: string, other: string) =>
    key.map((column) => `${one}.${column} = ${other}.${column}`).join(' AND ');
  const added = `SELECT ${keyHash(keyText('w', key))} AS hash FROM written w WHERE w.fresh`;
  const found = `SELECT ${keyHash(keyText('b', key))} AS hash FROM ${staged} s JOIN ${table} b ON ${same('s', 'b')}
      WHERE ${hasEarlier(run)} AND ${isOfOther('b', run)} AND NOT EXISTS (SELECT 1 FROM written w WHERE ${same('w', 'b')})`;
  return `, kept_before AS (INSERT INTO import_change (run_id, "table", key, before, transaction)
      SELECT '${run}', '${table}', ${keyText('b', key)}, to_jsonb(b), ${transactionOf('b')} FROM written w JOIN ${table} b ON NOT w.fresh AND ${same('b', 'w')}
      WHERE ${isOlder('b', run)} ON CONFLICT DO NOTHING)${
        FOLLOWING.has(table)
          ? ''
          : `,
    kept_added AS (${keepKeys({ run, table, added: true }, added)})`
      },
    kept_found AS (${keepKeys({ run, table, added: false }, found)})`;
}

/** Tables of names, which come and go with the customer or the colleague: nobody asks which of them are new. */
const FOLLOWING: ReadonlySet<string> = new Set(['crm_user', 'domain', 'reference']);

/** Whether an earlier run of the same mapping could still be undone: else nobody asks what this one found. */
const hasEarlier = (run: string): string =>
  `(SELECT EXISTS (SELECT 1 FROM import_run o JOIN import_run r ON r.mapping = o.mapping AND r.id <> o.id
      WHERE o.id = '${run}' AND EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = r.id)))`;

const isOfOther = (alias: string, run: string): string =>
  `EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id <> '${run}' AND c.transaction = ${transactionOf(alias)})`;

/** `hashes` is SQL of one column called hash. */
const keepKeys = (
  { run, table, added }: { run: string; table: string; added: boolean },
  hashes: string,
): string => `INSERT INTO import_key AS t (run_id, "table", added, head, keys)
      SELECT '${run}', '${table}', ${added}, min(hash), array_agg(hash) FROM (${hashes}) AS k HAVING count(*) > 0
      ON CONFLICT (run_id, "table", added, head) DO UPDATE SET keys = t.keys || excluded.keys`;

/**
 * Keeps that the run told all rows of `table` that belong to these owners, in place of what was known of them: a row
 * that it did not tell is not to come back.
 */
export async function keepConfirmed(
  sql: Sql,
  { run, table }: { run: string; table: string },
  owners: readonly (readonly string[])[],
): Promise<void> {
  if (owners.length === 0) return;
  const hashes = `SELECT ${keyHash('k')} AS hash FROM unnest($1::text[]) AS k WHERE ${hasEarlier(run)}`;
  await sql.query(keepKeys({ run, table, added: false }, hashes), [
    owners.map((parts) => parts.join('\u0001')),
  ]);
}

/** Keeps rows as they are that the run is about to take away or change by other means; `where` names them as `b`. */
export async function keepBefore(
  sql: Sql,
  { run, table, key }: { run: string; table: string; key: readonly string[] },
  { where, values }: { where: string; values: readonly unknown[] },
): Promise<void> {
  await sql.query(
    `INSERT INTO import_change (run_id, "table", key, before, transaction)
      SELECT '${run}', '${table}', ${keyText('b', key)}, to_jsonb(b), ${transactionOf('b')} FROM ${table} b
      WHERE ${where} AND ${isOlder('b', run)} ON CONFLICT DO NOTHING`,
    values,
  );
}
