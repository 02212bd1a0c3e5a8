import type { ErasureAbout, ErasureTerms } from '../../crm/erasure/erasure.ts';
import type { Sql } from '../database/database.ts';

/** First and last names that are ordinary words too: replaced, they would break sentences about something else. */
const ORDINARY: ReadonlySet<string> = new Set(
  `april art august bill bond brook chase christian church cook dean drew faith field fisher frank grace grant green hill
  hope hunter iris ivy jack joy june king lane law long major mark mason may miles miller norm page park pat paris penny
  pearl price ray rich rob rose short smith sky skip stone sue summer violet wade ward will wood young`.split(
    /\s+/,
  ),
);
const SHORTEST = 3;

/**
 * By these parts of a contact's name the texts of their own customers call them: Dana, Fletcher, D. Fletcher. A part that
 * a colleague, another contact there or the customer has too is left out.
 */
export async function nearNames(
  sql: Sql,
  name: string,
  contacts: ErasureAbout['contacts'],
): Promise<ErasureTerms['near']> {
  const customers = [...new Set(contacts.map(({ customerId }) => customerId))];
  const [first = '', ...others] = name.trim().split(/\s+/);
  const last = others.at(-1) ?? '';
  const isShared = await sharedParts(sql, customers, contacts);
  const own = [first, last].filter(
    (part) =>
      part.length >= SHORTEST && !ORDINARY.has(part.toLowerCase()) && !isShared(part.toLowerCase()),
  );
  const initial = (part: string): string => [...part][0] ?? '';
  const names = [
    ...own,
    ...(own.includes(last) ? [`${initial(first)}. ${last}`, `${initial(first)} ${last}`] : []),
    ...(own.includes(first) && last !== '' ? [`${first} ${initial(last)}.`] : []),
  ];
  return { customers, names };
}

async function sharedParts(
  sql: Sql,
  customers: readonly string[],
  contacts: ErasureAbout['contacts'],
): Promise<(part: string) => boolean> {
  const rows = await sql.query<{ part: string }>(
    `SELECT DISTINCT lower(part) AS part FROM (
        SELECT name FROM person UNION ALL SELECT name FROM customer WHERE id = ANY($1)
        UNION ALL SELECT name FROM contact WHERE customer_id = ANY($1)
          AND (source, external_id) NOT IN (SELECT * FROM unnest($2::text[], $3::text[]))) n,
      regexp_split_to_table(n.name, '\\s+') AS part`,
    [customers, contacts.map(({ source }) => source), contacts.map(({ externalId }) => externalId)],
  );
  const parts = new Set(rows.map(({ part }) => part));
  return (part) => parts.has(part);
}
