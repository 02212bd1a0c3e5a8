import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Id = z.string().min(1).max(64);

/** A customer, or one of their contacts. */
const Which = z.object({
  customer: CustomerId,
  source: z.string().max(40).optional(),
  contact: z.string().max(220).optional(),
});

export const forgetShow = defineAction('forget.show', Which);
/** `id` names the question, so that a second press asks nobody again. */
export const forgetAsk = defineAction('forget.ask', Which.extend({ id: Id }));
export const forgetAnswer = defineAction(
  'forget.answer',
  z.object({ id: Id, yes: z.enum(['yes', 'no']) }),
);
export const forgetOpen = defineAction('forget.open', z.object({ id: Id }));
export const forgetList = defineAction('forget.list', z.object({ skip: Skip }));
