import type { CustomerJoin } from '../../crm/matching/join.ts';
import type { Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { joinsAlone } from '../records/join-lock.ts';
import { refreshCustomers } from '../records/refresh-customers.ts';
import { JOINED_TABLES, type JoinedTable } from './joined-tables.ts';

/**
 * Makes one customer a part of another one: everything of it moves, and each row's way back is kept. False, with nothing
 * stored, where one of them is no customer of its own any more.
 */
export async function joinCustomers(
  sql: Sql,
  { former, into, by, confidence, evidence }: CustomerJoin,
  now: Date,
): Promise<boolean> {
  await joinsAlone(sql);
  const [both] = await sql.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM customer WHERE id = ANY($1)',
    [[former, into]],
  );
  if (former === into || both?.count !== 2) return false;
  await sql.query(
    `INSERT INTO customer_join (former_id, into_id, now_id, person_id, at, confidence, evidence, former)
      SELECT id, $2, $2, $3, $4, $5, $6::jsonb, to_jsonb(c) FROM customer c WHERE id = $1`,
    [former, into, by, now, confidence, json(evidence)],
  );
  await sql.query('UPDATE customer_join SET now_id = $2 WHERE now_id = $1', [former, into]);
  await moveRows(sql, former, into);
  await sql.query('DELETE FROM customer WHERE id = $1', [former]);
  await refreshCustomers(sql, [into], now);
  return true;
}

/** Moves all that belongs to a former customer, and remembers each row as one of its. */
export async function moveRows(sql: Sql, former: string, into: string): Promise<void> {
  for (const table of JOINED_TABLES) {
    if (table.aside) await setAside(sql, { table, former, into });
    await move(sql, { table, former, into });
  }
}

interface Moving {
  table: JoinedTable;
  former: string;
  into: string;
}

/** The text array that names a row of `of`. */
export const keyOf = ({ key }: JoinedTable, of: string): string =>
  `ARRAY[${key.map((column) => `${of}.${column}`).join(', ')}]::text[]`;

async function setAside(sql: Sql, { table, former, into }: Moving): Promise<void> {
  await sql.query(
    `WITH aside AS (DELETE FROM ${table.table} f WHERE f.customer_id = $1
        AND EXISTS (SELECT 1 FROM ${table.table} i WHERE i.customer_id = $2 AND ${table.aside}) RETURNING f.*)
      INSERT INTO joined_row (former_id, table_name, key, "row") SELECT $1, '${table.table}', ${keyOf(table, 'aside')}, to_jsonb(aside) FROM aside
      ON CONFLICT (former_id, table_name, key) DO UPDATE SET "row" = excluded."row"`,
    [former, into],
  );
}

async function move(sql: Sql, { table, former, into }: Moving): Promise<void> {
  const version = table.versioned ? ', version = t.version + 1' : '';
  await sql.query(
    `WITH moved AS (UPDATE ${table.table} t SET customer_id = $2${version} WHERE t.customer_id = $1 RETURNING t.*)
      INSERT INTO joined_row (former_id, table_name, key) SELECT $1, '${table.table}', ${keyOf(table, 'moved')} FROM moved
      ON CONFLICT (former_id, table_name, key) DO NOTHING`,
    [former, into],
  );
}
