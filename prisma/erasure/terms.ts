import type { ErasureAbout, ErasureTerms } from '../../crm/erasure/erasure.ts';
import { emailOf } from '../../crm/matching/addresses.ts';
import type { Sql } from '../database/database.ts';
import { nearNames } from './near-names.ts';
import { type ContactRow, STAYS, sharedWords, withoutShared } from './shared.ts';

/** Reads everything by which the store knows it. */
export async function readTerms(
  sql: Sql,
  { customerId, contacts, name }: ErasureAbout,
): Promise<ErasureTerms> {
  return customerId === null
    ? termsOfContact(sql, contacts, name)
    : termsOfCustomer(sql, customerId);
}

/**
 * The terms as they are now, with those of an earlier reading: what is gone since is looked for still, but for words
 * that became somebody else's too. Called where no customer can become a part of another one.
 */
export async function renewedTerms(
  sql: Sql,
  about: ErasureAbout,
  before: ErasureTerms,
): Promise<ErasureTerms> {
  const now = await readTerms(sql, about);
  const gone = (field: 'names' | 'emails' | 'phones') =>
    before[field].filter((word) => !now[field].includes(word));
  const words = { names: gone('names'), emails: gone('emails'), phones: gone('phones') };
  const isShared = await sharedWords(sql, Object.values(words).flat(), { ids: now.ids, rows: [] });
  const both = (field: 'names' | 'emails' | 'phones') =>
    distinct([...now[field], ...words[field].filter((word) => !isShared(word))]);
  return {
    ids: distinct([...before.ids, ...now.ids]),
    references: distinctKeys([...before.references, ...now.references]),
    contacts: distinctKeys([...before.contacts, ...now.contacts]),
    names: both('names'),
    emails: both('emails'),
    phones: both('phones'),
    companies: distinct([...before.companies, ...now.companies]),
    near: {
      customers: distinct([...before.near.customers, ...now.near.customers]),
      names: distinct([...before.near.names, ...now.near.names]),
    },
  };
}

const distinctKeys = (keys: ErasureTerms['contacts']): ErasureTerms['contacts'] => [
  ...new Map(keys.map((key) => [JSON.stringify([key.source, key.externalId]), key])).values(),
];

async function termsOfContact(
  sql: Sql,
  keys: ErasureAbout['contacts'],
  name: string,
): Promise<ErasureTerms> {
  const rows = await sql.query<ContactRow>(
    `SELECT ${FIELDS} FROM contact c WHERE (c.source, c.external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [keys.map(({ source }) => source), keys.map(({ externalId }) => externalId)],
  );
  const called = keys.slice(0, 1).map((key) => ({ ...key, name, email: null, phone: null }));
  return {
    ...NOTHING,
    contacts: keys.map(({ source, externalId }) => ({ source, externalId })),
    ...wordsOf(await withoutShared(sql, { ids: [], rows: [...rows, ...called] })),
    near: await nearNames(sql, name, keys),
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
    `SELECT ${FIELDS} FROM contact c WHERE c.customer_id = ANY($1) AND NOT ${STAYS}`,
    [ids],
  );
  const people = wordsOf(await withoutShared(sql, { ids, rows }));
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
    near: NOTHING.near,
  };
}

const FIELDS =
  'c.customer_id AS "customerId", c.source, c.external_id AS "externalId", c.name, c.email, c.phone';

const NOTHING: ErasureTerms = {
  ids: [],
  references: [],
  contacts: [],
  names: [],
  emails: [],
  phones: [],
  companies: [],
  near: { customers: [], names: [] },
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
