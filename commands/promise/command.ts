import { z } from 'zod';
import {
  promiseBegin,
  promiseChosen,
  promiseKeep,
  promiseMove,
  promiseMoving,
  promiseNoted,
  promiseReopen,
  promiseRetry,
  promiseSave,
  promiseShow,
  promiseSpoken,
  promiseUndo,
  promiseWithdraw,
  promiseWithdrawing,
} from '../../cards/promise/actions.ts';
import { moveForm, withdrawForm } from '../../cards/promise/form.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Form } from '../../cards/view/view.ts';
import { promiseWords } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { PromiseStep } from '../../crm/promise/rules.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { theColleague } from '../parse/colleague.ts';
import { submitOrAgain } from '../parse/form.ts';
import { formCustomer } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';
import { beginPromise, FilledPromise, promiseFormOf } from './begin.ts';
import { promiseFromInput, withDay } from './from-input.ts';
import { addPromise } from './make.ts';
import { promiseFromEntry, promiseFromNote } from './proposed.ts';
import { showPromise } from './show.ts';
import { retryPromise, takePromiseStep, thePromise } from './steps.ts';

export const promise = defineCommand({
  name: 'promise',
  usage: 'promise <customer> [@colleague] <what> [by <day>]',
  summary: 'Note what was promised to a customer, by when',
  examples: ['promise vela SSO by 1 Dec', 'promise acme @ben "training in German" by 9 Dec'],
  aliases: ['promised'],
  phrases: [
    {
      words: [
        'i|we promised|promise [to] {words}',
        'i|we have promised [to] {words}',
        'i|we [just] assured|guaranteed {words}',
        'i|we have [just] assured|guaranteed|promised {words}',
      ],
      typed: '{words}',
      confirm: true,
    },
    { words: 'we|i said to {customer} that {words}', typed: '{customer} {words}', confirm: true },
    {
      words: 'i|we told {customer} {verb=they|we|it|he|she} {words}',
      typed: '{customer} {verb} {words}',
      confirm: true,
    },
  ],
  writes: true,
  args: CommandInput,
  run: promiseFromInput,
  actions: [
    on(promiseChosen, async ({ id, customer, what, by: colleague, due }, context) => {
      const by = await context.store.people.get(colleague);
      if (!by?.active)
        throw new Problem(
          'unknown-colleague',
          stringsFor(context.reader).task.problem.nobody(colleague),
        );
      return addPromise({ id, customer, what, by, dueOn: due }, context);
    }),
    on(promiseBegin, (data, context) => beginPromise(data, context)),
    submitOrAgain(
      { action: promiseSave, values: FilledPromise },
      ({ data, values }, context) => filled(data, values, context),
      ({ data, values }, context) => promiseFormOf(data, values, context),
    ),
    on(promiseNoted, ({ note }, context) => promiseFromNote(note, context)),
    on(promiseSpoken, ({ customer, source, entry: externalId }, context) =>
      promiseFromEntry(customer, { source, externalId }, context),
    ),
    on(promiseShow, async ({ promise: id }, context) =>
      showPromise(await thePromise(id, context), null, context),
    ),
    on(promiseKeep, ({ promise: id }, context) => step(id, { kind: 'keep' }, context)),
    on(promiseReopen, ({ promise: id }, context) => step(id, { kind: 'reopen' }, context)),
    on(promiseMoving, async (data, context) => ({
      kind: 'form',
      form: await stepForm(moveForm, data, context),
    })),
    submitOrAgain(
      { action: promiseMove, values: z.object({ due: typedText(LONGEST.time).min(1) }) },
      async ({ data, values: { due } }, context) => {
        const promise = await thePromise(data.promise, context);
        const { what, dueOn } = await withDay(promise.what, due, context);
        return dueOn === null
          ? showPromise(promise, null, context)
          : step(data.promise, { kind: 'move', dueOn, what }, context);
      },
      ({ data }, context) => stepForm(moveForm, data, context),
    ),
    on(promiseWithdrawing, async (data, context) => ({
      kind: 'form',
      form: await stepForm(withdrawForm, data, context),
    })),
    submitOrAgain(
      {
        action: promiseWithdraw,
        values: z.object({ reason: typedText(LONGEST.text).default('') }),
      },
      ({ data, values: { reason } }, context) =>
        step(data.promise, { kind: 'withdraw', reason: reason.trim() || null }, context),
      ({ data }, context) => stepForm(withdrawForm, data, context),
    ),
    on(promiseUndo, (data, context) =>
      step(data.promise, { kind: 'withdraw', reason: null }, context),
    ),
    /** Asks the CRM once more. */
    on(promiseRetry, async ({ promise: id }, context) =>
      showPromise(await retryPromise(id, context), null, context),
    ),
  ],
});

async function filled(
  { id, customer: begun }: z.infer<typeof promiseSave.data>,
  values: z.infer<typeof FilledPromise>,
  context: Context,
): Promise<Reply> {
  const customer = await formCustomer(values, begun, context);
  const by = values.who.trim() ? await theColleague(values.who, context) : context.person;
  const { what, dueOn } = await withDay(values.what, values.due, context);
  return addPromise({ id, customer, what, to: values.to.trim() || null, by, dueOn }, context);
}

async function stepForm(
  make: typeof moveForm,
  { promise: id }: { promise: string },
  context: Context,
): Promise<Form> {
  const { what } = await thePromise(id, context);
  return make({ promise: id, what: promiseWords(what, context.access), reader: context.reader });
}

async function step(id: string, wanted: PromiseStep, context: Context): Promise<Reply> {
  const { promise: after, said } = await takePromiseStep(id, wanted, context);
  return showPromise(after, said, context);
}
