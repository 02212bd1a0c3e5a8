import { type DayOffContext, dayOffOf } from '../absence/day-off.ts';
import type { CustomerId } from '../customer/customer.ts';
import type { DepartmentId, Person, PersonId } from '../person/person.ts';
import { type Access, redact, sees } from '../policy/policy.ts';
import type { Absence } from '../store/absences.ts';
import type { OpenTicket } from '../store/customers.ts';
import type { Store } from '../store/store.ts';
import { addDays, dayIn } from '../time/day.ts';
import { type Calendar, OFFICE_HOURS } from '../time/working-time.ts';
import { isZone } from '../time/zone.ts';
import type { Entry } from '../timeline/entry.ts';
import { TELLING } from '../timeline/rules.ts';
import type { Handoff } from './handoff.ts';
import { isThere, membersThere, type Roster, type Wanted } from './routing.ts';
import { isReceiver, oversees } from './rules.ts';

const DAYS_AROUND = 60;
const MATTER = 6;
/** People who cover for people who cover for people. */
const DEEPEST = 4;

/** Everybody, and who is away of those that a handoff to this one may come to. */
export async function rosterFor(wanted: Wanted, store: Store, now: Date): Promise<Roster> {
  const people = await store.people.all();
  const absences = new Map<PersonId, Absence>();
  const asked = new Set<PersonId>();
  let next = candidates(wanted, people);
  for (let depth = 0; depth < DEEPEST && next.length > 0; depth += 1) {
    for (const id of next) asked.add(id);
    const found = (await Promise.all(next.map((id) => store.absences.get(id, now)))).filter(
      (absence) => absence !== null,
    );
    for (const absence of found) absences.set(absence.person, absence);
    next = found
      .flatMap(({ cover }) => (cover && !asked.has(cover) ? membersWith(cover, people) : []))
      .filter((id) => !asked.has(id));
  }
  return { people, absences };
}

function candidates(wanted: Wanted, people: readonly Person[]): PersonId[] {
  if (wanted.kind === 'person') return membersWith(wanted.person.id, people);
  if (wanted.kind === 'rotation') return [...wanted.rotation.members];
  return people
    .filter(({ department, active }) => active && department === wanted.department)
    .map(({ id }) => id);
}

/** The person and their department, to which it falls where they and their cover are away. */
function membersWith(id: PersonId, people: readonly Person[]): PersonId[] {
  const department = people.find((person) => person.id === id)?.department;
  return people
    .filter((person) => person.id === id || (person.active && person.department === department))
    .map((person) => person.id);
}

/** The department that has the work now: the holder's, or the one that was asked. */
export function departmentOf(
  { to, holder }: Pick<Handoff, 'to' | 'holder'>,
  people: readonly Person[],
): DepartmentId {
  const asked = holder ?? (to.kind === 'person' ? to.person : null);
  if (asked === null) return to.kind === 'department' ? to.department : '';
  return (
    people.find(({ id }) => id === asked)?.department ??
    (to.kind === 'department' ? to.department : '')
  );
}

/** A person's standing in a handoff. */
export const standing = (handoff: Handoff, department: DepartmentId, person: Person) => ({
  id: person.id,
  isReceiver: isReceiver(handoff, person),
  oversees: oversees(person, department),
});

/** A handoff with the names of everybody in it, for saying it. */
export const withNames = (handoff: Handoff, customer: string, people: readonly Person[]) => ({
  handoff,
  customer,
  names: new Map(people.map(({ id, name }) => [id, name])),
  fromDepartment: people.find(({ id }) => id === handoff.from)?.department ?? '',
  department: departmentOf(handoff, people),
});

/** A handoff with its names, and with the day on which its holder does not work where they would have to act then. */
export async function summarizeHandoff(
  handoff: Handoff,
  { customer, people }: { customer: string; people: readonly Person[] },
  context: DayOffContext,
) {
  const { state, holder, dueAt } = handoff;
  const acts = state === 'offered' || state === 'accepted' ? holder : null;
  return {
    ...withNames(handoff, customer, people),
    dayOff: acts === null ? null : await dayOffOf(acts, dueAt, context),
  };
}

/** The people who are asked to answer: the holder, or everybody present in its department. */
export function receiversOf(
  { to, holder, from }: Pick<Handoff, 'to' | 'holder' | 'from'>,
  roster: Roster,
): Person[] {
  const asked = holder ?? (to.kind === 'person' ? to.person : null);
  if (asked !== null) return roster.people.filter(({ id, active }) => id === asked && active);
  return to.kind === 'department' ? membersThere(to.department, roster, from) : [];
}

/** The working hours that count: the holder's own, or those of the department's head. */
export async function calendarOf(
  handoff: Pick<Handoff, 'to' | 'holder' | 'from'>,
  roster: Roster,
  { store, now, zone }: { store: Store; now: Date; zone: string },
): Promise<Calendar> {
  const asked = receiversOf(handoff, roster);
  const one = asked.find(({ role }) => role === 'manager') ?? asked[0];
  const theirs = one && isZone(one.zone) ? one.zone : zone;
  const today = dayIn(now, theirs);
  const [holidays, preference] = await Promise.all([
    store.holidays.of(theirs, addDays(today, -DAYS_AROUND), addDays(today, DAYS_AROUND)),
    handoff.holder === null ? null : store.notificationPreferences.get(handoff.holder),
  ]);
  const own = preference?.daysOff ?? [];
  return {
    ...OFFICE_HOURS,
    zone: theirs,
    daysOff: own.length > 0 ? own : OFFICE_HOURS.daysOff,
    holidays,
  };
}

/** The facts about the customer that a receiver should know. */
export interface Matters {
  /** Entries of a telling kind, newest first. */
  entries: readonly Entry[];
  tickets: readonly OpenTicket[];
}

/** As far as its readers may see it, whatever the giver sees. */
export async function mattersTo(
  access: Access,
  customer: CustomerId,
  store: Store,
  now: Date,
): Promise<Matters> {
  const overview = sees(access, 'identity')
    ? await store.customers.overview(customer, null, access, now)
    : null;
  if (!overview) return { entries: [], tickets: [] };
  const { newest, openTickets } = redact(overview, access);
  return {
    entries: newest
      .filter(({ kind }) => kind !== 'handoff' && TELLING.includes(kind))
      .slice(0, MATTER),
    tickets: openTickets,
  };
}

/** The people who are told at a level of the escalation. */
export async function peopleAtLevel(
  who: 'receiver' | 'manager' | 'leader',
  handoff: Handoff,
  { roster, department, store }: { roster: Roster; department: DepartmentId; store: Store },
): Promise<Person[]> {
  if (who === 'receiver') return receiversOf(handoff, roster);
  const others = roster.people.filter(
    ({ id, active }) =>
      active && id !== handoff.holder && id !== handoff.from && isThere(id, roster),
  );
  if (who === 'manager') {
    const managers = await store.people.managers(department);
    return others.filter(
      ({ id, role, department: theirs }) =>
        managers.includes(id) && role === 'manager' && theirs === department,
    );
  }
  const leaders = others.filter(({ role }) => role === 'leader');
  return [leaders.find((leader) => leader.department === department) ?? leaders[0]].filter(
    (leader) => leader !== undefined,
  );
}
