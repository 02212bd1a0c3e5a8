import type { Contact, CustomerId } from '../../crm/customer/customer.ts';
import type { Database } from '../database/database.ts';
import { associatedWith } from '../records/associations.ts';

const MOST = 200;

// A contact stands with its primary customer; a file may have it with several. Theirs are those of either kind.
const CONTACTS = `WITH theirs AS (
    SELECT source, external_id FROM contact WHERE customer_id = $1 UNION ${associatedWith('$1::text', 'contact')}),
  here AS (
    SELECT DISTINCT ON (t.source, t.external_id) t.* FROM theirs JOIN contact t USING (source, external_id)
    ORDER BY t.source, t.external_id, t.customer_id <> $1, t.customer_id)
  SELECT h.external_id AS id, h.name, h.title, h.email, h.phone, (
    SELECT json_agg(json_build_object('name', o.name, 'isPrimary', o.is_primary) ORDER BY o.is_primary DESC, o.name, o.id) FROM (
      SELECT c.id, c.name, bool_or(at.is_primary) AS is_primary FROM (
        SELECT t.customer_id, h.customer_id <> $1 AS is_primary FROM contact t WHERE t.source = h.source AND t.external_id = h.external_id
        UNION ALL SELECT r.customer_id, false FROM association a JOIN reference r ON r.source = a.source AND r.external_id = a.customer
          WHERE a.kind = 'contact' AND a.source = h.source AND a.external_id = h.external_id) at
      JOIN customer c ON c.id = at.customer_id WHERE c.id <> $1 GROUP BY c.id, c.name) o) AS elsewhere
  FROM here h ORDER BY h.name, h.external_id LIMIT ${MOST}`;

/** The people of a customer, with where else they are. */
export async function contactsOf(database: Database, customer: CustomerId): Promise<Contact[]> {
  const rows = await database.query<
    Omit<Contact, 'elsewhere'> & { elsewhere: Contact['elsewhere'] | null }
  >(CONTACTS, [customer], { name: 'contacts' });
  return rows.map((row) => ({ ...row, elsewhere: row.elsewhere ?? [] }));
}
