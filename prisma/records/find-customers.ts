import { domainToUnicode } from 'node:url';
import { domainOf, emailOf } from '../../crm/matching/addresses.ts';
import { companyDomain } from '../../crm/matching/company-domain.ts';
import type { Sql } from '../database/database.ts';
import { key, text } from './cells.ts';

type SourceName = { source: string; externalId: string };
export const nameOf = ({ source, externalId }: SourceName): string =>
  `${text(source, 40)}\u0001${key(externalId)}`;

/**
 * Our ids of the customers that are known, by `source` and external id; or by an e-mail address: that of a contact of
 * one customer alone, else one in a domain that one customer alone has.
 */
export async function findCustomers(
  sql: Sql,
  names: readonly { source: string; named: string }[],
): Promise<(source: string, named: string) => string | undefined> {
  const known = await knownCustomers(
    sql,
    names.map(({ source, named }) => ({ source, externalId: named })),
  );
  const byId = (source: string, named: string) => known.get(nameOf({ source, externalId: named }));
  const addresses = names
    .filter(({ source, named }) => named.includes('@') && !byId(source, named))
    .flatMap(({ named }) => emailOf(named) ?? []);
  const [contacts, owners] = [
    await customersOfContacts(sql, addresses),
    await ownersOfDomains(sql, addresses),
  ];
  return (source, named) => {
    const email = named.includes('@') ? emailOf(named) : null;
    if (email === null) return byId(source, named);
    return (
      byId(source, named) ??
      spellingsOf(email).flatMap((one) => contacts.get(one) ?? [])[0] ??
      ownerOf(email, owners)
    );
  };
}

/** An address with its domain as it is registered, and as people write it. */
function spellingsOf(email: string): string[] {
  const [local, domain] = [email.slice(0, email.lastIndexOf('@')), domainOf(email)];
  if (domain === null) return [email];
  return [...new Set([email, `${local}@${domain}`, `${local}@${domainToUnicode(domain)}`])];
}

/** Contacts' addresses that stand at one customer alone. */
async function customersOfContacts(
  sql: Sql,
  emails: readonly string[],
): Promise<Map<string, string>> {
  if (emails.length === 0) return new Map();
  const rows = await sql.query<{ email: string; id: string }>(
    'SELECT lower(email) AS email, min(customer_id) AS id FROM contact WHERE lower(email) = ANY($1) GROUP BY 1 HAVING count(DISTINCT customer_id) = 1',
    [[...new Set(emails.flatMap(spellingsOf))]],
  );
  return new Map(rows.map(({ email, id }) => [email, id]));
}

/** The domains that one customer alone has: the very one of an address first, then the company's. */
async function ownersOfDomains(sql: Sql, emails: readonly string[]): Promise<Map<string, string>> {
  const domains = emails.flatMap((email) => (companyDomain(email) ? (domainOf(email) ?? []) : []));
  const companies = emails.flatMap((email) => companyDomain(email) ?? []);
  if (companies.length === 0) return new Map();
  const rows = await sql.query<{ domain: string; id: string }>(
    `SELECT 'company ' || company AS domain, min(customer_id) AS id FROM domain WHERE company = ANY($2) GROUP BY company HAVING count(DISTINCT customer_id) = 1
      UNION ALL SELECT domain, min(customer_id) FROM domain WHERE domain = ANY($1) GROUP BY domain HAVING count(*) = 1`,
    [[...new Set(domains)], [...new Set(companies)]],
  );
  return new Map(rows.map(({ domain, id }) => [domain, id]));
}

/** Undefined for what is in nobody's domain, and for an address of a mail provider. */
function ownerOf(email: string, owners: ReadonlyMap<string, string>): string | undefined {
  const [company, domain] = [companyDomain(email), domainOf(email)];
  if (company === null) return undefined;
  return owners.get(domain ?? '') ?? owners.get(`company ${company}`);
}

export async function knownCustomers(
  sql: Sql,
  names: readonly SourceName[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await sql.query<SourceName & { id: string }>(
    `SELECT source, external_id AS "externalId", customer_id AS id FROM reference JOIN unnest($1::text[], $2::text[]) AS named(s, e) ON source = s AND external_id = e`,
    [names.map(({ source }) => text(source, 40)), names.map(({ externalId }) => key(externalId))],
  );
  return new Map(rows.map((row) => [nameOf(row), row.id]));
}
