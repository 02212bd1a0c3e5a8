import type { HandoffSummary } from '../../cards/handoff/lines.ts';
import { handoffListCard } from '../../cards/handoff/list.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { withNames } from '../../crm/handoff/people.ts';
import { isReceiver, timeTaken } from '../../crm/handoff/rules.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import { DAY } from '../../crm/time/durations.ts';
import { CommandInput, type Context, defineCommand, type Reply } from '../command.ts';

const SHOWN = 10;
const RECENT = 5;
/** More open at once than any department should have. */
const COUNTED = 1000;
/** The oldest that are named, of one's own department and of each that one oversees. */
const OLDEST = { own: 5, other: 1 };
const AGES = [DAY, 3 * DAY, 7 * DAY];

export const handoffs = defineCommand({
  name: 'handoffs',
  usage: 'handoffs',
  summary:
    'What was handed to you and by you, what is late and how long it takes; for managers their department’s too',
  examples: ['handoffs'],
  aliases: ['handovers'],
  readsOnly: true,
  args: CommandInput,
  run: (_, context) => list(context),
});

async function list(context: Context): Promise<Reply> {
  const { store, person, reader, now } = context;
  const received = { received: person.id, department: person.department };
  const [forMe, fromMe, doneForMe, doneFromMe, departments] = await Promise.all([
    store.handoffs.list({ ...received, open: true, limit: SHOWN }),
    store.handoffs.list({ given: person.id, open: true, limit: SHOWN }),
    store.handoffs.list({ ...received, open: false, limit: RECENT }),
    store.handoffs.list({ given: person.id, open: false, limit: RECENT }),
    ageing(context),
  ]);
  const mine = forMe.filter((handoff) => isReceiver(handoff, person));
  const recent = [
    ...new Map(
      [...doneForMe.filter(({ holder }) => holder === person.id), ...doneFromMe].map((handoff) => [
        handoff.id,
        handoff,
      ]),
    ).values(),
  ];
  recent.sort((a, b) => (b.decidedAt ?? b.dueAt).getTime() - (a.decidedAt ?? a.dueAt).getTime());
  const say = await saying(
    [...mine, ...fromMe, ...recent, ...departments.flatMap(({ oldest }) => oldest)],
    context,
  );
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'handoffs', count: mine.length + fromMe.length },
  });
  return {
    kind: 'answer',
    view: handoffListCard({
      received: say(mine),
      given: say(fromMe),
      recent: say(recent.slice(0, RECENT)),
      departments: departments.map(({ oldest, ...rest }) => ({ ...rest, oldest: say(oldest) })),
      taken: (handoff) => timeTaken(handoff, now),
      reader,
    }),
  };
}

async function saying(
  all: readonly Handoff[],
  { store }: Context,
): Promise<(some: readonly Handoff[]) => HandoffSummary[]> {
  const ids = [...new Set(all.map(({ customerId }) => customerId))];
  const [people, names] = await Promise.all([
    store.people.all(),
    Promise.all(ids.map(async (id) => [id, await store.customers.name(id)] as const)),
  ]);
  const named = new Map(names);
  return (some) =>
    some.flatMap((handoff) => {
      const customer = named.get(handoff.customerId);
      return customer ? [withNames(handoff, customer, people)] : [];
    });
}

/** Of the departments that this person answers for: their own as its manager, every one that has any as a leader. */
async function ageing({
  store,
  person,
  now,
}: Context): Promise<{ id: DepartmentId; ages: number[]; late: number; oldest: Handoff[] }[]> {
  if (person.role === 'member') return [];
  const ids =
    person.role === 'manager'
      ? [person.department]
      : (await store.people.departments()).map(({ id }) => id);
  const counted = await Promise.all(
    ids.map(async (id) => {
      const open = await store.handoffs.list({ department: id, open: true, limit: COUNTED });
      const ages = AGES.map(
        (age, i) =>
          open.filter(({ createdAt }) =>
            isBetween(now.getTime() - createdAt.getTime(), AGES[i - 1] ?? -1, age),
          ).length,
      );
      const oldest = open
        .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
        .slice(0, id === person.department ? OLDEST.own : OLDEST.other);
      return {
        id,
        oldest,
        ages: [...ages, open.length - ages.reduce((sum, count) => sum + count, 0)],
        late: open.filter(({ dueAt }) => dueAt < now).length,
      };
    }),
  );
  return counted.filter(
    ({ id, ages }) => id === person.department || ages.some((count) => count > 0),
  );
}

const isBetween = (value: number, above: number, upTo: number): boolean =>
  value > above && value <= upTo;
