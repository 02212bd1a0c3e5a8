import type { PastGoal } from '../../cards/goal/card.ts';
import type { CustomerGoals, GoalConflict, GoalLine } from '../../cards/goal/lines.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Goal } from '../../crm/goal/goal.ts';
import { conflictOf } from '../../crm/goal/rules.ts';
import { withoutAmountsIn } from '../../crm/policy/amounts.ts';
import { type Access, sees } from '../../crm/policy/policy.ts';
import type { Store } from '../../crm/store/store.ts';

type Read = { store: Pick<Store, 'goals' | 'people'>; access: Access };

/** The open goals of a customer as this reader, or this audience, may read them. */
export async function goalsOn(customer: CustomerId, read: Read): Promise<CustomerGoals> {
  return goalsIn(await read.store.goals.open(customer), read);
}

/** By department. */
export async function goalsIn(open: readonly Goal[], read: Read): Promise<CustomerGoals> {
  const inOrder = open.toSorted((one, other) => one.department.localeCompare(other.department));
  const lines = await Promise.all(inOrder.map((goal) => lineOf(goal, read)));
  const conflicts = lines.flatMap((one, i) =>
    lines.slice(i + 1).flatMap((other): GoalConflict[] => {
      const conflict = conflictOf(one.what, other.what);
      return conflict ? [{ one, other, conflict }] : [];
    }),
  );
  return { open: lines, conflicts };
}

async function lineOf(
  { id, department, what, dueOn, setBy, setAt }: Goal,
  { store, access }: Read,
): Promise<GoalLine> {
  const author = await store.people.get(setBy);
  return {
    id,
    department,
    what: wordsFor(what, access),
    dueOn,
    setBy: author?.name ?? NOBODY,
    setAt,
  };
}

const NOBODY = '–';

/** A goal stands on everybody's card, so an amount in its words is left out for those who see none. */
export const wordsFor = (what: string, access: Access): string =>
  sees(access, 'dealAmounts') ? what : withoutAmountsIn(what);

const SHOWN = 10;

/** Earlier wordings and closed goals, newest first. */
export async function pastOf(goals: readonly Goal[], { store, access }: Read): Promise<PastGoal[]> {
  const past = goals.flatMap(({ history, state, what, dueOn, closedAt, closedBy, setBy }) => [
    ...history.map((one) => ({ ...one, kind: 'earlier' as const })),
    ...(state === 'open' || closedAt === null
      ? []
      : [{ kind: state, what, dueOn, at: closedAt, by: closedBy ?? setBy }]),
  ]);
  const newest = past
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, SHOWN);
  return Promise.all(
    newest.map(async ({ by, what, ...one }) => ({
      ...one,
      what: wordsFor(what, access),
      by: (await store.people.get(by))?.name ?? NOBODY,
    })),
  );
}
