import { fold } from '../../crm/matching/names.ts';
import type { Access } from '../../crm/policy/policy.ts';
import type { Timeline, TimelineFilter, TimelineQuery } from '../../crm/store/timeline.ts';
import type { EntryKey } from '../../crm/timeline/entry.ts';
import { ROUTINE } from '../../crm/timeline/rules.ts';
import type { Database } from '../database/database.ts';
import { associatedWith } from '../records/associations.ts';
import {
  ENTRY_JSON,
  type EntryJson,
  entriesOf,
  entryOf,
  NEWEST_FIRST,
  OLDEST_FIRST,
  type Parameters,
  parameters,
  withinAccess,
} from './entries.ts';

const COUNTED = 1000;

export function timelineOn(database: Database): Timeline {
  return {
    async page(customer, query) {
      const { text, values, name } = pageSql(customer, query);
      const [row] = await database.query<{
        total: number;
        lines: number | null;
        entries: EntryJson[] | null;
      }>(text, values, { name });
      const read = (row?.entries ?? []).map(entryOf);
      const entries = read.slice(0, query.limit);
      const total = row?.total ?? 0;
      return {
        entries: query.direction === 'newer' ? entries.reverse() : entries,
        more: read.length > query.limit,
        total: row?.lines ?? Math.min(total, COUNTED),
        capped: total > COUNTED,
      };
    },
    async entry(customer, { source, externalId }, access) {
      const { values, add } = parameters();
      const [row] = await database.query<{ entry: EntryJson }>(
        entrySql(add, { source, externalId, customer, access }),
        values,
        { name: 'timeline-entry' },
      );
      return row ? entryOf(row.entry) : null;
    },
    async lookedAt(person, customer) {
      const [row] = await database.query<{ at: Date }>(
        'SELECT at FROM look WHERE person_id = $1 AND customer_id = $2',
        [person, customer],
        { name: 'looked-at' },
      );
      return row?.at ?? null;
    },
    async looked(person, customer, now) {
      await database.query(
        `INSERT INTO look (person_id, customer_id, at) VALUES ($1, $2, $3)
          ON CONFLICT (person_id, customer_id) DO UPDATE SET at = excluded.at WHERE look.at < excluded.at`,
        [person, customer, now],
        { name: 'looked' },
      );
    },
  };
}

/** One entry of a customer, or one of another's that is theirs too. */
function entrySql(
  add: Parameters['add'],
  { source, externalId, customer, access }: EntryKey & { customer: string; access: Access },
): string {
  const [from, id, of] = [add(source), add(externalId), add(customer)];
  return `SELECT ${ENTRY_JSON} AS entry FROM entry e WHERE e.source = ${from} AND e.external_id = ${id} AND ${withinAccess(access, { add })}
    AND (e.customer_id = ${of} OR (${from}, ${id}) IN (${associatedWith(`${of}::text`, 'entry')}))`;
}

/**
 * One statement reads the page, one entry more to know whether there are more, and the count; which is in order, too,
 * so that it goes along the customer's own entries and never through the table.
 */
function pageSql(
  customer: string,
  { filter, access, direction, cursor, limit, collapsed }: TimelineQuery,
) {
  const { values, add } = parameters();
  const of = `${add(customer)}::text`;
  const where = `${withinAccess(access, { add })}${filterSql(filter, add)}`;
  const older = direction === 'older';
  const place = cursor
    ? ` AND (e.at, e.source, e.external_id) ${older ? '<' : '>'} (${add(cursor.at)}::timestamptz, ${add(cursor.source)}::text, ${add(cursor.externalId)}::text)`
    : '';
  const page = entriesOf(of, {
    where: `${where}${place}`,
    order: older ? NEWEST_FIRST : OLDEST_FIRST,
    limit: `${add(limit + 1)}::int`,
  });
  const text = `SELECT
      (SELECT count(*)::int FROM (${entriesOf(of, { where, order: NEWEST_FIRST, limit: COUNTED + 1 })}) counted) AS total,
      ${collapsed ? lineCount(entriesOf(of, { where, order: NEWEST_FIRST, limit: COUNTED }), `${add(collapsed.mark)}::timestamptz`) : 'NULL'} AS lines,
      (SELECT json_agg(${ENTRY_JSON}) FROM (${page}) e) AS entries`;
  return {
    text,
    values,
    name: `timeline-${shapeOf(filter)}${direction}${cursor ? '-from' : ''}${collapsed ? '-lines' : ''}`,
  };
}

// `collapse` of crm/timeline/rules.ts in SQL: an entry begins a line unless it repeats the one before it on the same side of the mark.
const lineCount = (entries: string, mark: string): string => `(SELECT count(*)::int FROM (
  SELECT ${['kind', 'department', 'direction', 'fresh'].map((one) => `lag(${one}) OVER w = ${one}`).join(' AND ')}
    AND (kind IN (${[...ROUTINE].map((kind) => `'${kind}'`).join(', ')})
      OR (lag(title) OVER w = title AND lag(person_id) OVER w IS NOT DISTINCT FROM person_id AND lag(bare) OVER w AND bare)) AS repeats
  FROM (SELECT e.*, coalesce(e.body, '') = '' AS bare, coalesce(e.at > ${mark}, false) AS fresh
    FROM (${entries}) e) e
  WINDOW w AS (ORDER BY ${NEWEST_FIRST})) lines WHERE repeats IS NOT TRUE)`;

const FILTERS = {
  departments: (value: string) => `e.department = ANY(${value}::text[])`,
  kinds: (value: string) => `e.kind = ANY(${value}::text[])`,
  since: (value: string) => `e.at >= ${value}::timestamptz`,
  until: (value: string) => `e.at < ${value}::timestamptz`,
  person: (value: string) => `e.person_id = ${value}::text`,
  text: (value: string) =>
    `(strpos(${folded('e.title')}, ${value}) > 0 OR strpos(${folded('e.body')}, ${value}) > 0)`,
} satisfies Record<keyof TimelineFilter, (value: string) => string>;

function filterSql(filter: TimelineFilter, add: Parameters['add']): string {
  const { departments, kinds, since, until, person, text } = FILTERS;
  const parts = [
    filter.departments && departments(add(filter.departments)),
    filter.kinds && kinds(add(filter.kinds)),
    filter.since && since(add(filter.since)),
    filter.until && until(add(filter.until)),
    filter.person && person(add(filter.person)),
    filter.text && text(add(fold(filter.text))),
  ];
  return parts.map((part) => (part ? ` AND ${part}` : '')).join('');
}

/** Which filters are set, since that is what makes the text of the statement. */
const shapeOf = (filter: TimelineFilter): string =>
  ['departments', 'kinds', 'since', 'until', 'person', 'text']
    .map((key) => (key in filter && filter[key as keyof TimelineFilter] ? key[0] : ''))
    .join('');

// `fold` of crm/matching/names.ts in SQL. Plain ASCII, nearly all text, is spared the rest.
const folded = (column: string): string =>
  `(CASE WHEN octet_length(${column}) = length(${column}) THEN lower(${column}) ELSE ` +
  `replace(replace(replace(replace(translate(regexp_replace(lower(normalize(${column}, NFKD)), '[\\u0300-\\u036f]', '', 'g'), 'øłđðıØŁĐÐ', 'olddioldd'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th') END)`;
