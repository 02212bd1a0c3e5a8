import { nameKey, searchKeys } from '../../crm/matching/names.ts';
import type { Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { decidedColumns, OPTIONAL_COLUMNS } from './system-facts.ts';

const COLUMNS = ['name', 'stage', 'name_key', 'search_keys', ...OPTIONAL_COLUMNS];
const list = (of: string): string => COLUMNS.map((column) => `${of}.${column}`).join(', ');

/** Decides the facts of these customers anew, by all that their systems tell now. One of whom none tells stays as it is. */
export async function refreshCustomers(sql: Sql, ids: readonly string[], now: Date): Promise<void> {
  const rows = [...(await decidedColumns(sql, ids))].map(([id, columns]) => {
    const name = String(columns.name ?? '');
    return { ...columns, id, name_key: nameKey(name), search_keys: searchKeys(name) };
  });
  if (rows.length === 0) return;
  await sql.query(
    `UPDATE customer c SET (${COLUMNS.join(', ')}) = (${list('p')}), updated_at = $2,
        stage_since = CASE WHEN c.stage IS DISTINCT FROM p.stage THEN $2 ELSE c.stage_since END
      FROM jsonb_populate_recordset(NULL::customer, $1::jsonb) p WHERE c.id = p.id AND (${list('c')}) IS DISTINCT FROM (${list('p')})`,
    [json(rows), now],
  );
}
