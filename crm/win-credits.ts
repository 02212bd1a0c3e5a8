import type { Entry } from './entry.ts';
import type { DepartmentId, Person, PersonId } from './person.ts';

/** What somebody's part in a win was, told by what they did with the customer. */
export const PARTS = ['sourced', 'sold', 'onboarded', 'solved', 'answered', 'built', 'looked-after', 'settled', 'ran', 'helped'] as const;
export type Part = (typeof PARTS)[number];

export interface Proposed {
  person: PersonId;
  department: DepartmentId;
  part: Part;
  /** Tickets of `solved`, entries of the rest. */
  times: number;
}

export const PROPOSED = 8;

type Did = Pick<Entry, 'at' | 'kind' | 'personId' | 'record' | 'source'>;

/**
 * Who made it happen, weightiest first: of every department that took part at least one, then by weight up to eight;
 * nobody who has left, nobody twice. Pure: the entries are those of the last year as far as the author may see them.
 */
export function proposeCredits(entries: readonly Did[], people: readonly Pick<Person, 'id' | 'department' | 'active'>[], most = PROPOSED): Proposed[] {
  const active = new Map(people.filter((person) => person.active).map((person) => [person.id, person]));
  const weighed = [...byPerson(entries)].flatMap(([id, did]) => {
    const person = active.get(id);
    return person ? [{ ...partOf(person, did), weight: did.reduce((sum, one) => sum + weightOf(one), 0) + firstTouch(person, did, entries) }] : [];
  });
  weighed.sort((one, other) => other.weight - one.weight || (one.person < other.person ? -1 : 1));
  const departments = new Set<DepartmentId>();
  const [first, rest] = [[], []] as [typeof weighed, typeof weighed];
  for (const one of weighed) {
    (departments.has(one.department) ? rest : first).push(one);
    departments.add(one.department);
  }
  const chosen = new Set([...first, ...rest].slice(0, Math.max(most, first.length)));
  return weighed.filter((one) => chosen.has(one)).map(({ weight: _, ...proposed }) => proposed);
}

function byPerson(entries: readonly Did[]): Map<PersonId, Did[]> {
  const found = new Map<PersonId, Did[]>();
  for (const entry of entries) if (entry.personId) found.set(entry.personId, [...(found.get(entry.personId) ?? []), entry]);
  return found;
}

const weightOf = ({ kind }: Did): number => {
  if (kind === 'deal') return 6;
  if (kind === 'meeting' || kind === 'call' || kind === 'ticket') return 3;
  return kind === 'win' || kind === 'change' ? 1 : 2;
};

/** Whoever of Marketing or Sales was there first brought them in. */
function firstTouch({ department }: Pick<Person, 'department'>, did: readonly Did[], all: readonly Did[]): number {
  if (department !== 'marketing' && department !== 'sales') return 0;
  return earliest(did) === earliest(all) ? 4 : 0;
}

const earliest = (entries: readonly Did[]): number => entries.reduce((first, { at, personId }) => (personId ? Math.min(first, at.getTime()) : first), Number.POSITIVE_INFINITY);

function partOf({ id, department }: Pick<Person, 'id' | 'department'>, did: readonly Did[]): Proposed {
  const tickets = new Set(did.flatMap(({ kind, source, record }) => (kind === 'ticket' ? [`${source} ${record?.id ?? ''}`] : []))).size;
  if (department === 'support') return { person: id, department, part: tickets > 0 ? 'solved' : 'answered', times: tickets || did.length };
  return { person: id, department, part: PART_OF[department] ?? 'helped', times: did.length };
}

const PART_OF: Readonly<Record<DepartmentId, Part>> = {
  marketing: 'sourced', sales: 'sold', onboarding: 'onboarded', success: 'looked-after', product: 'built', finance: 'settled', operations: 'ran',
};
