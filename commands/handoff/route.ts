import { choicesOfColleagues } from '../../cards/handoff/colleagues-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { departmentName } from '../../cards/view/names.ts';
import type { Press } from '../../cards/view/view.ts';
import { calendarOf, rosterFor } from '../../crm/handoff/people.ts';
import { type Roster, type Route, route, type Wanted } from '../../crm/handoff/routing.ts';
import { fold } from '../../crm/matching/names.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import { dayIn } from '../../crm/time/day.ts';
import {
  addWorkingTime,
  type Calendar,
  closingOf,
  WORKING_DAY,
} from '../../crm/time/working-time.ts';
import type { Context, Reply } from '../command.ts';
import { dueInstant } from '../parse/due-instant.ts';
import { whichColleague } from '../parse/which-colleague.ts';
import { departmentNamed } from '../parse/which-department.ts';

export type RoutedReceiver = { kind: 'wanted'; wanted: Wanted } | { kind: 'reply'; reply: Reply };

/** The department, rotation or colleague that the words mean; the reply lets the person choose, with the same data. */
export async function wantedBy(
  ref: string,
  context: Context,
  then: (receiver: string) => Press,
): Promise<RoutedReceiver> {
  const { store, reader, person } = context;
  const strings = stringsFor(reader);
  const asked = ref.trim().replace(/^@/, '');
  if (!asked) throw new Problem('no-receiver', strings.handoff.problem.noReceiver);
  const rotation = await store.rotations.get(asked.toLowerCase());
  if (rotation) return { kind: 'wanted', wanted: { kind: 'rotation', rotation } };
  const department = await departmentNamed(asked, context);
  if (department) return { kind: 'wanted', wanted: { kind: 'department', department } };
  const found = await whichColleague(asked, context);
  if (Array.isArray(found))
    return {
      kind: 'reply',
      reply: {
        kind: 'answer',
        view: choicesOfColleagues({ ref: asked, people: found, then, reader }),
      },
    };
  const colleague = found === 'nobody' ? await whoLeft(asked, context) : found;
  if (!colleague) throw new Problem('unknown-colleague', await unknownColleague(asked, context));
  if (colleague.id === person.id) throw new Problem('self', strings.handoff.problem.self);
  return { kind: 'wanted', wanted: { kind: 'person', person: colleague } };
}

/** Says that a colleague is unknown, and names those whom it could mean. */
export async function unknownColleague(
  ref: string,
  { store, reader }: Pick<Context, 'store' | 'reader'>,
): Promise<{ say: string; try: string }> {
  const strings = stringsFor(reader);
  const [departments, rotations] = await Promise.all([
    store.people.departments(),
    store.rotations.all(),
  ]);
  return strings.handoff.problem.nobody(ref, [
    ...departments.map(({ id }) => departmentName(id, strings)),
    ...rotations.map(({ name }) => name),
  ]);
}

/** Somebody who no longer works here is still asked for by name: their department gets it. */
async function whoLeft(ref: string, { store }: Context): Promise<Person | undefined> {
  const asked = fold(ref);
  return (await store.people.all()).find(
    ({ active, name, email }) =>
      !active && (email === asked || email.split('@', 1)[0] === asked || fold(name) === asked),
  );
}

export interface RoutedHandoff {
  roster: Roster;
  route: Route;
  calendar: Calendar;
}

/** Where it goes from there, around whoever is away, and by whose clock. */
export async function routeHandoff(
  wanted: Wanted,
  { giver, context }: { giver: Person['id']; context: Pick<Context, 'store' | 'now' | 'reader'> },
): Promise<RoutedHandoff> {
  const { store, now, reader } = context;
  const roster = await rosterFor(wanted, store, now);
  const found = route(wanted, roster, giver);
  if (!found)
    throw new Problem(
      'nobody-there',
      stringsFor(reader).handoff.problem.nobodyThere(wantedName(wanted, context)),
    );
  const calendar = await calendarOf({ ...found.receiver, from: giver }, roster, {
    store,
    now,
    zone: reader.zone,
  });
  return { roster, route: found, calendar };
}

function wantedName(wanted: Wanted, { reader }: Pick<Context, 'reader'>): string {
  switch (wanted.kind) {
    case 'person':
      return departmentName(wanted.person.department, stringsFor(reader));
    case 'department':
      return departmentName(wanted.department, stringsFor(reader));
    case 'rotation':
      return wanted.rotation.name;
    default:
      return unreachable(wanted);
  }
}

/** Reads the due date in the asker's zone; a mere day ends with the receiver's. Default: one working day of theirs. */
export function dueBy(
  said: string,
  calendar: Calendar,
  { now, reader }: Pick<Context, 'now' | 'reader'>,
): Date {
  if (!said.trim()) return addWorkingTime(now, WORKING_DAY, calendar);
  const read = dueInstant(said, { ...reader, now, holidays: calendar.holidays }, reader);
  return read.wholeDay ? closingOf(dayIn(read.at, reader.zone), calendar) : read.at;
}
