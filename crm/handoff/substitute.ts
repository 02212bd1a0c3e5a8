import { type DayOff, type DayOffContext, dayOffOf } from '../absence/day-off.ts';
import type { Person, PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import type { Task } from '../task/task.ts';
import type { Handoff } from './handoff.ts';
import { rosterFor } from './people.ts';
import { membersThere, route } from './routing.ts';

const MOST = 100;

/** A colleague who could take something, and the day on which they do not work where they would have to act then. */
export type Substitute = Person & { dayOff: DayOff | null };

/** Finds a substitute for somebody who is away: their cover, else a leader of their department. */
export async function substituteFor(
  person: Person,
  {
    giver,
    due = null,
    now,
    context,
  }: {
    giver: PersonId;
    due?: Date | null;
    now: Date;
    context: { store: Store; readerOf: DayOffContext['readerOf'] };
  },
): Promise<Substitute | null> {
  const { store } = context;
  const wanted = { kind: 'person' as const, person };
  const roster = await rosterFor(wanted, store, now);
  const receiver = route(wanted, roster, giver)?.receiver;
  if (!receiver) return null;
  const there =
    receiver.holder === null
      ? membersThere(receiver.department, roster, giver).filter(({ role }) => role === 'manager')
      : roster.people.filter(({ id }) => id === receiver.holder);
  const other = there.find(({ id }) => id !== person.id);
  return other ? { ...other, dayOff: await dayOffOf(other.id, due, context) } : null;
}

/** Finds work that others gave somebody and that falls due before they are back. */
export async function dueWhileAway(
  person: PersonId,
  until: Date,
  store: Pick<Store, 'people' | 'tasks' | 'handoffs'>,
): Promise<{ tasks: Task[]; handoffs: Handoff[] }> {
  const department = (await store.people.get(person))?.department ?? '';
  const [tasks, handoffs] = await Promise.all([
    store.tasks.list({ holder: person, open: true, limit: MOST }),
    store.handoffs.list({ received: person, department, open: true, limit: MOST }),
  ]);
  return {
    tasks: tasks.filter(
      ({ createdBy, dueAt }) => createdBy !== person && dueAt !== null && dueAt < until,
    ),
    handoffs: handoffs.filter(
      ({ holder, state, dueAt }) => holder === person && state === 'accepted' && dueAt < until,
    ),
  };
}
