import { domainOf, emailOf } from '../../crm/matching/addresses.ts';
import type { Sql } from '../database/database.ts';

/** A record of a batch: its table and key, and the record of a customer that it names. */
export interface NamedRow {
  table: string;
  key: readonly string[];
  source: string;
  named: string;
}

/**
 * Rows that a system tells of a joined customer's own record belong to that part: they go back with it. Within the
 * transaction that saves them, once their customers are stored.
 */
export async function rememberParts(sql: Sql, rows: readonly NamedRow[]): Promise<void> {
  if (rows.length === 0) return;
  const names = new Map(rows.map((row) => [`${row.source}\u0001${row.named}`, row]));
  const all = [...names.values()];
  const parts = await sql.query<{ former: string; source: string; named: string }>(
    `WITH n AS MATERIALIZED (SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS n(source, named, email, domain))
      SELECT r.former_id AS former, n.source, n.named FROM n JOIN joined_row r ON r.table_name = 'reference' AND r.key = ARRAY[n.source, n.named]
      UNION SELECT r.former_id, n.source, n.named FROM n JOIN joined_row r ON r.table_name = 'domain' AND r."row" IS NULL AND r.key = ARRAY[n.domain]
      UNION SELECT r.former_id, n.source, n.named FROM n JOIN contact c ON lower(c.email) = n.email
        JOIN joined_row r ON r.table_name = 'contact' AND r."row" IS NULL AND r.key = ARRAY[c.source, c.external_id]`,
    [
      all.map(({ source }) => source),
      all.map(({ named }) => named),
      all.map(({ named }) => (named.includes('@') ? emailOf(named) : null)),
      all.map(({ named }) => (named.includes('@') ? domainOf(named) : null)),
    ],
  );
  const joined = new Map<string, string[]>();
  for (const { former, source, named } of parts) {
    const name = `${source}\u0001${named}`;
    joined.set(name, [...(joined.get(name) ?? []), former]);
  }
  const late = rows.flatMap(({ table, key, source, named }) =>
    (joined.get(`${source}\u0001${named}`) ?? []).map((former) => ({ former, table, key })),
  );
  if (late.length > 0)
    await sql.query(
      `INSERT INTO joined_row (former_id, table_name, key) SELECT former, "table", key
        FROM json_to_recordset($1::json) AS l(former text, "table" text, key text[]) ON CONFLICT (former_id, table_name, key) DO NOTHING`,
      [JSON.stringify(late)],
    );
}
