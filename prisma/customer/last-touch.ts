import {
  type AssignedLead,
  departmentsWithoutLead,
  LATELY,
} from '../../crm/customer/department-leads.ts';
import type { Access } from '../../crm/policy/policy.ts';
import type { Overview } from '../../crm/store/customers.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { isTouch, SENT, TALKS } from '../../crm/timeline/touch.ts';
import type { Database } from '../database/database.ts';
import {
  ENTRY_JSON,
  type EntryJson,
  entriesOf,
  entryOf,
  NEWEST_FIRST,
  parameters,
  withinAccess,
} from '../timeline/entries.ts';

export const NEWEST = 40;

export type Recency = Pick<Overview, 'lastTouch' | 'fresh'>;

/** Derives the facts from the newest entries; null where older ones are needed. One's own entries are no news to oneself. */
export function recencyOf(
  newest: readonly Entry[],
  lookedAt: Date | null,
  self: Access['self'],
): Recency | null {
  const isAll = newest.length < NEWEST;
  const touch = newest.find((entry) => entry.person !== null && isTouch(entry));
  const since = lookedAt && newest.filter(({ at }) => at > lookedAt);
  if (!isAll && (!touch || since?.length === NEWEST)) return null;
  const fresh =
    since?.filter(({ personId }) => personId === null || personId !== self).length ?? null;
  return { lastTouch: touch ? touchOf(touch) : null, fresh };
}

const listed = (kinds: ReadonlySet<string>): string =>
  [...kinds].map((kind) => `'${kind}'`).join(', ');

/** `isTouch` as a predicate on `e`. */
export const TOUCH = `(e.kind IN (${listed(TALKS)}) AND e.direction <> 'internal' OR e.kind IN (${listed(SENT)}) AND e.direction = 'outbound')`;

function touchOf({ at, person, personId, department, kind }: Entry): Overview['lastTouch'] {
  return person === null || personId === null ? null : { at, person, personId, department, kind };
}

/** Looked for among the newest 200 entries, so that a customer with a million costs no more. */
export async function beyond(
  database: Database,
  { id, access, lookedAt, now }: { id: string; access: Access; lookedAt: Date | null; now: Date },
): Promise<Recency> {
  const { values, add } = parameters();
  const [customer, since, until, self] = [add(id), add(lookedAt), add(now), add(access.self)];
  const of = `${customer}::text`;
  const fresh = `e.at > ${since}::timestamptz AND (e.person_id IS NULL OR e.person_id IS DISTINCT FROM ${self}::text)`;
  const seen = `${withinAccess(access, { add })} AND e.at <= ${until}::timestamptz`;
  const text = `SELECT
    (SELECT ${ENTRY_JSON} FROM (${entriesOf(of, { where: seen, order: NEWEST_FIRST, limit: 200 })}) e JOIN person p ON p.id = e.person_id
      WHERE ${TOUCH} ORDER BY ${NEWEST_FIRST} LIMIT 1) AS touch,
    (SELECT count(*)::int FROM (${entriesOf(of, { where: `${fresh} AND ${seen}`, order: NEWEST_FIRST, limit: 1000 })}) n) AS fresh`;
  const [row] = await database.query<{ touch: EntryJson | null; fresh: number }>(text, values, {
    name: 'overview-beyond',
  });
  return {
    lastTouch: row?.touch ? touchOf(entryOf(row.touch)) : null,
    fresh: lookedAt && (row?.fresh ?? 0),
  };
}

/**
 * The last touch of each department that has no lead by now, for as long as one leads by it. It is one that everybody
 * may read, whoever asks. Looked for among the newest 2,000 entries, as above.
 */
export async function leadsBeyond(
  database: Database,
  {
    id,
    newest,
    assigned,
    now,
  }: { id: string; newest: readonly Entry[]; assigned: readonly AssignedLead[]; now: Date },
): Promise<Entry[]> {
  const since = new Date(now.getTime() - LATELY);
  const departments = departmentsWithoutLead(newest, assigned);
  const oldest = newest.at(-1);
  if (newest.length < NEWEST || departments.length === 0 || !oldest || oldest.at < since) return [];
  const { values, add } = parameters();
  const [of, from, until] = [`${add(id)}::text`, add(since), add(oldest.at)];
  const where = `e.at >= ${from}::timestamptz AND e.at <= ${until}::timestamptz`;
  const text = `SELECT ${ENTRY_JSON} AS entry FROM (
    SELECT DISTINCT ON (e.department) e.* FROM (${entriesOf(of, { where, order: NEWEST_FIRST, limit: 2000 })}) e JOIN person p ON p.id = e.person_id
      WHERE e.department = ANY(${add(departments)}::text[]) AND e.visibility = 'everyone' AND ${TOUCH} ORDER BY e.department, ${NEWEST_FIRST}) e`;
  const rows = await database.query<{ entry: EntryJson }>(text, values, { name: 'leads-beyond' });
  return rows.map(({ entry }) => entryOf(entry));
}
