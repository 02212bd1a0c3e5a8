import type { Sql } from '../database/database.ts';
import { joinsAlone } from '../records/join-lock.ts';
import { refreshCustomers } from '../records/refresh-customers.ts';
import { keyOf } from './join.ts';
import { JOINED_TABLES, type JoinedTable } from './joined-tables.ts';

/**
 * Makes a joined customer one of its own again: all that came with it, and all that its systems told since, goes back.
 * Work that colleagues did since stays with the other customer. False, with nothing stored, where it is joined no more.
 */
export async function partCustomers(sql: Sql, former: string, now: Date): Promise<boolean> {
  await joinsAlone(sql);
  const [join] = await sql.query<{ now: string }>(
    'SELECT now_id AS now FROM customer_join WHERE former_id = $1',
    [former],
  );
  if (!join) return false;
  await sql.query(
    `INSERT INTO customer SELECT p.* FROM customer_join j, jsonb_populate_record(NULL::customer, j.former) p
      WHERE j.former_id = $1 ON CONFLICT DO NOTHING`,
    [former],
  );
  for (const table of JOINED_TABLES) {
    await bringBack(sql, { table, former, from: join.now });
    if (table.aside) await bringFromAside(sql, { table, former, from: join.now });
  }
  await forgetAbove(sql, former);
  await sql.query(
    `WITH RECURSIVE below AS (SELECT former_id FROM customer_join WHERE into_id = $1
        UNION SELECT j.former_id FROM customer_join j JOIN below b ON j.into_id = b.former_id)
      UPDATE customer_join SET now_id = $1 WHERE former_id IN (SELECT former_id FROM below)`,
    [former],
  );
  await sql.query('DELETE FROM joined_row WHERE former_id = $1', [former]);
  await sql.query('DELETE FROM customer_join WHERE former_id = $1', [former]);
  await refreshCustomers(sql, [former, join.now], now);
  return true;
}

interface Returning {
  table: JoinedTable;
  former: string;
  from: string;
}

async function bringBack(sql: Sql, { table, former, from }: Returning): Promise<void> {
  const version = table.versioned ? ', version = t.version + 1' : '';
  const same = table.key.map((column, at) => `t.${column} = r.key[${at + 1}]`).join(' AND ');
  await sql.query(
    `UPDATE ${table.table} t SET customer_id = $1${version} FROM joined_row r
      WHERE r.former_id = $1 AND r.table_name = '${table.table}' AND r."row" IS NULL AND t.customer_id = $2 AND ${same}`,
    [former, from],
  );
}

/** Those that waited aside, here or where the other customer was joined in its turn. */
async function bringFromAside(sql: Sql, { table, former, from }: Returning): Promise<void> {
  const taken = table.whileTaken
    ? ` AND EXISTS (SELECT 1 FROM ${table.table} i WHERE i.customer_id = $2 AND ${keyOf(table, 'i')} = a.key)`
    : ' AND $2::text IS NOT NULL';
  await sql.query(
    `WITH RECURSIVE above AS (${ABOVE}),
      aside AS (
        SELECT r.key, r."row" FROM joined_row r WHERE r.former_id = $1 AND r.table_name = '${table.table}' AND r."row" IS NOT NULL
        UNION ALL SELECT r.key, o."row" FROM joined_row r JOIN joined_row o ON o.table_name = r.table_name AND o.key = r.key
          WHERE r.former_id = $1 AND r.table_name = '${table.table}' AND r."row" IS NULL AND o."row" IS NOT NULL AND o.former_id IN (SELECT into_id FROM above))
      INSERT INTO ${table.table} SELECT p.* FROM aside a,
        jsonb_populate_record(NULL::${table.table}, jsonb_set(a."row", '{customer_id}', to_jsonb($1::text))) p
      WHERE true${taken} ON CONFLICT DO NOTHING`,
    [former, from],
  );
}

/** The customers of which this one became a part, one after the other. */
const ABOVE = `SELECT into_id FROM customer_join WHERE former_id = $1
  UNION SELECT j.into_id FROM customer_join j JOIN above a ON j.former_id = a.into_id`;

/** Its rows are no rows of the customers above it any more. */
async function forgetAbove(sql: Sql, former: string): Promise<void> {
  await sql.query(
    `WITH RECURSIVE above AS (${ABOVE})
      DELETE FROM joined_row o USING joined_row r WHERE r.former_id = $1 AND r."row" IS NULL AND o.former_id IN (SELECT into_id FROM above)
        AND o.table_name = r.table_name AND o.key = r.key`,
    [former],
  );
}
