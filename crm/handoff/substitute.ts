import type { Person, PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import type { Task } from '../task/task.ts';
import type { Handoff } from './handoff.ts';
import { rosterFor } from './people.ts';
import { membersThere, route } from './routing.ts';

const MOST = 100;

/** Finds a substitute for somebody who is away: their cover, else a leader of their department. */
export async function substituteFor(
  person: Person,
  { giver, store, now }: { giver: PersonId; store: Store; now: Date },
): Promise<Person | null> {
  const wanted = { kind: 'person' as const, person };
  const roster = await rosterFor(wanted, store, now);
  const receiver = route(wanted, roster, giver)?.receiver;
  if (!receiver) return null;
  const there =
    receiver.holder === null
      ? membersThere(receiver.department, roster, giver).filter(({ role }) => role === 'manager')
      : roster.people.filter(({ id }) => id === receiver.holder);
  return there.find(({ id }) => id !== person.id) ?? null;
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
