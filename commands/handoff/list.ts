import type { z } from 'zod';
import { handoffsList } from '../../cards/handoff/actions.ts';
import type { HandoffSummary } from '../../cards/handoff/lines.ts';
import { handoffListCard, handoffPageCard } from '../../cards/handoff/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import { departmentName } from '../../cards/view/names.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import { withNames } from '../../crm/handoff/people.ts';
import { isReceiver, timeTaken } from '../../crm/handoff/rules.ts';
import { Problem } from '../../crm/problem.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { whoseWords } from '../parse/whose.ts';
import { openWorkOf } from '../work/open-work.ts';
import { ageing, MOST_OPEN, openIn, overseen, overseenHandoffs } from './ageing.ts';

const SHOWN = 10;
const RECENT = 5;
export const handoffs = defineCommand({
  name: 'handoffs',
  usage: 'handoffs [late] [@colleague | department | customer]',
  summary:
    'What was handed to you and by you, what is late and how long it takes; for managers their department’s too',
  examples: ['handoffs', 'handoffs late', 'handoffs @kim', 'handoffs late support'],
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
    {
      words: [
        'handoffs|handovers of|by|with|in|to|from|at|on|for {term}',
        'which|what handoffs|handovers does|do {term} have [open]',
      ],
      typed: '{term}',
    },
    {
      words: [
        'late|overdue handoffs|handovers of|by|with|in|to|from|at|on|for {term}',
        'which|what handoffs|handovers are late|overdue in|at|with {term}',
      ],
      typed: 'late {term}',
    },
  ],
  aliases: ['handovers'],
  readsOnly: true,
  args: CommandInput,
  run: async (input, context) =>
    (await openWorkOf(whoseWords(input), 'handoffs', context)) ??
    list(context, { late: /\b(?:late|overdue)\b/i.test(input.words) }),
  actions: [on(handoffsList, page)],
});

/** `late`: only those that are past their time, of the person's own and of the departments that they oversee. */
async function list(context: Context, { late }: { late: boolean }): Promise<Reply> {
  const { reader, now } = context;
  const [received, given, decided, theirs] = await Promise.all([
    listOf({ of: 'received' }, context),
    listOf({ of: 'given' }, context),
    late ? [] : listOf({ of: 'recent' }, context),
    overseenHandoffs(context),
  ]);
  const departments = ageing(theirs, { late, context });
  const isShown = ({ dueAt }: Handoff): boolean => !late || dueAt < now;
  const [forMe, fromMe] = [received.filter(isShown), given.filter(isShown)];
  const all = [...received, ...given, ...theirs.flatMap(({ open }) => open)];
  const [mine, mineGiven] = [forMe.slice(0, SHOWN), fromMe.slice(0, SHOWN)];
  const recent = decided.slice(0, RECENT);
  const say = await saying(
    [...mine, ...mineGiven, ...recent, ...departments.flatMap(({ oldest }) => oldest)],
    context,
  );
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'handoffs', count: mine.length + mineGiven.length },
  });
  return {
    kind: 'answer',
    view: handoffListCard({
      received: say(mine),
      given: say(mineGiven),
      rest: {
        received: forMe.length - mine.length,
        given: fromMe.length - mineGiven.length,
        recent: decided.length - recent.length,
      },
      recent: say(recent),
      open: forMe.length + fromMe.length,
      late: [...forMe, ...fromMe].filter(({ dueAt }) => dueAt < now).length,
      departments: departments.map(({ oldest, ...rest }) => ({ ...rest, oldest: say(oldest) })),
      onlyLate: late ? { open: new Set(all.map(({ id }) => id)).size } : null,
      taken: (handoff) => timeTaken(handoff, now),
      reader,
    }),
  };
}

/** The handoffs of one of the lists, in the order in which they are shown. */
async function listOf(
  { of, department, late }: Pick<z.infer<typeof handoffsList.data>, 'of' | 'department' | 'late'>,
  context: Context,
): Promise<Handoff[]> {
  const { store, person, now } = context;
  if (of === 'recent') return decidedLately(context);
  const all = { open: true, limit: MOST_OPEN };
  if (of === 'given') return store.handoffs.list({ given: person.id, ...all });
  if (of === 'department' && department)
    return (await openIn(department, context)).filter(({ dueAt }) => !late || dueAt < now);
  const received = { received: person.id, department: person.department };
  return (await store.handoffs.list({ ...received, ...all })).filter((handoff) =>
    isReceiver(handoff, person),
  );
}

/** Held or given by this person, and decided; the latest first. */
async function decidedLately({ store, person }: Context): Promise<Handoff[]> {
  const closed = { open: false, limit: MOST_OPEN };
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
  { of, department, late, skip }: z.infer<typeof handoffsList.data>,
  context: Context,
): Promise<Reply> {
  if (of === 'all') return list(context, { late: false });
  const { reader, now } = context;
  const strings = stringsFor(reader);
  if (of === 'department' && !(await overseen(context)).some((id) => id === department))
    throw new Problem('not-yours', { ...strings.handoff.refused['not-yours'], reopens: false });
  const all = await listOf({ of, department, late }, context);
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
          ? words[late ? 'lateIn' : 'department'](departmentName(department ?? '', strings))
          : words[of],
      items: say(items),
      rest: all.length - skip - items.length,
      next: { of, department, late, skip: skip + items.length },
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
