import { ERASED_THINGS, type ErasureAbout } from '../../crm/erasure/erasure.ts';
import type { Sql } from '../database/database.ts';
import { readTerms } from './terms.ts';

const NOT_TABLES: ReadonlySet<string> = new Set(['channel', 'mention', 'contact']);

/** Tables of customers that are counted by their rows. */
const TABLES = ERASED_THINGS.filter((thing) => !NOT_TABLES.has(thing));

/**
 * Counts the things that would go; nothing is counted as 0. Texts of others that name it are not looked for here: that
 * takes a look at every text there is.
 */
export async function countThings(sql: Sql, about: ErasureAbout): Promise<Record<string, number>> {
  const counts =
    about.customerId === null
      ? await ofContact(sql, about.contacts)
      : await ofCustomer(sql, (about.terms ?? (await readTerms(sql, about))).ids);
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

async function ofCustomer(sql: Sql, ids: readonly string[]): Promise<Record<string, number>> {
  const parts = [...TABLES, 'contact'].map(
    (table) => `(SELECT count(*)::int FROM ${table} WHERE customer_id = ANY($1)) AS "${table}"`,
  );
  const [row] = await sql.query<Record<string, number>>(
    `SELECT ${parts.join(', ')}, (SELECT count(DISTINCT place)::int FROM (
        SELECT platform || ' ' || place_id AS place FROM customer_post WHERE customer_id = ANY($1)
        UNION SELECT platform || ' ' || place_id FROM room WHERE customer_id = ANY($1)
        UNION SELECT (recipient->'place'->>'platform') || ' ' || (recipient->'place'->>'id') FROM message
          WHERE customer_id = ANY($1) AND state = 'sent' AND recipient->>'kind' = 'place'
        UNION SELECT (p.place->>'platform') || ' ' || (p.place->>'id') FROM win_post p JOIN win_post_item i ON i.post_key = p.key
          JOIN win w ON w.id = i.win_id WHERE w.customer_id = ANY($1) AND p.reference IS NOT NULL) posts) AS channel`,
    [ids],
  );
  return row ?? {};
}

async function ofContact(
  sql: Sql,
  contacts: ErasureAbout['contacts'],
): Promise<Record<string, number>> {
  const [row] = await sql.query<Record<string, number>>(
    `SELECT count(*)::int AS entry FROM entry WHERE (source, contact_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [contacts.map(({ source }) => source), contacts.map(({ externalId }) => externalId)],
  );
  return { contact: contacts.length, ...row };
}
