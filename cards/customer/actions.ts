import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Which = z.object({ customer: CustomerId });

export const customerShow = defineAction('customer.show', Which);
/** From a search: a customer chosen while typing, or the words where a platform cannot search as one types. */
export const customerPick = defineAction(
  'customer.pick',
  z.union([Which, z.object({ query: z.string() })]),
);
export const customerFollow = defineAction('customer.follow', Which.extend({ on: z.boolean() }));
export const customerWhy = defineAction('customer.why', Which);
export const customerContacts = defineAction('customer.contacts', Which.extend({ skip: Skip }));
