import type { KnownCustomer } from '../../cards/work/card.ts';
import type { CustomerId, CustomerSummary } from '../../crm/customer/customer.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { openQuestion } from '../../crm/handoff/rules.ts';
import type { PersonId } from '../../crm/person/person.ts';
import { redact } from '../../crm/policy/policy.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import { warningsFor } from '../../crm/signal/warning.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import { addDays, dayIn, endOfDay, startOfDay } from '../../crm/time/day.ts';
import { inOrder, type Waiting } from '../../crm/work/waiting.ts';
import type { Context } from '../command.ts';
import { onceEach } from '../draft/draft.ts';

/** More than anybody can have on their hands. */
const READ = 1000;

/** The asker's open work, most pressing first. */
export async function waitingFor({
  store,
  person,
  access,
  reader,
  now,
}: Context): Promise<Waiting[]> {
  const [tasks, promises, handoffs, given, mentions, drafts] = await Promise.all([
    store.tasks.list({ holder: person.id, open: true, limit: READ }),
    store.promises.open({ by: person.id, limit: READ }),
    store.handoffs.list({
      received: person.id,
      department: person.department,
      open: true,
      limit: READ,
    }),
    store.handoffs.list({ given: person.id, open: true, limit: READ }),
    store.questions.list({ to: person.id, answered: false, limit: READ }),
    store.drafts.of(person.id, READ),
  ]);
  const customers = { ...store.customers, name: remembered(store.customers.name) };
  const people = { ...store.people, get: remembered(store.people.get) };
  const customer = async (id: CustomerId) => (await customers.name(id)) ?? '–';
  const colleague = async (id: PersonId) => (await people.get(id))?.name ?? '–';
  const asked = async (handoff: Handoff, question: Handoff['talk'][number]) => ({
    kind: 'asked' as const,
    handoff,
    question,
    customer: await customer(handoff.customerId),
    from: await colleague(question.by),
  });
  const waiting: Waiting[] = [
    ...(await Promise.all(
      tasks.map(async (task) => ({
        kind: 'task' as const,
        said: await summarizeTask(task, person.id, { customers, people }),
      })),
    )),
    ...(await Promise.all(
      promises.map(async (promise) => ({
        kind: 'promise' as const,
        said: await summarizePromise(promise, { person, access }, { customers, people }),
      })),
    )),
    // One's own handoff to one's own department waits for the others.
    ...(await Promise.all(
      handoffs
        .filter(({ from }) => from !== person.id)
        .map(async (handoff) => ({
          kind: 'handoff' as const,
          handoff,
          customer: await customer(handoff.customerId),
          from: await colleague(handoff.from),
        })),
    )),
    ...(await Promise.all(
      mentions.map(async (mention) => ({
        kind: 'mention' as const,
        mention,
        customer: await customer(mention.customerId),
        from: await colleague(mention.from),
      })),
    )),
    ...(await Promise.all(
      given.flatMap((handoff) => {
        const question = openQuestion(handoff);
        return question ? [asked(handoff, question)] : [];
      }),
    )),
    ...onceEach(drafts).map((draft) => ({ kind: 'draft' as const, draft })),
  ];
  const today = dayIn(now, reader.zone);
  return inOrder(waiting, { now, today, endOfDay: endOfDay(today, reader.zone) });
}

/** Customers with what to be careful about and how much is new since yesterday began; those that need somebody first. */
export async function knownCustomers(
  customers: readonly CustomerSummary[],
  { store, person, access, now, reader }: Context,
): Promise<KnownCustomer[]> {
  const today = dayIn(now, reader.zone);
  const since = startOfDay(addDays(today, -1), reader.zone);
  const known = await Promise.all(
    customers.map(async ({ id, name }): Promise<KnownCustomer | null> => {
      const [overview, page] = await Promise.all([
        store.customers.overview(id, person.id, access, now),
        store.timeline.page(id, {
          filter: { since },
          access,
          direction: 'older',
          cursor: null,
          limit: 1,
        }),
      ]);
      return (
        overview && {
          id,
          name,
          warnings: warningsFor(redact(overview, access), { me: person.id, access, now, today }),
          fresh: page.total,
          capped: page.capped,
        }
      );
    }),
  );
  return known
    .flatMap((one) => one ?? [])
    .sort((one, other) => other.warnings.length - one.warnings.length || other.fresh - one.fresh);
}

function remembered<Key, Value>(find: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const found = new Map<Key, Promise<Value>>();
  return (key) => {
    const known = found.get(key) ?? find(key);
    found.set(key, known);
    return known;
  };
}
