import type { DepartmentId, Person, PersonId } from '../person/person.ts';
import type { Absence } from '../store/absences.ts';
import type { Change } from '../store/change.ts';
import type { Rotation } from '../store/rotations.ts';
import type { Receiver } from './rules.ts';

/** Everybody a handoff may go to or be routed around to, and who of them is away now. */
export interface Roster {
  people: readonly Person[];
  absences: ReadonlyMap<PersonId, Absence>;
}

export type Wanted =
  | { kind: 'person'; person: Person }
  | { kind: 'department'; department: DepartmentId }
  | { kind: 'rotation'; rotation: Rotation };

/** A person who was asked and cannot be reached; `until` is null where they have left for good. */
export interface Detour {
  person: PersonId;
  until: Date | null;
}

export interface Route {
  receiver: Receiver;
  /** Everybody passed over on the way, first one first: it is said aloud. */
  around: readonly Detour[];
  /** With whose turn is next, where a rotation chose. */
  rotation: Rotation | null;
}

/**
 * Where a handoff goes: to the one wanted, else to who covers for them, else to their department. Null where nobody is
 * there at all. `giver` never receives their own.
 */
export function route(wanted: Wanted, roster: Roster, giver: PersonId): Route | null {
  if (wanted.kind === 'department') return toDepartment(wanted.department, roster, giver, []);
  if (wanted.kind === 'rotation') return toNext(wanted.rotation, roster, giver);
  return toPerson(wanted.person, roster, giver, []);
}

export function isThere(id: PersonId, { people, absences }: Roster): boolean {
  return !absences.has(id) && people.some((person) => person.id === id && person.active);
}

/** The members of a department who can be asked now. */
export const membersThere = (department: DepartmentId, roster: Roster, giver: PersonId): Person[] =>
  roster.people.filter(
    (person) =>
      person.department === department && person.id !== giver && isThere(person.id, roster),
  );

function toPerson(
  person: Person,
  roster: Roster,
  giver: PersonId,
  around: readonly Detour[],
): Route | null {
  if (isThere(person.id, roster))
    return { receiver: receiving(person, null), around, rotation: null };
  const passed = [...around, detour(person.id, roster)];
  const cover = roster.absences.get(person.id)?.cover;
  const substitute = cover ? roster.people.find(({ id }) => id === cover) : undefined;
  // Two who cover for each other and are both away end at the department.
  if (substitute && substitute.id !== giver && !passed.some((one) => one.person === substitute.id))
    return toPerson(substitute, roster, giver, passed);
  return toDepartment(person.department, roster, giver, passed);
}

function toDepartment(
  department: DepartmentId,
  roster: Roster,
  giver: PersonId,
  around: readonly Detour[],
): Route | null {
  if (membersThere(department, roster, giver).length === 0) return null;
  return {
    receiver: { to: { kind: 'department', department }, holder: null, department, rotation: null },
    around,
    rotation: null,
  };
}

/** The next in turn who is there; those passed over keep their turn's place. */
function toNext(rotation: Rotation, roster: Roster, giver: PersonId): Route | null {
  const { members, next, name } = rotation;
  const around: Detour[] = [];
  for (let i = 0; i < members.length; i += 1) {
    const at = (next + i) % members.length;
    const person = roster.people.find(({ id }) => id === members[at]);
    if (!person || person.id === giver) continue;
    if (isThere(person.id, roster))
      return {
        receiver: receiving(person, name),
        around,
        rotation: { ...rotation, next: (at + 1) % members.length },
      };
    around.push(detour(person.id, roster));
  }
  return null;
}

/** The turn that a rotation took, for the same commit as the handoff. */
export function turnTaken(wanted: Wanted, { rotation }: Pick<Route, 'rotation'>): Change[] {
  return wanted.kind === 'rotation' && rotation
    ? [
        {
          kind: 'turn',
          rotation: wanted.rotation.name,
          from: wanted.rotation.next,
          to: rotation.next,
        },
      ]
    : [];
}

const receiving = (person: Person, rotation: string | null): Receiver => ({
  to: { kind: 'person', person: person.id },
  holder: person.id,
  department: person.department,
  rotation,
});
const detour = (person: PersonId, { absences }: Roster): Detour => ({
  person,
  until: absences.get(person)?.until ?? null,
});
