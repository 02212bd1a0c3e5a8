import type { Access } from '../../crm/policy/policy.ts';
import type { Overview } from '../../crm/store/customers.ts';
import type { Entry, Kind } from '../../crm/timeline/entry.ts';
import type { Database } from '../database/database.ts';
import {
  ENTRY_JSON,
  type EntryJson,
  entryOf,
  NEWEST_FIRST,
  parameters,
  withinAccess,
} from '../timeline/entries.ts';

export const NEWEST = 40;

export type Recency = Pick<Overview, 'lastTouch' | 'fresh'>;

/** A touch is one of us with the customer: a talk, or something sent to them; not what they did alone and not what we wrote among ourselves. */
const isTouch = ({ kind, direction }: Entry): boolean =>
  (TALKS.has(kind) && direction !== 'internal') || (SENT.has(kind) && direction === 'outbound');

const TALKS: ReadonlySet<Kind> = new Set(['call', 'meeting']);

const SENT: ReadonlySet<Kind> = new Set(['ticket', 'email', 'message']);

/** Derives the facts from the newest entries; null where older ones are needed. */
export function recencyOf(newest: readonly Entry[], lookedAt: Date | null): Recency | null {
  const isAll = newest.length < NEWEST;
  const touch = newest.find((entry) => entry.person !== null && isTouch(entry));
  const fresh = lookedAt && newest.filter(({ at }) => at > lookedAt).length;
  if (!isAll && (!touch || fresh === NEWEST)) return null;
  return { lastTouch: touch ? touchOf(touch) : null, fresh };
}

function touchOf({ at, person, personId, department, kind }: Entry): Overview['lastTouch'] {
  return person === null || personId === null ? null : { at, person, personId, department, kind };
}

/** Looked for among the newest 200 entries, so that a customer with a million costs no more. */
export async function beyond(
  database: Database,
  { id, access, lookedAt }: { id: string; access: Access; lookedAt: Date | null },
): Promise<Recency> {
  const { values, add } = parameters();
  const [customer, since, seen] = [add(id), add(lookedAt), withinAccess(access, { add })];
  const text = `SELECT
    (SELECT ${ENTRY_JSON} FROM (SELECT * FROM entry e WHERE e.customer_id = ${customer}::text AND ${seen} ORDER BY ${NEWEST_FIRST} LIMIT 200) e JOIN person p ON p.id = e.person_id
      WHERE e.kind = ANY(${add([...TALKS])}::text[]) AND e.direction <> 'internal' OR e.kind = ANY(${add([...SENT])}::text[]) AND e.direction = 'outbound' ORDER BY ${NEWEST_FIRST} LIMIT 1) AS touch,
    (SELECT count(*)::int FROM (SELECT 1 FROM entry e WHERE e.customer_id = ${customer}::text AND e.at > ${since}::timestamptz AND ${seen} ORDER BY ${NEWEST_FIRST} LIMIT 1000) n) AS fresh`;
  const [row] = await database.query<{ touch: EntryJson | null; fresh: number }>(text, values, {
    name: 'overview-beyond',
  });
  return {
    lastTouch: row?.touch ? touchOf(entryOf(row.touch)) : null,
    fresh: lookedAt && (row?.fresh ?? 0),
  };
}
