import { z } from 'zod';
import { handoffPass } from '../../cards/handoff/actions.ts';
import { passingForm, wordsForm } from '../../cards/handoff/form.ts';
import { nameOf } from '../../cards/handoff/lines.ts';
import { press } from '../../cards/view/action.ts';
import type { Form } from '../../cards/view/view.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import { turnTaken, type Wanted } from '../../crm/handoff/routing.ts';
import { openQuestion } from '../../crm/handoff/rules.ts';
import {
  type ActionHandler,
  action,
  type Context,
  defineCommand,
  type Reply,
  Words,
} from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { CustomerFilled, formCustomer } from '../parse/form-customer.ts';
import { beginHandoff, formOfHandoff, receiversHere } from './begin.ts';
import { checklistActions } from './checklist.ts';
import { packets } from './messages.ts';
import { aside, offer } from './offer.ts';
import { Asked } from './parse.ts';
import { dueBy, routed, wantedBy } from './route.ts';
import { type PersonStep, read, shown, take } from './steps.ts';
import { handoffTyped } from './typed.ts';

const Which = z.object({ handoff: z.string().min(1).max(64) });
const Said = z.object({ words: z.string().max(600).default('') });
/** Where the receiver's needs are known beforehand, and what it is filled with. */
const Begin = z.object({
  customer: CustomerId.optional(),
  like: z.string().max(64).optional(),
  ...Asked.pick({ to: true, reason: true, promises: true, by: true }).partial().shape,
});
const Filled = CustomerFilled.partial().extend({
  to: z.string().max(200).optional(),
  person: z.string().max(100).optional(),
  reason: z.string().max(600).optional(),
  promises: z.string().max(1000).optional(),
  there: z.array(z.string()).optional(),
  by: z.string().max(60).optional(),
});
/** As a button or the form carries it. */
const Begun = Asked.partial({ customer: true });
const Receiver = Filled.pick({ to: true, person: true });

export const handoff = defineCommand({
  name: 'handoff',
  usage: 'handoff <customer> <@colleague, department or rotation> <why> [by <when>]',
  summary: 'Hand a customer over with all that the next colleague needs, and know that it arrived',
  examples: [
    'handoff acme @ben "moving to Berlin"',
    'handoff acme onboarding "signed, starts in May" "SSO by 1 Dec" by friday',
    'handoff globex @kim the export fails every morning by tomorrow 3pm',
  ],
  daily: true,
  writes: true,
  aliases: ['handover'],
  args: Words,
  run: handoffTyped,
  actions: {
    begin: action(Begin, beginHandoff),
    offer: submitOrAgain({ data: Begun, values: Filled }, offered, ({ data, values }, context) =>
      formOfHandoff(data, values, context),
    ),
    /** The customer is chosen by now; what was typed besides is in the form. */
    ready: action(Asked.partial({ id: true }), beginHandoff),
    show: action(Which, async (data, context) => ({
      kind: 'answer',
      view: shown(await read(data.handoff, await context.store.people.all(), context), context),
    })),
    accept: step((by) => ({ kind: 'accept', by })),
    take: step((by) => ({ kind: 'take', by })),
    withdraw: step((by) => ({ kind: 'withdraw', by })),
    done: step((by) => ({ kind: 'done', by })),
    declining: asking('decline'),
    asking: asking('ask'),
    answering: asking('answer'),
    decline: saying('decline', (by, words) => ({ kind: 'decline', by, reason: words })),
    ask: saying('ask', (by, words) => ({ kind: 'ask', by, words })),
    answer: saying('answer', (by, words) => ({ kind: 'answer', by, words })),
    ...checklistActions,
    passing: action(Which, async (data, context) => ({
      kind: 'form',
      form: await formOfPassing({ data }, context),
    })),
    pass: submitOrAgain(
      { data: Which.extend({ to: z.string().max(200).optional() }), values: Receiver },
      async ({ data, values }, context) =>
        pass(data.handoff, values.person || values.to || data.to || '', context),
      ({ data }, context) => (data.to ? null : formOfPassing({ data }, context)),
    ),
  },
});

function step(made: (by: Context['person']) => PersonStep): ActionHandler {
  return action(Which, (data, context) =>
    take(data.handoff, () => ({ step: made(context.person) }), context),
  );
}

async function formOfPassing(
  { data: { handoff: id } }: { data: z.output<typeof Which> },
  context: Context,
): Promise<Form> {
  return passingForm({ handoff: id, ...(await receiversHere(context)), reader: context.reader });
}

type Saying = 'decline' | 'ask' | 'answer';

function saying(
  kind: Saying,
  made: (by: Context['person'], words: string) => PersonStep,
): ActionHandler {
  return submitOrAgain(
    { data: Which, values: Said },
    ({ data, values }, context) =>
      take(data.handoff, () => ({ step: made(context.person, values.words) }), context),
    ({ data }, context) => formOfWords(kind, data.handoff, context),
  );
}

function asking(kind: Saying): ActionHandler {
  return action(Which, async (data, context) => ({
    kind: 'form',
    form: await formOfWords(kind, data.handoff, context),
  }));
}

async function formOfWords(kind: Saying, id: string, context: Context): Promise<Form> {
  const said = await read(id, await context.store.people.all(), context);
  const question = kind === 'answer' ? openQuestion(said.handoff) : null;
  const who = nameOf(question?.by ?? said.handoff.from, said);
  return wordsForm({
    handoff: said.handoff.id,
    step: kind,
    who,
    intro: question?.words ?? null,
    reader: context.reader,
  });
}

async function offered(
  { data, values }: { data: z.output<typeof Begun>; values: z.output<typeof Filled> },
  context: Context,
): Promise<Reply> {
  return offer(
    {
      ...data,
      customer: data.customer ?? (await formCustomer(values, undefined, context)),
      to: values.person || values.to || data.to,
      reason: values.reason ?? data.reason,
      promises:
        values.promises
          ?.split('\n')
          .map((promise) => promise.trim().slice(0, 300))
          .filter(Boolean)
          .slice(0, 10) ?? data.promises,
      there: values.there ?? data.there,
      by: values.by ?? data.by,
    },
    context,
  );
}

/** To somebody else: offered anew, with the time they need unless there is still some. */
async function pass(id: string, to: string, context: Context): Promise<Reply> {
  const found = await wantedBy(to, context, (receiver) =>
    press(handoffPass, { handoff: id, to: receiver }),
  );
  if (found.kind === 'reply') return found.reply;
  return take(
    id,
    async (handoff) => {
      const wanted = await ofNow(found.wanted, context);
      const way = await routed(wanted, { giver: handoff.from, context });
      const dueAt = handoff.dueAt > context.now ? handoff.dueAt : dueBy('', way.calendar, context);
      return {
        step: { kind: 'reassign', by: context.person, receiver: way.route.receiver, dueAt },
        besides: async (said) => [
          ...turnTaken(wanted, way.route),
          ...(await packets(said, { roster: way.roster, around: way.route.around, context })),
        ],
        aside: (said) => aside(said, way, context),
      };
    },
    context,
  );
}

/** Another try goes by whose turn it is by then. */
async function ofNow(wanted: Wanted, { store }: Context): Promise<Wanted> {
  const rotation =
    wanted.kind === 'rotation' ? await store.rotations.get(wanted.rotation.name) : null;
  return rotation ? { kind: 'rotation', rotation } : wanted;
}
