import type { DepartmentId, Person, PersonId } from '../person/person.ts';
import type { BusinessHistory } from '../store/business-history.ts';
import type { Entry } from '../timeline/entry.ts';
import { isRenewal, type Trouble } from './trouble.ts';

/** A person's part in a win, derived from their actions with the customer. */
export const PARTS = [
  'won',
  'renewed',
  'closed',
  'closed-urgent',
  'stood-by',
  'sourced',
  'sold',
  'onboarded',
  'solved',
  'answered',
  'built',
  'looked-after',
  'settled',
  'ran',
  'helped',
] as const;
export type Part = (typeof PARTS)[number];

export interface Proposed {
  person: PersonId;
  department: DepartmentId;
  part: Part;
  /** Deals, or tickets, where these are the part; entries of the rest. */
  times: number;
}

/** So many are read and thanked; whoever else had a part is added by name. */
export const PROPOSED = 4;

type Did = Pick<Entry, 'at' | 'kind' | 'personId' | 'record' | 'source'>;
type Staff = Pick<Person, 'id' | 'department' | 'active'>;

interface Known {
  /** Of the last year, as far as the author may see them. */
  entries: readonly Did[];
  people: readonly Staff[];
  /** The business records, which count in whatever language the entries are written. */
  businessHistory?: Pick<BusinessHistory, 'deals' | 'tickets'>;
  /** The hard time before a save, a turn-around or a possible one: actions in it count double. */
  trouble?: Trouble | undefined;
}

/**
 * The people who made it happen, weightiest first: the weightiest of each department before the others of it; nobody
 * who has left, nobody twice. Pure.
 */
export function proposeCredits(
  { entries, people, businessHistory = { deals: [], tickets: [] }, trouble }: Known,
  most = PROPOSED,
): Proposed[] {
  const weighed = people
    .filter(({ active }) => active)
    .flatMap((person) => {
      const did = entries.filter(({ personId }) => personId === person.id);
      const proved = provedBy(person.id, businessHistory, trouble);
      if (did.length === 0 && proved.weight === 0) return [];
      const then = trouble ? did.filter(({ at }) => at >= trouble.from && at <= trouble.until) : [];
      const weight = proved.weight + weigh(did) + weigh(then) + firstTouch(person, did, entries);
      return [{ ...partOf(person, { did, then, part: proved.part }), weight }];
    });
  weighed.sort((one, other) => other.weight - one.weight || (one.person < other.person ? -1 : 1));
  const departments = new Set<DepartmentId>();
  const [first, rest] = [[], []] as [typeof weighed, typeof weighed];
  for (const one of weighed) {
    (departments.has(one.department) ? rest : first).push(one);
    departments.add(one.department);
  }
  const chosen = new Set([...first, ...rest].slice(0, most));
  return weighed.filter((one) => chosen.has(one)).map(({ weight: _, ...proposed }) => proposed);
}

type Done = Pick<Proposed, 'part' | 'times'>;

/** Parts that business records prove: a deal won, tickets solved. The weightiest is the part. */
function provedBy(
  id: PersonId,
  { deals, tickets }: Pick<BusinessHistory, 'deals' | 'tickets'>,
  trouble: Trouble | undefined,
): { weight: number; part: Done | null } {
  const won = deals.filter(({ owner, status }) => owner === id && status === 'won');
  const closed = tickets.filter(({ owner, solvedAt }) => owner === id && solvedAt !== null);
  const urgent = closed.filter(({ priority, escalated }) => priority === 'urgent' || escalated);
  const hard = trouble
    ? urgent.filter(
        ({ openedAt, solvedAt }) =>
          openedAt <= trouble.until && solvedAt !== null && solvedAt >= trouble.from,
      )
    : [];
  // An earlier sale did not save the customer.
  const weight =
    won.length * (trouble ? 2 : 8) + closed.length * 2 + urgent.length * 2 + hard.length * 8;
  if (hard.length > 0) return { weight, part: { part: 'closed-urgent', times: hard.length } };
  if (won.length > 0)
    return { weight, part: { part: won.every(isRenewal) ? 'renewed' : 'won', times: won.length } };
  if (urgent.length > 0 && urgent.length === closed.length)
    return { weight, part: { part: 'closed-urgent', times: urgent.length } };
  return { weight, part: closed.length > 0 ? { part: 'closed', times: closed.length } : null };
}

const weigh = (did: readonly Did[]): number => did.reduce((sum, one) => sum + weightOf(one), 0);

const weightOf = ({ kind }: Did): number => {
  if (kind === 'deal') return 6;
  if (kind === 'meeting' || kind === 'call' || kind === 'ticket') return 3;
  return kind === 'win' || kind === 'change' ? 1 : 2;
};

/** The first contact by Marketing or Sales brought the customer in. */
function firstTouch(
  { department }: Pick<Person, 'department'>,
  did: readonly Did[],
  all: readonly Did[],
): number {
  if (department !== 'marketing' && department !== 'sales') return 0;
  return did.length > 0 && earliest(did) === earliest(all) ? 4 : 0;
}

const earliest = (entries: readonly Did[]): number =>
  entries.reduce(
    (first, { at, personId }) => (personId ? Math.min(first, at.getTime()) : first),
    Number.POSITIVE_INFINITY,
  );

function partOf(
  { id, department }: Staff,
  { did, then, part }: { did: readonly Did[]; then: readonly Did[]; part: Done | null },
): Proposed {
  const of = { person: id, department };
  if (part) return { ...of, ...part };
  if (then.length > 0) return { ...of, part: 'stood-by', times: then.length };
  const tickets = new Set(
    did.flatMap(({ kind, source, record }) =>
      kind === 'ticket' ? [`${source} ${record?.id ?? ''}`] : [],
    ),
  ).size;
  if (department === 'support')
    return { ...of, part: tickets > 0 ? 'solved' : 'answered', times: tickets || did.length };
  return { ...of, part: PART_OF[department] ?? 'helped', times: did.length };
}

const PART_OF: Readonly<Record<DepartmentId, Part>> = {
  marketing: 'sourced',
  sales: 'sold',
  onboarding: 'onboarded',
  success: 'looked-after',
  product: 'built',
  finance: 'settled',
  operations: 'ran',
};
