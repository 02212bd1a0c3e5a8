import type { z } from 'zod';
import { handoffsList } from '../../cards/handoff/actions.ts';
import type { HandoffSummary } from '../../cards/handoff/lines.ts';
import { handoffListCard, handoffPageCard } from '../../cards/handoff/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import { departmentName } from '../../cards/view/names.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { withNames } from '../../crm/handoff/people.ts';
import { isReceiver, timeTaken } from '../../crm/handoff/rules.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import { DAY } from '../../crm/time/durations.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';

const SHOWN = 10;
const RECENT = 5;
/** More than any department should have open at once, or anybody reads of what is decided. */
const COUNTED = 1000;
/** The oldest that are named, of one's own department and of each that one oversees. */
const OLDEST = { own: 5, other: 1 };
const AGES = [DAY, 3 * DAY, 7 * DAY];

export const handoffs = defineCommand({
  name: 'handoffs',
  usage: 'handoffs [late]',
  summary:
    'What was handed to you and by you, what is late and how long it takes; for managers their department’s too',
  examples: ['handoffs', 'handoffs late'],
  phrases: [
    {
      words: [
        'my|our|the|all|open|pending handoffs|handovers',
        'my|our|the open|pending handoffs|handovers',
        'which|what|any handoffs|handovers are open|waiting|pending',
        'what (was|is|got|has been) handed [over] to me',
        'what did i hand over|off',
        'handoffs|handovers waiting for me',
        'any handoffs|handovers [for me|waiting|open|today]',
        'who is waiting for my handoff|handoffs',
        'how are my handoffs [doing]',
        'where are my handoffs',
        'did {who} accept my handoff',
        'has anybody|anyone|somebody accepted my handoff',
      ],
      typed: '',
    },
    {
      words: [
        'late|overdue handoffs|handovers',
        'my|our|the|all|any late|overdue handoffs|handovers',
        'which|what handoffs|handovers are late|overdue',
        'handoffs|handovers that are late|overdue',
      ],
      typed: 'late',
    },
  ],
  aliases: ['handovers'],
  readsOnly: true,
  args: CommandInput,
  run: ({ words }, context) => list(context, { late: /^(?:late|overdue)$/i.test(words) }),
  actions: [on(handoffsList, page)],
});

/** `late`: only those that are past their time, of the person's own. */
async function list(context: Context, { late }: { late: boolean }): Promise<Reply> {
  const { reader, now } = context;
  const own = async (of: 'received' | 'given') =>
    (await listOf({ of }, context)).filter(({ dueAt }) => !late || dueAt < now);
  const [forMe, fromMe, decided, departments] = await Promise.all([
    own('received'),
    own('given'),
    late ? [] : listOf({ of: 'recent' }, context),
    late ? [] : ageing(context),
  ]);
  const [mine, theirs] = [forMe.slice(0, SHOWN), fromMe.slice(0, SHOWN)];
  const recent = decided.slice(0, RECENT);
  const say = await saying(
    [...mine, ...theirs, ...recent, ...departments.flatMap(({ oldest }) => oldest)],
    context,
  );
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'handoffs', count: mine.length + theirs.length },
  });
  return {
    kind: 'answer',
    view: handoffListCard({
      received: say(mine),
      given: say(theirs),
      rest: {
        received: forMe.length - mine.length,
        given: fromMe.length - theirs.length,
        recent: decided.length - recent.length,
      },
      recent: say(recent),
      open: forMe.length + fromMe.length,
      late: [...forMe, ...fromMe].filter(({ dueAt }) => dueAt < now).length,
      departments: departments.map(({ oldest, ...rest }) => ({ ...rest, oldest: say(oldest) })),
      taken: (handoff) => timeTaken(handoff, now),
      reader,
    }),
  };
}

/** The handoffs of one of the lists, in the order in which they are shown. */
async function listOf(
  { of, department }: Pick<z.infer<typeof handoffsList.data>, 'of' | 'department'>,
  context: Context,
): Promise<Handoff[]> {
  const { store, person } = context;
  if (of === 'recent') return decidedLately(context);
  const all = { open: true, limit: COUNTED };
  if (of === 'given') return store.handoffs.list({ given: person.id, ...all });
  if (of === 'department' && department)
    return oldestFirst(await store.handoffs.list({ department, ...all }));
  const received = { received: person.id, department: person.department };
  return (await store.handoffs.list({ ...received, ...all })).filter((handoff) =>
    isReceiver(handoff, person),
  );
}

/** Held or given by this person, and decided; the latest first. */
async function decidedLately({ store, person }: Context): Promise<Handoff[]> {
  const closed = { open: false, limit: COUNTED };
  const [forMe, fromMe] = await Promise.all([
    store.handoffs.list({ received: person.id, department: person.department, ...closed }),
    store.handoffs.list({ given: person.id, ...closed }),
  ]);
  const mine = [...forMe.filter(({ holder }) => holder === person.id), ...fromMe];
  return [...new Map(mine.map((handoff) => [handoff.id, handoff])).values()].sort(
    (a, b) => (b.decidedAt ?? b.dueAt).getTime() - (a.decidedAt ?? a.dueAt).getTime(),
  );
}

/** The next page of one list. */
async function page(
  { of, department, skip }: z.infer<typeof handoffsList.data>,
  context: Context,
): Promise<Reply> {
  const { reader, now } = context;
  const strings = stringsFor(reader);
  if (of === 'department' && !(await overseen(context)).some((id) => id === department))
    throw new Problem('not-yours', { ...strings.handoff.refused['not-yours'], reopens: false });
  const all = await listOf({ of, department }, context);
  const items = all.slice(skip, skip + SHOWN);
  const say = await saying(items, context);
  const { list: words } = strings.handoff;
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'handoffs', count: items.length },
  });
  return {
    kind: 'answer',
    view: handoffPageCard({
      heading:
        of === 'department'
          ? words.department(departmentName(department ?? '', strings))
          : words[of],
      items: say(items),
      rest: all.length - skip - items.length,
      next: { of, department, skip: skip + items.length },
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

const oldestFirst = (some: readonly Handoff[]): Handoff[] =>
  some.toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime());

/** The departments that this person answers for: their own as its manager, every one as a leader. */
async function overseen({ store, person }: Context): Promise<DepartmentId[]> {
  if (person.role === 'member') return [];
  return person.role === 'manager'
    ? [person.department]
    : (await store.people.departments()).map(({ id }) => id);
}

interface Ageing {
  id: DepartmentId;
  ages: number[];
  late: number;
  oldest: Handoff[];
  rest: number;
}

/** Those that have any, and always the person's own. */
async function ageing(context: Context): Promise<Ageing[]> {
  const { person, now } = context;
  const ids = await overseen(context);
  const counted = await Promise.all(
    ids.map(async (id) => {
      const open = await listOf({ of: 'department', department: id }, context);
      const ages = AGES.map(
        (age, i) =>
          open.filter(({ createdAt }) =>
            isBetween(now.getTime() - createdAt.getTime(), AGES[i - 1] ?? -1, age),
          ).length,
      );
      const oldest = open.slice(0, id === person.department ? OLDEST.own : OLDEST.other);
      return {
        id,
        oldest,
        rest: open.length - oldest.length,
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
