import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

export const SNOOZES = ['hour', 'tomorrow', 'monday', 'week'] as const;
const Id = z.string().min(1).max(64);
const Which = z.object({ task: Id });
export const What = z.string().trim().min(1).max(LONGEST.text);

/** Keeps the typed task while its customer is chosen. */
export const taskChosen = defineAction(
  'task.chosen',
  z.object({
    id: Id,
    customer: CustomerId,
    what: What,
    holder: PersonId,
    due: z.iso.datetime().nullable(),
  }),
);
export const taskBegin = defineAction('task.begin', z.object({ customer: CustomerId.optional() }));
export const taskFromMessage = defineAction('task.from-message', z.object({ draft: Id }));
/** `id` names what will be made, so that a second press makes nothing. */
export const taskCreate = defineAction(
  'task.create',
  z.object({ id: Id, customer: CustomerId.optional(), draft: Id.optional() }),
);
/** One of the two lists, from where the card before it ended. */
export const tasksList = defineAction(
  'tasks.list',
  z.object({ of: z.enum(['mine', 'given']), skip: Skip }),
);
export const taskShow = defineAction('task.show', Which);
export const taskCustomer = defineAction('task.customer', Which);
export const taskDone = defineAction('task.done', Which);
export const taskDrop = defineAction('task.drop', Which);
export const taskReopen = defineAction('task.reopen', Which);
export const taskSnooze = defineAction('task.snooze', Which.extend({ how: z.enum(SNOOZES) }));
/** Asks the CRM once more. */
export const taskRetry = defineAction('task.retry', Which);
export const taskGive = defineAction('task.give', Which.extend({ to: PersonId }));
export const taskHandOn = defineAction('task.hand-on', Which);
export const taskReassign = defineAction('task.reassign', Which);
export const taskDating = defineAction('task.dating', Which);
export const taskDate = defineAction('task.date', Which);
