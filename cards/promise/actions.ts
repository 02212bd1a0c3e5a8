import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { DepartmentId, PersonId } from '../../crm/person/person.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { EntryKey } from '../../crm/timeline/entry.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Id = z.string().min(1).max(64);
const Which = z.object({ promise: Id });
export const PromiseText = z.string().trim().min(1).max(LONGEST.text);

/** Keeps the typed promise while its customer is chosen. */
export const promiseChosen = defineAction(
  'promise.chosen',
  z.object({
    id: Id,
    customer: CustomerId,
    what: PromiseText,
    by: PersonId,
    due: z.iso.date().nullable(),
  }),
);
export const promiseBegin = defineAction(
  'promise.begin',
  z.object({ customer: CustomerId.optional() }),
);
/** `id` names what will be made, so that a second press makes nothing. */
export const promiseSave = defineAction(
  'promise.save',
  z.object({ id: Id, customer: CustomerId.optional() }),
);
/** A note, or an entry of the timeline, sounds like one, and its author says that it is. */
export const promiseNoted = defineAction('promise.noted', z.object({ note: Id }));
export const promiseSpoken = defineAction(
  'promise.spoken',
  z.object({
    customer: CustomerId,
    source: EntryKey.shape.source,
    entry: EntryKey.shape.externalId,
  }),
);
export const promiseShow = defineAction('promise.show', Which);
export const promiseKeep = defineAction('promise.keep', Which);
export const promiseReopen = defineAction('promise.reopen', Which);
/** Withdraws it at once, for `undo`: nobody is asked why. */
export const promiseUndo = defineAction('promise.undo', Which);
export const promiseMoving = defineAction('promise.moving', Which);
export const promiseMove = defineAction('promise.move', Which);
export const promiseWithdrawing = defineAction('promise.withdrawing', Which);
export const promiseWithdraw = defineAction('promise.withdraw', Which);
/** Asks the CRM once more. */
export const promiseRetry = defineAction('promise.retry', Which);

/** A list shows the reader's own promises, a customer's, a department's, or everybody's; `late`: only those past their day. */
const Listed = z.object({
  customer: CustomerId.optional(),
  department: DepartmentId.optional(),
  by: PersonId.optional(),
  everyone: z.literal(true).optional(),
  late: z.literal(true).optional(),
});
export const promisesShow = defineAction('promises.show', Listed.extend({ skip: Skip }));
/** Kept, from the list on which it stands. */
export const promisesKeep = defineAction('promises.keep', Listed.extend({ promise: Id }));
