import { companyDomainOf, emailOf } from '../../crm/matching/addresses.ts';
import type { Sql } from '../database/database.ts';
import { key, text } from './cells.ts';

type SourceName = { source: string; externalId: string };
export const nameOf = ({ source, externalId }: SourceName): string =>
  `${text(source, 40)}\u0001${key(externalId)}`;

/** Our ids of the customers that are known, by `source` and external id; or by an e-mail address in their own domain. */
export async function findCustomers(
  sql: Sql,
  names: readonly { source: string; named: string }[],
): Promise<(source: string, named: string) => string | undefined> {
  const known = await knownCustomers(
    sql,
    names.map(({ source, named }) => ({ source, externalId: named })),
  );
  const byId = (source: string, named: string) => known.get(nameOf({ source, externalId: named }));
  const written = names.filter(({ source, named }) => !byId(source, named));
  const owners = await ownersOfDomains(
    sql,
    written.flatMap(({ named }) => addressDomain(named) ?? []),
  );
  return (source, named) => byId(source, named) ?? owners.get(addressDomain(named) ?? '');
}

/** Null for what is no e-mail address, and for one of a mail provider. */
const addressDomain = (named: string): string | null =>
  named.includes('@') ? companyDomainOf(emailOf(named)) : null;

/** The domains that one customer alone has. */
async function ownersOfDomains(sql: Sql, domains: readonly string[]): Promise<Map<string, string>> {
  if (domains.length === 0) return new Map();
  const rows = await sql.query<{ domain: string; id: string }>(
    'SELECT domain, min(customer_id) AS id FROM domain WHERE domain = ANY($1) GROUP BY domain HAVING count(*) = 1',
    [[...new Set(domains)]],
  );
  return new Map(rows.map(({ domain, id }) => [domain, id]));
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
