import { nameKey } from '../../crm/matching/names.ts';
import type { CalledMatch } from '../../crm/store/customers.ts';
import type { Database } from '../database/database.ts';
import { SUMMARY, type SummaryRow, summaryOf } from './summary.ts';

const SHORTEST = 2;
/** Scripts in which a name is written without a space inside it: the family name comes first. */
const UNSPACED = /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]+$/u;

/** The contacts whose name begins with this one word, which is not all of it; the first ones by their name. */
export async function calledOn(
  database: Database,
  typed: string,
  limit: number,
): Promise<CalledMatch[]> {
  const key = nameKey(typed);
  if (key.length < SHORTEST || key.includes(' ')) return [];
  const begins = UNSPACED.test(key) ? key : `${key} `;
  const rows = await database.query<SummaryRow & { contact: string }>(
    // The range is the index's, whatever the database's order of letters; what begins so is said exactly.
    `SELECT ${SUMMARY}, k.name AS contact FROM (SELECT customer_id, name, name_key FROM contact
        WHERE name_key > $1 AND name_key < $2 AND starts_with(name_key, $3)
        ORDER BY name_key, customer_id LIMIT $4) k JOIN customer c ON c.id = k.customer_id ORDER BY k.name_key, c.name, c.id`,
    [key, `${key}\u{10ffff}`, begins, limit],
    { name: 'contacts-called' },
  );
  return rows.map((row) => ({ customer: summaryOf(row), contact: row.contact }));
}
