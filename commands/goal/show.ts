import { goalsOfCustomerCard } from '../../cards/goal/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { mayChangeGoal } from '../../crm/goal/steps.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';
import { goalsIn, pastOf } from './read.ts';
import type { GoalOutcome } from './steps.ts';

const LISTED = 20;

/** Every department's goal for this customer. */
export async function showCustomerGoals(
  customer: CustomerId,
  outcome: GoalOutcome | null,
  context: Context,
): Promise<Reply> {
  const { store, person, reader, access } = context;
  const [name, all, owner] = await Promise.all([
    store.customers.name(customer),
    store.goals.of(customer, LISTED),
    store.customers.owner(customer),
  ]);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const open = all.filter(({ state }) => state === 'open');
  await context.audit({ action: 'look-up', customer, detail: { shown: 'goals' } });
  return {
    kind: 'answer',
    view: goalsOfCustomerCard({
      customer: { id: customer, name },
      goals: await goalsIn(open, { store, access }),
      past: await pastOf(all, { store, access }),
      mine: open.filter((one) => mayChangeGoal(one, person, owner)).map(({ id }) => id),
      maySet: !open.some(({ department }) => department === person.department),
      said: outcome && stringsFor(reader).goal.done[outcome],
      reader,
    }),
  };
}
