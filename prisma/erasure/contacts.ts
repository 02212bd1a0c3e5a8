import { CustomerId } from '../../crm/customer/customer.ts';
import { emailOf, phoneKey } from '../../crm/matching/addresses.ts';
import { fold } from '../../crm/matching/names.ts';
import type { ErasableContact } from '../../crm/store/erasures.ts';
import type { Sql } from '../database/database.ts';

interface ContactRow {
  customerId: string;
  customer: string;
  source: string;
  externalId: string;
  name: string;
  email: string | null;
}

const FIND = `SELECT customer_id AS "customerId", c.name AS customer, source, external_id AS "externalId", k.name, lower(k.email) AS email
  FROM contact k JOIN customer c ON c.id = k.customer_id`;
const ORDER = 'ORDER BY c.name, source, external_id LIMIT 200';

/** People by their whole name, an address or a number; rows of one name and one address, or none, are one person. */
export async function erasableContacts(
  sql: Sql,
  words: string,
  limit: number,
): Promise<ErasableContact[]> {
  const rows = await sql.query<ContactRow>(
    `${FIND} WHERE k.name_key = $1 OR lower(k.email) = $2 OR k.phone_key = $3 ${ORDER}`,
    [fold(words), emailOf(words), phoneKey(words)],
  );
  const people = Map.groupBy(
    rows,
    ({ name, email, customerId }) => `${fold(name)} ${email ?? customerId}`,
  );
  return [...people.values()].slice(0, limit).flatMap(personOf);
}

/** The person with this row; an address makes rows of several customers theirs. */
export async function erasableContact(
  sql: Sql,
  { customerId, source, externalId }: ErasableContact['contacts'][number],
): Promise<ErasableContact | null> {
  const rows = await sql.query<ContactRow>(
    `${FIND} WHERE (customer_id, source, external_id) IN (SELECT o.customer_id, o.source, o.external_id FROM contact o JOIN contact me
        ON me.customer_id = $1 AND me.source = $2 AND me.external_id = $3
        AND o.name_key IS NOT DISTINCT FROM me.name_key AND lower(o.email) IS NOT DISTINCT FROM lower(me.email)
        AND (me.email IS NOT NULL OR o.customer_id = me.customer_id)) ${ORDER}`,
    [customerId, source, externalId],
  );
  return personOf(rows)[0] ?? null;
}

function personOf(rows: readonly ContactRow[]): ErasableContact[] {
  const [first] = rows;
  if (!first) return [];
  return [
    {
      name: first.name,
      email: first.email,
      contacts: rows.map(({ customerId, source, externalId }) => ({
        customerId: CustomerId.parse(customerId),
        source,
        externalId,
      })),
      customers: [...new Set(rows.map(({ customer }) => customer))],
    },
  ];
}
