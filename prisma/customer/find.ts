import { CustomerId } from '../../crm/customer/customer.ts';
import { nameWords, singleWordKeys } from '../../crm/matching/names.ts';
import {
  lettersOf,
  similarity,
  type TypedName,
  typedName,
} from '../../crm/matching/similar-names.ts';
import type { Match } from '../../crm/store/customers.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database } from '../database/database.ts';
import { json } from '../database/json.ts';
import { exactKeys, KEYS, keysOf, nameKeys } from './search-keys.ts';
import { SUMMARY, type SummaryRow, summaryOf } from './summary.ts';

// Below this, what was found by the whole name is hardly what was meant, and single words are tried too.
const GOOD = 0.75;

const WORTH_NAMING = 0.4;

const LONGEST = 300;

interface HitRow {
  id: string;
  name: string;
  via: string;
  likely: number;
}

type FoundRow = SummaryRow & HitRow;

/** The one customer that this is exactly; null where it is nobody's or that of several. */
export function namedOn(database: Database): (query: string) => Promise<CustomerId | null> {
  const hits = batchCalls((all: readonly string[]) => hitsOf(database, all));
  return async (query) => {
    const asked = query.trim().slice(0, LONGEST);
    if (!asked) return null;
    const [only, ...others] = exactly(asked, await hits(asked));
    return only && others.length === 0 ? CustomerId.parse(only.id) : null;
  };
}

async function hitsOf(database: Database, all: readonly string[]): Promise<HitRow[][]> {
  const asked = all.map((one, n) => ({ n, ...keysOf(one) }));
  const rows = await database.query<HitRow & { n: number }>(NAMED, [json(asked)], {
    name: 'named',
  });
  const found = Map.groupBy(rows, ({ n }) => n);
  return all.map((_, n) => found.get(n) ?? []);
}

/** Ranked matches: what is exactly this, then names that begin so, are spelt nearly so or have such words. */
export async function findOn(database: Database, query: string, limit: number): Promise<Match[]> {
  const asked = query.trim().slice(0, LONGEST);
  if (!asked) return [];
  const found = await database.query<FoundRow>(
    FIND,
    [...Object.values(exactKeys(asked)), ...nameKeys(asked), limit],
    { name: 'find' },
  );
  const exact = exactly(
    asked,
    found.filter(({ via }) => via !== 'name'),
  );
  const likely = ranked(
    asked,
    found.filter(
      ({ id, via }) => via === 'name' || (via === 'exact' && !exact.some((hit) => hit.id === id)),
    ),
  );
  const enough = exact.length > 0 || (likely[0] && likely[0].score >= GOOD);
  const words = enough ? [] : await byWords(database, asked);
  return unique([
    ...exact.map(
      (row): Match => ({ customer: summaryOf(row), score: 1, exact: exact.length === 1 }),
    ),
    ...merged(likely, words),
  ]).slice(0, limit);
}

/** Of namesakes, the one that is spelt as it was typed. */
function exactly<Hit extends HitRow>(asked: string, rows: readonly Hit[]): Hit[] {
  const hits = best(rows);
  const same = hits.filter(
    ({ via, name }) => via === 'exact' && lettersOf(name) === lettersOf(asked),
  );
  return same.length > 0 ? same : hits;
}

/** Of the several ways in which something can be exactly a customer's, the strongest that hit. */
function best<Hit extends HitRow>(rows: readonly Hit[]): Hit[] {
  const strongest = Math.min(...rows.map(({ likely }) => likely));
  return [
    ...new Map(
      rows.filter(({ likely }) => likely === strongest).map((row) => [row.id, row]),
    ).values(),
  ];
}

function ranked(asked: string, rows: readonly SummaryRow[]): Match[] {
  const query = typedName(asked);
  return rows
    .map((row) => ({
      row,
      score: Math.min(Math.max(similarity(query, row.name), withCity(query, row)), 0.99),
    }))
    .filter(({ score }) => score >= WORTH_NAMING)
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.row.name.length - b.row.name.length ||
        (a.row.id < b.row.id ? -1 : 1),
    )
    .slice(0, 50)
    .map(({ row, score }) => ({ customer: summaryOf(row), score, exact: false }));
}

/** `probe bakery graz`: of namesakes the city tells which. */
function withCity(query: TypedName, { name, city }: SummaryRow): number {
  const place = city === null ? [] : nameWords(city);
  if (place.length === 0 || !place.every((word) => query.words.includes(word))) return 0;
  const rest = query.words.filter((word) => !place.includes(word)).join(' ');
  return rest === '' ? 0 : similarity(typedName(rest), name);
}

async function byWords(database: Database, asked: string): Promise<Match[]> {
  const keys = singleWordKeys(asked).flat();
  if (keys.length === 0) return [];
  return ranked(asked, await database.query<SummaryRow>(BY_WORDS, [keys], { name: 'find-words' }));
}

const merged = (one: readonly Match[], other: readonly Match[]): Match[] =>
  [...one, ...other].sort((a, b) => b.score - a.score);

const unique = (matches: readonly Match[]): Match[] =>
  [...new Map(matches.toReversed().map((match) => [match.customer.id, match])).values()].reverse();

// Key by key, and not by `&&`, for which PostgreSQL reads the whole table while it is small or was not analysed yet.
function sharing(keys: string): string {
  return `SELECT c.id FROM unnest(${keys}::text[]) k JOIN customer c ON c.search_keys @> ARRAY[k]`;
}

/** As the index of it says. */
const MAIL_DOMAIN = `lower(split_part(email, '@', 2))`;

// `likely`: how strong an exact hit is, 1 the strongest. A name that belongs to several customers hits them all.
const hit = ({
  email,
  phone,
  links,
  ids,
  domains,
  mailDomains,
  name,
}: Record<
  'email' | 'phone' | 'links' | 'ids' | 'domains' | 'mailDomains' | 'name',
  string
>): string => `
  (SELECT customer_id AS id, 'email' AS via, 1 AS likely FROM contact WHERE lower(email) = ${email} LIMIT 20)
  UNION ALL (SELECT customer_id, 'phone', 2 FROM contact WHERE phone_key = ${phone} LIMIT 20)
  UNION ALL (SELECT customer_id, 'link', 3 FROM reference WHERE md5(url) = ANY(${links}) LIMIT 20)
  UNION ALL (SELECT customer_id, 'id', 3 + array_position(${ids}, external_id) FROM reference WHERE external_id = ANY(${ids}) LIMIT 20)
  UNION ALL (SELECT customer_id, 'domain', 20 + array_position(${domains}, domain) FROM domain WHERE domain = ANY(${domains}) LIMIT 20)
  UNION ALL (SELECT id, 'exact', 19 FROM customer WHERE name_key = ${name} LIMIT 20)
  UNION ALL (SELECT now_id, 'former', 19 FROM customer_join WHERE former->>'name_key' = ${name} LIMIT 20)
  UNION ALL (SELECT customer_id, 'contact', 40 FROM contact WHERE name_key = ${name} LIMIT 20)
  UNION ALL (SELECT DISTINCT customer_id, 'mail-domain', 60 FROM contact WHERE ${MAIL_DOMAIN} = ANY(${mailDomains}) LIMIT 20)`;

const HIT = hit({
  email: 'q.email',
  phone: 'q.phone',
  links: 'q.links',
  ids: 'q.ids',
  domains: 'q.domains',
  mailDomains: 'q.mail_domains',
  name: 'q.name',
});

const NAMED = `SELECT q.n, c.id, c.name, h.via, h.likely FROM json_to_recordset($1::json) AS q(n int, ${KEYS}) CROSS JOIN LATERAL (${HIT}) h JOIN customer c ON c.id = h.id`;

/** The customer that the words of `q` are exactly; null where they are nobody's or those of several. */
export const THE_ONE = `(SELECT CASE WHEN min(s.id) = max(s.id) THEN min(s.id) END FROM (SELECT h.id, h.likely, min(h.likely) OVER () AS strongest FROM (${HIT}) h) s WHERE s.likely = s.strongest)`;

const FIND = `
WITH hit AS MATERIALIZED (${hit({ email: '$1::text', phone: '$2::text', links: '$3::text[]', ids: '$4::text[]', domains: '$5::text[]', mailDomains: '$6::text[]', name: '$7::text' })}
), near AS MATERIALIZED (
  (SELECT id FROM customer WHERE name_key > $7::text AND name_key < $8::text ORDER BY name_key LIMIT $10::int)
  UNION (SELECT id FROM (${sharing('$9')} WHERE NOT EXISTS (SELECT 1 FROM hit) GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 200) likest)
)
SELECT ${SUMMARY}, h.via, h.likely FROM hit h JOIN customer c ON c.id = h.id
UNION ALL SELECT ${SUMMARY}, 'name', 99 FROM near n JOIN customer c ON c.id = n.id`;

const BY_WORDS = `SELECT ${SUMMARY} FROM (${sharing('$1')} GROUP BY c.id ORDER BY count(*) DESC, c.id LIMIT 200) likest JOIN customer c ON c.id = likest.id`;
