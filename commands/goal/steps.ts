import { stringsFor } from '../../cards/strings.ts';
import { day } from '../../cards/view/format.ts';
import { departmentName, firstName } from '../../cards/view/names.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Goal } from '../../crm/goal/goal.ts';
import { isProfitAlone } from '../../crm/goal/rules.ts';
import { changeGoal, closeGoal, mayChangeGoal, type NewGoal } from '../../crm/goal/steps.ts';
import { withoutAmountsIn } from '../../crm/policy/amounts.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import { ownEntry } from '../../crm/timeline/own-entry.ts';
import type { Context } from '../command.ts';
import { conflictMessages } from './conflict-messages.ts';
import { wordsFor } from './read.ts';

export type GoalOutcome = 'set' | 'changed' | 'same' | 'reached' | 'withdrawn' | 'closed';

export interface WantedGoal extends NewGoal {
  /** Of the goal that is made, where there is none yet. */
  id: string;
  customer: CustomerId;
  /** The goal that changes; null for that of the person's own department, whose words stay where `what` is empty. */
  goal: string | null;
}

/** Sets or changes a goal; owners of goals that it now pulls apart from are told. */
export async function saveGoal(wanted: WantedGoal, context: Context): Promise<GoalOutcome> {
  const { store, reader, now } = context;
  const strings = stringsFor(reader).goal;
  if (isProfitAlone(wanted.what)) throw new Problem('profit-alone', strings.problem.profit);
  if ((await store.customers.name(wanted.customer)) === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  return decide(store, {
    read: () => store.goals.open(wanted.customer),
    decide: (open) => decideGoal(open, wanted, context),
    now,
    busy: () => new Problem('goal-busy', strings.problem.busy),
  });
}

async function decideGoal(
  open: readonly Goal[],
  { id, customer, goal: chosen, what, dueOn }: WantedGoal,
  context: Context,
): Promise<Decision<GoalOutcome>> {
  const { person, now } = context;
  const before = open.find((one) =>
    chosen === null ? one.department === person.department : one.id === chosen,
  );
  if (what === '' && !before)
    throw new Problem('no-goal', stringsFor(context.reader).goal.problem.noWhat);
  if (chosen !== null && !before) return { changes: [], result: 'closed' };
  if (before) await checkMayChange(before, context);
  const goal = before
    ? changeGoal(before, { what: wordsTyped(what, before, context), dueOn }, person, now)
    : newGoal({ id, customer, what, dueOn }, context);
  if (!goal || (!before && (await context.store.goals.get(id)) !== null))
    return { changes: [], result: 'same' };
  const step = before ? 'changed' : 'set';
  return {
    changes: [
      { kind: 'goal', goal },
      entry(goal, step, context),
      audited(goal, step, context),
      ...(await conflictMessages(goal, open, context)),
    ],
    result: step,
  };
}

/** Words that stand as this person reads them are not changed: an amount that they do not see stays. */
const wordsTyped = (what: string, before: Goal, { access }: Context): string =>
  what === '' || what === wordsFor(before.what, access) ? before.what : what;

const newGoal = (
  { id, customer, what, dueOn }: Omit<WantedGoal, 'goal'>,
  { person, now }: Context,
): Goal => ({
  id,
  customerId: customer,
  version: 1,
  createdAt: now,
  department: person.department,
  what,
  dueOn,
  setBy: person.id,
  setAt: now,
  state: 'open',
  closedAt: null,
  closedBy: null,
  history: [],
});

interface Finished {
  goal: Goal;
  outcome: GoalOutcome;
}

export async function finishGoal(
  id: string,
  state: 'reached' | 'withdrawn',
  context: Context,
): Promise<Finished> {
  const { store, reader, now, person } = context;
  const strings = stringsFor(reader).goal.problem;
  return decide(store, {
    read: () => theGoal(id, context),
    decide: async (goal): Promise<Decision<Finished>> => {
      await checkMayChange(goal, context);
      const closed = closeGoal(goal, state, person, now);
      if (!closed) return { changes: [], result: { goal, outcome: 'closed' } };
      return {
        changes: [
          { kind: 'goal', goal: closed },
          entry(closed, state, context),
          audited(closed, state, context),
        ],
        result: { goal: closed, outcome: state },
      };
    },
    now,
    busy: () => new Problem('goal-busy', strings.busy),
  });
}

export async function theGoal(id: string, { store, reader }: Context): Promise<Goal> {
  const goal = await store.goals.get(id);
  if (!goal)
    throw new Problem('goal-gone', { ...stringsFor(reader).goal.problem.gone, reopens: false });
  return goal;
}

export async function checkMayChange(goal: Goal, context: Context): Promise<void> {
  const { store, person, reader } = context;
  const owner = await store.customers.owner(goal.customerId);
  if (mayChangeGoal(goal, person, owner)) return;
  await context.audit({
    action: 'refused',
    customer: goal.customerId,
    detail: { why: 'not-your-goal', goal: goal.id },
  });
  const strings = stringsFor(reader);
  throw new Problem('not-your-goal', {
    ...strings.goal.problem.notYours(departmentName(goal.department, strings)),
    reopens: false,
  });
}

type Step = 'set' | 'changed' | 'reached' | 'withdrawn';

/** Everybody who sees the customer reads the timeline, so its words name no amount. */
function entry(goal: Goal, step: Step, { person, now, reader }: Context): Change {
  const { entry: strings } = stringsFor(reader).goal;
  return {
    kind: 'entry',
    entry: ownEntry({
      kind: 'change',
      externalId: `goal:${goal.id}:${goal.version}`,
      customerId: goal.customerId,
      at: now,
      by: person,
      title: strings[step](firstName(person.name), withoutAmountsIn(goal.what)),
      body: goal.dueOn ? strings.due(day(goal.dueOn, reader)) : null,
    }),
  };
}

const audited = (goal: Goal, step: Step, context: Context): Change =>
  auditLine(
    { action: 'goal', customer: goal.customerId, detail: { goal: goal.id, step } },
    context,
  );
