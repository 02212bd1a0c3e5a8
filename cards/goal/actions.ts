import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { defineAction } from '../view/action.ts';

const Id = z.string().min(1).max(64);
export const GoalText = z.string().trim().min(1).max(LONGEST.headline);

export const goalShow = defineAction('goal.show', z.object({ customer: CustomerId }));
/** Keeps the typed goal while its customer is chosen. */
export const goalChosen = defineAction(
  'goal.chosen',
  z.object({
    customer: CustomerId,
    id: Id,
    what: z.string().max(LONGEST.headline),
    due: z.iso.date().nullable(),
  }),
);
export const goalBegin = defineAction(
  'goal.begin',
  z.object({ customer: CustomerId.optional(), goal: Id.optional() }),
);
/** `id` names what will be made, so that a second press makes nothing; `goal` is the one that changes. */
export const goalSave = defineAction(
  'goal.save',
  z.object({ id: Id, customer: CustomerId.optional(), goal: Id.optional() }),
);
export const goalReached = defineAction('goal.reached', z.object({ goal: Id }));
export const goalWithdraw = defineAction('goal.withdraw', z.object({ goal: Id }));
