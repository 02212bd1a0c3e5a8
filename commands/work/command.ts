import type { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import { plain } from '../../cards/view/lines.ts';
import type { View } from '../../cards/view/view.ts';
import {
  type From,
  homeShow,
  openWorkShow,
  workAct,
  workCustomers,
  workDrop,
  workShow,
} from '../../cards/work/actions.ts';
import { workCard } from '../../cards/work/card.ts';
import { Problem } from '../../crm/problem.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  findHandler,
  on,
  type Reply,
} from '../command.ts';
import { dropDraft } from '../draft/draft.ts';
import { whoseWords } from '../parse/whose.ts';
import { customersOf, customersPage } from './customers.ts';
import { openWorkOf, openWorkPage } from './open-work.ts';
import { waitingFor } from './waiting.ts';

const LISTED = 10;

/** Actions that a line offers, each with the field that takes the id. */
const DOES = {
  'task.done': 'task',
  'promise.keep': 'promise',
  'handoff.accept': 'handoff',
} as const;

export const work = defineCommand({
  name: 'work',
  listed: 'early',
  usage: 'work [@colleague | department | late]',
  summary: 'What waits for you: handoffs, tasks, promises, questions, drafts; and your customers',
  examples: ['work'],
  phrases: [
    {
      words: [
        'what is|are waiting for me',
        'what waits for me [today]',
        'what is on my plate|desk|list [today]',
        'what is next',
        'what is late|overdue [today]',
        'overdue',
        'is anything late|overdue',
        'what should|can|do i do|start [now|next|today|with|first]',
        'what is there to do [today]',
        'what needs my attention [today]',
        'what do i need to do|know [today|now]',
        'my day|work|inbox|agenda|plate',
        'which|what are my customers|accounts',
        'list my customers|accounts',
        'start my day',
        'what did i miss',
        'anything for me [today]',
        'anything i should do [today|now]',
        'where do i start [today]',
        'my drafts',
        'what is new [today]',
        'any news [today]',
        'anything new [today]',
        'what changed [today]',
        'what changed|happened since yesterday',
        'what happened [today|yesterday|this week]',
        'what do i need to prep|prepare [for] [today|tomorrow]',
        '(summary|overview) of my day|week',
        'i was out|away|off [today|yesterday|last week] what did i miss',
      ],
      typed: '',
    },
    {
      words: [
        'what does|do {term} have open',
        'what does|do {term} have [got] to do',
        'what has|have {term} [got] open',
        'what has|have {term} got to do',
        'what is|are {term} working on',
        'what is|are {term} busy with',
        'what is on {term} plate|desk|list',
        'how busy is|are {term}',
        'is|are {term} busy|swamped|overloaded|free',
        'what {term} is|are sitting|working on',
        'what has|have {term} going on',
        'what is|are {term} sitting on',
        'what is|are {term} doing',
        'open work|things of|for|in|with {term}',
        'work of|for|in {term}',
        'what is open in {term}',
      ],
      typed: '{term}',
    },
    {
      words: [
        'what is late|overdue in|at|for|with|from {term}',
        'is anything|something late|overdue in|at|for|with {term}',
        'anything late|overdue in|at|for|with {term}',
        'who in|at|from {term} is late|overdue|behind',
        'is anybody|anyone late in|at {term}',
        'late|overdue in|at {term}',
        'late|overdue stuff|things|work in|at|of|for {term}',
        'how late is|are {term}',
        'is|are {term} late',
      ],
      typed: 'late {term}',
    },
  ],
  aliases: ['mine', 'my-work'],
  readsOnly: true,
  args: CommandInput,
  run: async (input, context) =>
    (await openWorkOf(whoseWords(input), null, context)) ?? show(context, null),
  actions: [
    on(openWorkShow, openWorkPage),
    on(workShow, ({ skip }, context) => show(context, null, skip)),
    on(workCustomers, customersPage),
    on(workDrop, async ({ draft, from }, context) => {
      await dropDraft(draft, context);
      return back(from, stringsFor(context.reader).work.thrownAway, context);
    }),
    /** Done on the spot: what its own command says of it, and what still waits. */
    on(workAct, async ({ does, id, from }, context) => {
      return back(from, await actOn(does, id, context), context);
    }),
  ],
});

/** The list on which it was pressed, with what was done. */
function back(from: z.infer<typeof From>, said: string, context: Context): Promise<Reply> {
  const home = from === 'home' ? findHandler(homeShow.name, context.commands) : null;
  return home ? home.handler.run({ data: { said }, values: {} }, context) : show(context, said);
}

async function show(context: Context, said: string | null, skip = 0): Promise<Reply> {
  const [waiting, mine] = await Promise.all([
    waitingFor(context),
    customersOf('mine', { skip: 0, most: LISTED }, context),
  ]);
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'work', waiting: waiting.length, customers: mine.customers.length },
  });
  return {
    kind: 'answer',
    view: workCard({ waiting, skip, mine, said, reader: context.reader }),
  };
}

async function actOn(does: keyof typeof DOES, id: string, context: Context): Promise<string> {
  const acts = findHandler(does, context.commands);
  if (!acts)
    throw new Problem('stale', { ...stringsFor(context.reader).problem.stale, reopens: false });
  const reply = await acts.handler.run({ data: { [DOES[does]]: id }, values: {} }, context);
  return reply.kind === 'answer' ? inShort(reply.view) : '';
}

/** The title and what is said right below it. */
function inShort({ title, blocks: [first] }: View): string {
  return first?.kind === 'text' ? `${title} · ${plain(first.line)}` : title;
}
