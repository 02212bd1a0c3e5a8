import { phoneKey } from '../../crm/matching/addresses.ts';
import { companyDomain } from '../../crm/matching/company-domain.ts';
import { nameKey, searchKeys } from '../../crm/matching/names.ts';
import type { Database } from '../database/database.ts';
import { settingsOn } from '../settings/settings.ts';

/** Grows whenever names, phones or addresses are folded to other keys than before. */
const KEYS_VERSION = 3;
const PAGE = 2000;

interface CustomerRow {
  id: string;
  name: string;
}

interface ContactRow extends CustomerRow {
  source: string;
  external: string;
  phone: string | null;
}

/** Makes the stored search keys anew where an earlier version made them: one small question at every other start. */
export async function refreshKeys(database: Database): Promise<void> {
  const settings = settingsOn(database);
  if ((await settings.get('search-keys')) === KEYS_VERSION) return;
  await ofCustomers(database);
  await ofContacts(database);
  await ofDomains(database);
  await settings.set('search-keys', KEYS_VERSION);
}

async function ofCustomers(database: Database): Promise<void> {
  for (let after = '', more = true; more; ) {
    const rows = await database.query<CustomerRow>(
      'SELECT id, name FROM customer WHERE id > $1 ORDER BY id LIMIT $2',
      [after, PAGE],
    );
    const keyed = rows.map(({ id, name }) => ({
      id,
      key: nameKey(name),
      keys: searchKeys(name),
    }));
    await database.query(
      `UPDATE customer c SET name_key = k.key, search_keys = k.keys
        FROM json_to_recordset($1::json) AS k(id text, key text, keys text[])
        WHERE c.id = k.id AND (c.name_key, c.search_keys) IS DISTINCT FROM (k.key, k.keys)`,
      [JSON.stringify(keyed)],
    );
    after = rows.at(-1)?.id ?? '';
    more = rows.length === PAGE;
  }
}

async function ofDomains(database: Database): Promise<void> {
  let last = { id: '', domain: '' };
  for (let more = true; more; ) {
    const rows = await database.query<{ id: string; domain: string }>(
      `SELECT customer_id AS id, domain FROM domain WHERE (customer_id, domain) > ($1, $2) ORDER BY customer_id, domain LIMIT $3`,
      [last.id, last.domain, PAGE],
    );
    const keyed = rows.map((row) => ({ ...row, company: companyDomain(row.domain) }));
    await database.query(
      `UPDATE domain d SET company = k.company FROM json_to_recordset($1::json) AS k(id text, domain text, company text)
        WHERE d.customer_id = k.id AND d.domain = k.domain AND d.company IS DISTINCT FROM k.company`,
      [JSON.stringify(keyed)],
    );
    last = rows.at(-1) ?? last;
    more = rows.length === PAGE;
  }
}

async function ofContacts(database: Database): Promise<void> {
  let last = { id: '', source: '', external: '' };
  for (let more = true; more; ) {
    const rows = await database.query<ContactRow>(
      `SELECT customer_id AS id, source, external_id AS external, name, phone FROM contact
        WHERE (customer_id, source, external_id) > ($1, $2, $3) ORDER BY customer_id, source, external_id LIMIT $4`,
      [last.id, last.source, last.external, PAGE],
    );
    const keyed = rows.map(({ id, source, external, name, phone }) => ({
      id,
      source,
      external,
      key: nameKey(name),
      phone: phone && phoneKey(phone),
    }));
    await database.query(
      `UPDATE contact c SET name_key = k.key, phone_key = k.phone
        FROM json_to_recordset($1::json) AS k(id text, source text, external text, key text, phone text)
        WHERE c.customer_id = k.id AND c.source = k.source AND c.external_id = k.external`,
      [JSON.stringify(keyed)],
    );
    last = rows.at(-1) ?? last;
    more = rows.length === PAGE;
  }
}
