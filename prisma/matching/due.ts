import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { OWN_SOURCE } from '../../crm/person/administrator.ts';
import { PersonId } from '../../crm/person/person.ts';
import type { DueMatches, DuePair } from '../../crm/store/matches.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import type { Database } from '../database/database.ts';

/** A reading of which nothing was heard for so long is over. */
const SILENCE = 10 * MINUTE;
/** Others that have the same in common; more say that it tells nothing. */
const ALIKE = 10;
/** Contacts of one customer that are looked up among all others. */
const CONTACTS = 200;

/** See `Matches.due`. With one system there is nothing to compare: its records wait for the second one. */
export async function dueMatches(
  database: Database,
  limit: number,
  now: Date,
): Promise<DueMatches | null> {
  const activeSince = new Date(now.getTime() - SILENCE);
  const references = await database.query<DueMatches['references'][number]>(
    `SELECT source, external_id AS "externalId", customer_id AS customer FROM reference r WHERE matched_at IS NULL AND NOT gone
      AND NOT EXISTS (SELECT 1 FROM connector_reading k WHERE k.source = r.source AND k.reading IS NOT NULL AND k.at > $2)
      AND (SELECT count(*) FROM source WHERE source <> $3) > 1 ORDER BY source, external_id LIMIT $1`,
    [limit, activeSince, OWN_SOURCE],
    { name: 'matches-due' },
  );
  if (references.length === 0) return null;
  const ids = [...new Set(references.map(({ customer }) => customer))];
  const pairs = await database.query<PairRow>(PAIRS, [ids, activeSince], { name: 'matches-pairs' });
  return { references, pairs: pairs.map(pairFrom) };
}

// Each kind of key, from the customers that are due to all others that have it.
const FOUND = `
  SELECT d.customer_id AS one, o.customer_id AS other, NULL::text AS email, NULL::text AS phone, d.company FROM unnest($1::text[]) AS due(id)
    JOIN domain d ON d.customer_id = due.id AND d.company IS NOT NULL
    CROSS JOIN LATERAL (SELECT customer_id FROM domain o WHERE o.company = d.company AND o.customer_id <> d.customer_id ORDER BY customer_id LIMIT ${ALIKE}) o
  UNION ALL SELECT due.id, o.customer_id, lower(c.email), NULL, NULL FROM unnest($1::text[]) AS due(id)
    CROSS JOIN LATERAL (SELECT email FROM contact WHERE customer_id = due.id AND email IS NOT NULL LIMIT ${CONTACTS}) c
    CROSS JOIN LATERAL (SELECT customer_id FROM contact o WHERE lower(o.email) = lower(c.email) AND o.customer_id <> due.id LIMIT ${ALIKE}) o
  UNION ALL SELECT due.id, o.customer_id, NULL, c.phone_key, NULL FROM unnest($1::text[]) AS due(id)
    CROSS JOIN LATERAL (SELECT phone_key FROM contact WHERE customer_id = due.id AND phone_key IS NOT NULL LIMIT ${CONTACTS}) c
    CROSS JOIN LATERAL (SELECT customer_id FROM contact o WHERE o.phone_key = c.phone_key AND o.customer_id <> due.id LIMIT ${ALIKE}) o
  UNION ALL SELECT due.id, o.id, NULL, NULL, NULL FROM unnest($1::text[]) AS due(id) JOIN customer c ON c.id = due.id AND c.name_key <> ''
    CROSS JOIN LATERAL (SELECT id FROM customer o WHERE o.name_key = c.name_key AND o.id <> c.id ORDER BY id LIMIT ${ALIKE}) o`;

const sourcesOf = (id: string): string =>
  `ARRAY(SELECT DISTINCT source FROM reference WHERE customer_id = ${id} AND NOT gone ORDER BY source)`;
/** The ids that this customer has, and had before others became a part of it. */
const idsOf = (id: string): string =>
  `(SELECT ${id} UNION ALL SELECT former_id FROM customer_join WHERE now_id = ${id})`;

const SIDE = (
  of: string,
): string => `json_build_object('id', ${of}.id, 'name', ${of}.name, 'city', ${of}.city, 'country', ${of}.country, 'ownerId', ${of}.owner_id,
  'domains', ARRAY(SELECT domain FROM domain WHERE customer_id = ${of}.id ORDER BY domain LIMIT 50), 'sources', ${sourcesOf(`${of}.id`)})`;

const PAIRS = `WITH found AS MATERIALIZED (${FOUND}),
  pair AS MATERIALIZED (
    SELECT least(one, other) AS first, greatest(one, other) AS second, array_remove(array_agg(DISTINCT email), NULL) AS emails,
      array_remove(array_agg(DISTINCT phone), NULL) AS phones, array_remove(array_agg(DISTINCT company), NULL) AS companies
    FROM found GROUP BY 1, 2)
  SELECT p.emails, p.phones, ${SIDE('a')} AS one, ${SIDE('b')} AS other,
    coalesce((SELECT min(n) FROM (SELECT count(DISTINCT d.customer_id)::int AS n FROM domain d WHERE d.company = ANY(p.companies) GROUP BY d.company) shared), 0) AS "sharedBy"
  FROM pair p JOIN customer a ON a.id = p.first JOIN customer b ON b.id = p.second
  WHERE NOT ${sourcesOf('a.id')} && ${sourcesOf('b.id')}
    AND NOT EXISTS (SELECT 1 FROM same_company s WHERE (s.first_id IN ${idsOf('a.id')} AND s.second_id IN ${idsOf('b.id')})
      OR (s.first_id IN ${idsOf('b.id')} AND s.second_id IN ${idsOf('a.id')}))
    AND NOT EXISTS (SELECT 1 FROM reference r JOIN connector_reading k ON k.source = r.source AND k.reading IS NOT NULL AND k.at > $2
      WHERE r.customer_id IN (a.id, b.id) AND r.matched_at IS NULL AND NOT r.gone)
  ORDER BY p.first, p.second`;

const Side = z.object({
  id: CustomerId,
  name: z.string(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  ownerId: PersonId.nullable(),
  domains: z.array(z.string()),
  sources: z.array(z.string()),
});

interface PairRow {
  one: unknown;
  other: unknown;
  emails: string[];
  phones: string[];
  sharedBy: number;
}

function pairFrom({ one, other, emails, phones, sharedBy }: PairRow): DuePair {
  const [first, second] = [Side.parse(one), Side.parse(other)];
  return { one: first, other: second, customers: [first, second], emails, phones, sharedBy };
}
