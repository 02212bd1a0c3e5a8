import type { z } from 'zod';
import {
  GoalText,
  goalBegin,
  goalChosen,
  goalReached,
  goalSave,
  goalShow,
  goalWithdraw,
} from '../../cards/goal/actions.ts';
import { goalForm } from '../../cards/goal/form.ts';
import { stringsFor } from '../../cards/strings.ts';
import { day, dayOf } from '../../cards/view/format.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Day } from '../../crm/time/day.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { dueWords } from '../parse/due-date.ts';
import { dueInstant } from '../parse/due-instant.ts';
import { orForm, submitOrAgain } from '../parse/form.ts';
import { CustomerValues, customerChoice, formCustomer } from '../parse/form-customer.ts';
import { checkLength, typedText } from '../parse/length.ts';
import { wordsFor } from './read.ts';
import { showCustomerGoals } from './show.ts';
import { checkMayChange, finishGoal, saveGoal, theGoal } from './steps.ts';

const Filled = CustomerValues.extend({
  what: GoalText,
  due: typedText(LONGEST.time).default(''),
});

/** `acme: renew with 40 seats`. */
const NAMED = /^([^:]{1,100}): (.+)$/s;
const REACHED = /^(?:is |was |we )?(?:reached|achieved|met|done)[.!]*$/i;
const WITHDRAWN = /^(?:is |was )?(?:withdrawn?|off|drop(?:ped)?|removed?|none)[.!]*$/i;

export const goal = defineCommand({
  name: 'goal',
  usage: 'goal <customer> [what, by when | reached | off]',
  summary: 'One goal for a customer, on the card of every department',
  examples: ['goal acme renew with 40 seats by 1 Dec', 'goal acme', 'goal acme reached'],
  phrases: [
    {
      words: [
        'what is [the|our] goal|goals|plan for|with|of {customer}',
        'goal|goals for|with|of {customer}',
        'the|our goal|goals for|with|of {customer}',
        'what do we want from|with {customer}',
      ],
      typed: '{customer}',
    },
  ],
  aliases: ['charter'],
  writes: true,
  args: CommandInput,
  run: goalFromInput,
  actions: [
    on(goalShow, ({ customer }, context) => showCustomerGoals(customer, null, context)),
    on(goalChosen, ({ customer, id, what, due }, context) =>
      act({ customer, id, what, dueOn: due }, context),
    ),
    on(goalBegin, async (data, context) => ({ kind: 'form', form: await begun(data, context) })),
    submitOrAgain(
      { action: goalSave, values: Filled },
      async ({ data, values }, context) => {
        const customer = await formCustomer(values, data.customer, context);
        const dueOn = dueDay(values.due, context);
        const { id, goal: chosen = null } = data;
        const wanted = { id, customer, goal: chosen, what: values.what, dueOn };
        return showCustomerGoals(customer, await saveGoal(wanted, context), context);
      },
      ({ data, values }, context) => formOf(data, values, context),
    ),
    on(goalReached, ({ goal: id }, context) => finish(id, 'reached', context)),
    on(goalWithdraw, ({ goal: id }, context) => finish(id, 'withdrawn', context)),
  ],
});

async function goalFromInput({ typed }: CommandInput, context: Context): Promise<Reply> {
  const words = typed.replace(/^(?:for|of|with) (?=\S)/i, '');
  const { before, due, unread } = dueWords(words, context.reader, { unmarked: true });
  const typedDue = due ?? unread ?? '';
  const [, customer = null, after = before] = NAMED.exec(before) ?? [];
  const which = await customerAnd({ customer, rest: after }, context, (rest) => ({
    action: goalChosen,
    label: goalIn(rest) === '' && typedDue === '' ? 'show' : 'goal',
  }));
  const what = goalIn(which.rest);
  const id = context.id();
  if (which.kind === 'nobody')
    return { kind: 'form', form: await formOf({ id }, {}, context, what) };
  const begin = async (): Promise<Form> =>
    formOf(
      { id, ...(which.kind === 'one' && { customer: which.id }) },
      which.kind === 'choose' ? { customer: which.said } : {},
      context,
      what,
      typedDue,
    );
  return orForm(
    async () => {
      checkLength(what, LONGEST.headline, context);
      const dueOn = dueDay(typedDue, context);
      if (which.kind === 'choose') return addButtonData(which.reply, { id, what, due: dueOn });
      return act({ customer: which.id, id, what, dueOn }, context);
    },
    async (fault) => refillForm(await begin(), {}, fault),
  );
}

/** The words of the goal, without those that only lead to it. */
const goalIn = (rest: string): string => rest.replace(/^(?:is to|is|to|=|:|–|-)\s+/i, '').trim();

interface Typed {
  customer: CustomerId;
  id: string;
  what: string;
  dueOn: Day | null;
}

/** With neither words nor a day it is shown; "reached" and "off" close it; all else sets it. */
async function act({ customer, id, what, dueOn }: Typed, context: Context): Promise<Reply> {
  if (what === '' && dueOn === null) return showCustomerGoals(customer, null, context);
  const closing = REACHED.test(what) ? 'reached' : null;
  const state = closing ?? (WITHDRAWN.test(what) ? 'withdrawn' : null);
  if (state) return finish(await ownGoal(customer, context), state, context);
  const outcome = await saveGoal({ id, customer, goal: null, what, dueOn }, context);
  return showCustomerGoals(customer, outcome, context);
}

/** The goal of the person's department; else the only one there is. */
async function ownGoal(customer: CustomerId, context: Context): Promise<string> {
  const open = await context.store.goals.open(customer);
  const own = open.find(({ department }) => department === context.person.department);
  const [only, ...others] = open;
  const meant = own ?? (others.length === 0 ? only : undefined);
  if (meant) return meant.id;
  throw new Problem('no-open-goal', {
    ...stringsFor(context.reader).goal.problem.noneOpen,
    reopens: false,
  });
}

async function finish(
  id: string,
  state: 'reached' | 'withdrawn',
  context: Context,
): Promise<Reply> {
  const { goal: closed, outcome } = await finishGoal(id, state, context);
  return showCustomerGoals(closed.customerId, outcome, context);
}

function dueDay(typed: string, { reader }: Context): Day | null {
  return typed.trim() === '' ? null : dayOf(dueInstant(typed, reader, reader).at, reader);
}

async function begun(
  { customer, goal: id }: z.infer<typeof goalBegin.data>,
  context: Context,
): Promise<Form> {
  const now = id ? await theGoal(id, context) : null;
  if (now) await checkMayChange(now, context);
  return formOf(
    { id: context.id(), ...(customer && { customer }), ...(id && { goal: id }) },
    {},
    context,
    now ? wordsFor(now.what, context.access) : '',
    now?.dueOn ? day(now.dueOn, context.reader) : '',
  );
}

async function formOf(
  data: z.input<typeof goalSave.data>,
  values: Values,
  context: Context,
  what = '',
  due = '',
): Promise<Form> {
  const { customer: typed, ...rest } = goalSave.data.parse(data);
  return goalForm({
    customer: await customerChoice(values, typed, context),
    what,
    due,
    data: { ...rest, ...(typed && { customer: typed }) },
    reader: context.reader,
  });
}
