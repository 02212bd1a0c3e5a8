import type { Handoff } from '../../crm/handoff/handoff.ts';
import { rosterFor, summarizeHandoff } from '../../crm/handoff/people.ts';
import type { Wanted } from '../../crm/handoff/routing.ts';
import type { Person } from '../../crm/person/person.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { eachOf } from '../scheduled.ts';
import { detour, isGone } from './detour.ts';
import { escalate } from './escalate.ts';

const AT_ONCE = 1000;

/** Looks after handoffs that are due: around whoever is away, a reminder to the receiver, then the escalation. */
export const remindHandoffs = defineJob({
  kind: clockJob('remind-handoffs'),
  cron: '*/5 * * * *',
  async run(_, context) {
    const [due, people] = await Promise.all([
      context.store.handoffs.overdue(context.now(), AT_ONCE),
      context.store.people.all(),
    ]);
    await eachOf(
      due.filter((handoff) => !isSettled(handoff, people)),
      (handoff) => lookAfter(handoff, people, context),
    );
  },
});

/** Accepted by somebody who is still here and has been reminded: theirs, and nothing more to say. */
const isSettled = ({ state, reminders, holder }: Handoff, people: readonly Person[]): boolean =>
  state === 'accepted' && reminders > 0 && !isGone(holder, people);

/** Where somebody acts on it in the same moment the commit is stale, and the next look sees what became of it. */
async function lookAfter(
  handoff: Handoff,
  people: readonly Person[],
  context: JobContext,
): Promise<void> {
  const { store } = context;
  const now = context.now();
  const customer = await store.customers.name(handoff.customerId);
  const wanted = customer === null ? null : await wantedOf(handoff, people, context);
  if (customer === null || !wanted) return;
  const roster = await rosterFor(wanted, store, now);
  const said = await summarizeHandoff(handoff, { customer, people }, context);
  const late = { said, roster, wanted };
  const changes = (await detour(late, context)) ?? (await escalate(late, context));
  if (changes) await store.commit(changes, now);
}

async function wantedOf(
  { to, holder, rotation: name }: Handoff,
  people: readonly Person[],
  { store }: JobContext,
): Promise<Wanted | null> {
  const rotation = name ? await store.rotations.get(name) : null;
  const person = people.find(
    ({ id }) => id === (holder ?? (to.kind === 'person' ? to.person : null)),
  );
  if (rotation && person) return { kind: 'rotation', rotation };
  if (person) return { kind: 'person', person };
  return to.kind === 'department' ? { kind: 'department', department: to.department } : null;
}
