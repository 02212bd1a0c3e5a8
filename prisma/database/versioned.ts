import type { z } from 'zod';
import type { Row, Sql } from './database.ts';
import { clean, maybeJson } from './json.ts';

/** A table of records of which each change names the version that it replaces. */
export interface Table<Work extends Versioned> {
  name: string;
  /** The record's fields and their columns. */
  columns: Readonly<Record<keyof Work & string, string>>;
  /** Fields that are stored as JSON. */
  json: readonly (keyof Work & string)[];
  /** Columns for searching, made of the record. */
  derived?: (work: Work) => Readonly<Record<string, unknown>>;
  record: z.ZodType<Work>;
}

export interface Versioned {
  id: string;
  customerId: string;
  version: number;
}

/** Columns that every such table has. */
export const BASE = {
  id: 'id',
  customerId: 'customer_id',
  version: 'version',
  createdAt: 'created_at',
};

/** False where another change was faster: this id is taken already, or the version is not the one before. */
export async function write<Work extends Versioned>(
  sql: Sql,
  table: Table<Work>,
  work: Work,
): Promise<boolean> {
  const cells = cellsOf(table, work);
  const columns = Object.keys(cells);
  const values = Object.values(cells);
  const rows =
    work.version === 1
      ? await sql.query(
          `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${columns.map((_, at) => `$${at + 1}`).join(', ')}) ON CONFLICT DO NOTHING RETURNING id`,
          values,
          { name: `${table.name}-new` },
        )
      : await sql.query(
          `UPDATE ${table.name} SET ${columns.map((column, at) => `${column} = $${at + 1}`).join(', ')}
        WHERE id = $${columns.indexOf('id') + 1} AND version = $${columns.length + 1} RETURNING id`,
          [...values, work.version - 1],
          { name: `${table.name}-change` },
        );
  return rows.length > 0;
}

function cellsOf<Work extends Versioned>(
  { columns, json, derived }: Table<Work>,
  work: Work,
): Record<string, unknown> {
  const values = new Map<string, unknown>(Object.entries(work));
  const asJson = new Set<string>(json);
  const cells = Object.entries<string>(columns).map(([field, column]) => {
    const value = values.get(field);
    if (asJson.has(field)) return [column, maybeJson(value)];
    return [column, typeof value === 'string' ? clean(value) : value];
  });
  return { ...Object.fromEntries(cells), ...derived?.(work) };
}

/** Reads records by what comes after the table's name: `WHERE …`. */
export async function read<Work extends Versioned>(
  sql: Sql,
  table: Table<Work>,
  { rest, values, name }: { rest: string; values: readonly unknown[]; name?: string },
): Promise<Work[]> {
  const fields = Object.entries<string>(table.columns)
    .map(([field, column]) => `${column} AS "${field}"`)
    .join(', ');
  const rows = await sql.query<Row>(
    `SELECT ${fields} FROM ${table.name} ${rest}`,
    values,
    name ? { name: `${table.name}-${name}` } : {},
  );
  return rows.map((row) => table.record.parse(row));
}

export async function one<Work extends Versioned>(
  sql: Sql,
  table: Table<Work>,
  id: string,
): Promise<Work | null> {
  const [work] = await read(sql, table, { rest: 'WHERE id = $1', values: [id], name: 'one' });
  return work ?? null;
}
