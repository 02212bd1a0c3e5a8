import { z } from 'zod';
import {
  handoffAccept,
  handoffAnswer,
  handoffAnswering,
  handoffAsk,
  handoffAsking,
  handoffBegin,
  handoffDecline,
  handoffDeclining,
  handoffDone,
  handoffOffer,
  handoffOwn,
  handoffPass,
  handoffPassing,
  handoffReady,
  handoffShow,
  handoffTake,
  handoffWithdraw,
} from '../../cards/handoff/actions.ts';
import { nameOf } from '../../cards/handoff/lines.ts';
import { passingForm, wordsForm } from '../../cards/handoff/step-forms.ts';
import type { Form } from '../../cards/view/view.ts';
import { openQuestion } from '../../crm/handoff/rules.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import {
  type ActionHandler,
  CommandInput,
  type Context,
  defineCommand,
  on,
  type Reply,
} from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { CustomerValues, formCustomer } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';
import { beginHandoff, formOfHandoff, receiversHere } from './begin.ts';
import { checklistActions } from './checklist.ts';
import { handoffFromInput } from './from-input.ts';
import { offer } from './offer.ts';
import { becomeOwner, ownerState } from './own.ts';
import { pass } from './pass.ts';
import { HANDOFF_PHRASES } from './phrases.ts';
import type { PersonStep } from './step-entry.ts';
import { handoffReply, mayOwn, read, take } from './steps.ts';

const Said = z.object({ words: typedText().default('') });

const Filled = CustomerValues.partial().extend({
  to: typedText(LONGEST.name).optional(),
  person: typedText(LONGEST.name).optional(),
  reason: typedText().optional(),
  promises: typedText().optional(),
  there: z.array(z.string()).optional(),
  by: typedText(LONGEST.time).optional(),
});

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
  phrases: HANDOFF_PHRASES,
  fillIn: ({ words, who }, context) => beginHandoff({ reason: words, to: who }, context),
  daily: true,
  writes: true,
  aliases: ['handover'],
  args: CommandInput,
  run: handoffFromInput,
  actions: [
    on(handoffBegin, beginHandoff),
    submitOrAgain({ action: handoffOffer, values: Filled }, offered, ({ data, values }, context) =>
      formOfHandoff(data, values, context),
    ),
    /** The customer is chosen by now; what was typed besides is in the form. */
    on(handoffReady, beginHandoff),
    on(handoffShow, async (data, context) => show(data.handoff, context)),
    on(handoffOwn, async (data, context) => becomeOwner(data.handoff, context)),
    step(handoffAccept, (by) => ({ kind: 'accept', by })),
    step(handoffTake, (by) => ({ kind: 'take', by })),
    step(handoffWithdraw, (by) => ({ kind: 'withdraw', by })),
    step(handoffDone, (by) => ({ kind: 'done', by })),
    asking(handoffDeclining, 'decline'),
    asking(handoffAsking, 'ask'),
    asking(handoffAnswering, 'answer'),
    saying(handoffDecline, 'decline', (by, words) => ({ kind: 'decline', by, reason: words })),
    saying(handoffAsk, 'ask', (by, words) => ({ kind: 'ask', by, words })),
    saying(handoffAnswer, 'answer', (by, words) => ({ kind: 'answer', by, words })),
    ...checklistActions,
    on(handoffPassing, async (data, context) => ({
      kind: 'form',
      form: await formOfPassing({ data }, context),
    })),
    submitOrAgain(
      { action: handoffPass, values: Receiver },
      async ({ data, values }, context) =>
        pass(data.handoff, values.person || values.to || data.to || '', context),
      ({ data }, context) => (data.to ? null : formOfPassing({ data }, context)),
    ),
  ],
});

async function show(id: string, context: Context): Promise<Reply> {
  const said = await read(id, await context.store.people.all(), context);
  const words = {
    mayOwn: await mayOwn(said, context),
    mind: await ownerState(said.handoff, context),
  };
  return { kind: 'answer', view: handoffReply(said, context, words) };
}

type OnHandoff = typeof handoffShow;

export function step(
  action: OnHandoff,
  made: (by: Context['person']) => PersonStep,
): ActionHandler {
  return on(action, (data, context) =>
    take(data.handoff, () => ({ step: made(context.person) }), context),
  );
}

async function formOfPassing(
  { data: { handoff: id } }: { data: z.output<OnHandoff['data']> },
  context: Context,
): Promise<Form> {
  return passingForm({ handoff: id, ...(await receiversHere(context)), reader: context.reader });
}

type Saying = 'decline' | 'ask' | 'answer';

function saying(
  action: OnHandoff,
  kind: Saying,
  made: (by: Context['person'], words: string) => PersonStep,
): ActionHandler {
  return submitOrAgain(
    { action, values: Said },
    ({ data, values }, context) =>
      take(data.handoff, () => ({ step: made(context.person, values.words) }), context),
    ({ data }, context) => formOfWords(kind, data.handoff, context),
  );
}

function asking(action: OnHandoff, kind: Saying): ActionHandler {
  return on(action, async (data, context) => ({
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
  { data, values }: { data: z.output<typeof handoffOffer.data>; values: z.output<typeof Filled> },
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
          .map((promise) => promise.trim())
          .filter(Boolean) ?? data.promises,
      there: values.there ?? data.there,
      by: values.by ?? data.by,
    },
    context,
  );
}
