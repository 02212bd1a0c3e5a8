import type { ErasureAbout, ErasureTerms } from '../../crm/erasure/erasure.ts';
import { emailOf } from '../../crm/matching/addresses.ts';
import type { Sql } from '../database/database.ts';

interface ContactRow {
  source: string;
  externalId: string;
  name: string;
  email: string | null;
  phone: string | null;
}

/** Reads everything by which the store knows it. */
export async function readTerms(
  sql: Sql,
  { customerId, contacts, name }: ErasureAbout,
): Promise<ErasureTerms> {
  return customerId === null
    ? termsOfContact(sql, contacts, name)
    : termsOfCustomer(sql, customerId);
}

async function termsOfContact(
  sql: Sql,
  keys: ErasureAbout['contacts'],
  name: string,
): Promise<ErasureTerms> {
  const rows = await sql.query<ContactRow>(
    `SELECT ${FIELDS} FROM contact c JOIN unnest($1::text[], $2::text[], $3::text[]) AS k(customer, source, id)
      ON c.customer_id = k.customer AND c.source = k.source AND c.external_id = k.id`,
    [
      keys.map((one) => one.customerId),
      keys.map(({ source }) => source),
      keys.map(({ externalId }) => externalId),
    ],
  );
  return {
    ...NOTHING,
    contacts: keys.map(({ source, externalId }) => ({ source, externalId })),
    ...wordsOf(rows),
    names: distinct([name, ...rows.map((row) => row.name)]),
  };
}

async function termsOfCustomer(sql: Sql, customer: string): Promise<ErasureTerms> {
  const formers = await sql.query<{ id: string; name: string | null }>(
    `SELECT former_id AS id, former->>'name' AS name FROM customer_join WHERE now_id = $1`,
    [customer],
  );
  const ids = [customer, ...formers.map(({ id }) => id)];
  const references = await sql.query<{ source: string; externalId: string; name: string | null }>(
    `SELECT source, external_id AS "externalId", facts->>'name' AS name FROM reference WHERE customer_id = ANY($1)`,
    [ids],
  );
  const named = await sql.query<{ name: string }>('SELECT name FROM customer WHERE id = ANY($1)', [
    ids,
  ]);
  const domains = await sql.query<{ company: string }>(
    `SELECT DISTINCT company FROM domain d WHERE customer_id = ANY($1) AND company IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM domain o WHERE o.company = d.company AND o.customer_id <> ALL($1))`,
    [ids],
  );
  const rows = await sql.query<ContactRow>(
    `SELECT ${FIELDS} FROM contact c WHERE c.customer_id = ANY($1)`,
    [ids],
  );
  const people = wordsOf(await withoutShared(sql, ids, rows));
  return {
    ids,
    references: references.map(({ source, externalId }) => ({ source, externalId })),
    contacts: rows.map(({ source, externalId }) => ({ source, externalId })),
    ...people,
    names: distinct([
      ...[...named, ...formers, ...references].flatMap(({ name }) => name ?? []),
      ...people.names,
    ]),
    companies: domains.map(({ company }) => company),
  };
}

/** A colleague, and a contact of another customer too, goes on being named there. */
async function withoutShared(
  sql: Sql,
  ids: readonly string[],
  rows: readonly ContactRow[],
): Promise<ContactRow[]> {
  const shared = await sql.query<{ word: string }>(
    `SELECT DISTINCT lower(word) AS word FROM (
        SELECT name AS word FROM person UNION ALL SELECT email FROM person
        UNION ALL SELECT unnest(ARRAY[name, email, phone]) FROM contact WHERE customer_id <> ALL($1)) w
      WHERE lower(word) = ANY($2)`,
    [
      ids,
      rows
        .flatMap((row) => [row.name, row.email, row.phone])
        .flatMap((one) => one?.toLowerCase() ?? []),
    ],
  );
  const isShared = new Set(shared.map(({ word }) => word));
  const own = (word: string | null) => (word && !isShared.has(word.toLowerCase()) ? word : null);
  return rows.map((row) => ({
    ...row,
    name: own(row.name) ?? '',
    email: own(row.email),
    phone: own(row.phone),
  }));
}

const FIELDS = 'c.source, c.external_id AS "externalId", c.name, c.email, c.phone';

const NOTHING: ErasureTerms = {
  ids: [],
  references: [],
  contacts: [],
  names: [],
  emails: [],
  phones: [],
  companies: [],
};

/** A first name alone is many people's, so only whole names are looked for. */
const wordsOf = (rows: readonly ContactRow[]) => ({
  names: distinct(rows.map(({ name }) => name).filter((name) => /\S\s+\S/.test(name))),
  emails: distinct(
    rows.flatMap(({ email }) => (email === null ? [] : [email, emailOf(email) ?? email])),
  ),
  phones: distinct(rows.flatMap(({ phone }) => phone ?? [])),
});

const distinct = (words: readonly string[]): string[] =>
  [...new Set(words.map((word) => word.trim()))].filter(Boolean);
