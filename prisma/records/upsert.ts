import type { Database, Sql } from '../database/database.ts';
import { appending, returned } from '../event/append-records.ts';
import type { RecordEvents } from '../event/record-events.ts';
import { type Cell, copyLine } from './cells.ts';
import { keeping } from './import-changes.ts';

/** A table as rows are put into it: `key` and `columns` in the order of a row's cells. */
export interface Target {
  table: string;
  key: readonly string[];
  columns: readonly string[];
  /** Columns that a row fills where they are empty, and never changes. With it no others are changed but those of `keeps`. */
  fills?: readonly string[];
  /** Columns that keep what they have where a row has nothing, and are overwritten where it has something. */
  keeps?: readonly string[];
  /** Makes events of the rows; a target without it appends none. */
  events?: RecordEvents | undefined;
  /** A column that says when a row was put in or last changed. */
  stamp?: string;
  /** A column that says since when another one is what it is; unknown for a new row. */
  since?: { column: string; of: string };
}

/** When a batch is saved, and the source of rows that name none. */
export interface Saving {
  now: Date;
  source?: string;
  /** The run of an import that can be undone: rows that it changes are kept as they were. */
  run?: string | undefined;
}

export interface RowCounts {
  inserted: number;
  updated: number;
  unchanged: number;
}

/**
 * Puts rows in by COPY into a staging table and one statement from there; a row that is there and the same is left alone.
 * The same statement appends the events that the rows tell. `saving` is needed for a target with events or
 * a stamp.
 */
export async function upsert(
  database: Database,
  sql: Sql,
  { target, rows, saving }: { target: Target; rows: readonly (readonly Cell[])[]; saving?: Saving },
): Promise<RowCounts> {
  if (rows.length === 0) return { inserted: 0, updated: 0, unchanged: 0 };
  const all = [...target.key, ...target.columns].join(', ');
  const staged = `staged_${target.table}${target.fills ? '_fills' : ''}`;
  await emptyTable(
    sql,
    staged,
    `CREATE TEMP TABLE IF NOT EXISTS ${staged} ON COMMIT DELETE ROWS AS SELECT ${all} FROM ${target.table} WITH NO DATA`,
  );
  await database.copy(sql, `COPY ${staged} (${all}) FROM STDIN`, lines(rows));
  const counted = await sql.query<{ inserted: number; touched: number }>(
    insert(target, { all, staged, run: saving?.run }),
    valuesFor(target, saving),
  );
  const { inserted, touched } = counted[0] ?? { inserted: 0, touched: 0 };
  return { inserted, updated: touched - inserted, unchanged: rows.length - touched };
}

/** The staging tables that a transaction has used: none of the others has rows. */
const used = new WeakMap<Sql, Set<string>>();

/** Each table is made once per connection, and ends each transaction without rows. */
async function emptyTable(sql: Sql, table: string, create: string): Promise<void> {
  const tables = used.get(sql) ?? new Set<string>();
  used.set(sql, tables);
  await sql.query(tables.has(table) ? `DELETE FROM ${table}` : create);
  tables.add(table);
}

function valuesFor({ stamp, events, key }: Target, saving: Saving | undefined): unknown[] {
  if (!stamp && !events) return [];
  if (!saving) throw new Error('Rows with events are saved at some time');
  return events && !key.includes('source') ? [saving.now, saving.source] : [saving.now];
}

function insert(
  target: Target,
  { all, staged, run }: { all: string; staged: string; run: string | undefined },
): string {
  const { table, key, stamp, events } = target;
  const happened = events && { table, key, events };
  const keys = key.map((column) => `${table}.${column}`).join(', ');
  const returning = happened ? returned(happened) : run && keys;
  // Sorted by key, so that two writers of the same rows wait for each other and do not lock each other out.
  return `WITH written AS (
      INSERT INTO ${table} (${all}${stamp ? `, ${stamp}` : ''}) SELECT ${all}${stamp ? ', $1::timestamptz' : ''} FROM ${staged} ORDER BY ${key.join(', ')}
      ON CONFLICT (${key.join(', ')}) ${onConflict(target)} RETURNING (xmax = 0) AS fresh${returning ? `, ${returning}` : ''})${happened ? appending(happened) : ''}${run === undefined ? '' : keeping({ table, key, staged }, run)}
    SELECT count(*) FILTER (WHERE fresh) AS inserted, count(*) AS touched FROM written`;
}

function onConflict({ table, columns, fills, keeps = [], stamp, since }: Target): string {
  const changing = fills ? [...fills, ...keeps] : columns;
  if (changing.length === 0) return 'DO NOTHING';
  const theirs = changing.map((column) => {
    if (fills?.includes(column)) return `coalesce(${table}.${column}, excluded.${column})`;
    return keeps.includes(column)
      ? `coalesce(excluded.${column}, ${table}.${column})`
      : `excluded.${column}`;
  });
  return `DO UPDATE SET ${changing.map((column, at) => `${column} = ${theirs[at]}`).join(', ')}${stamp ? `, ${stamp} = excluded.${stamp}` : ''}${since ? `, ${sinceOf(table, since)}` : ''}
       WHERE (${changing.map((column) => `${table}.${column}`).join(', ')}) IS DISTINCT FROM (${theirs.join(', ')})`;
}

const sinceOf = (table: string, { column, of }: { column: string; of: string }): string =>
  `${column} = CASE WHEN ${table}.${of} IS DISTINCT FROM excluded.${of} THEN $1::timestamptz ELSE ${table}.${column} END`;

/** Lines in pieces of a few kilobytes: one write for many rows. */
function* lines(rows: readonly (readonly Cell[])[]): Generator<string> {
  let piece = '';
  for (const row of rows) {
    piece += copyLine(row);
    if (piece.length > 32_768) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}
