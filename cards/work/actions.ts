import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { DepartmentId, PersonId } from '../../crm/person/person.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

/** The list on which it was pressed. */
export const From = z.enum(['home', 'work']);

export const homeShow = defineAction(
  'home.show',
  z.object({ said: z.string().max(600).optional() }),
);
/** Open work of a colleague, of a department or on a customer: exactly one of them. */
export const openWorkShow = defineAction(
  'work.open',
  z.object({
    person: PersonId.optional(),
    department: DepartmentId.optional(),
    customer: CustomerId.optional(),
    only: z.enum(['tasks', 'promises', 'handoffs']).optional(),
    late: z.literal(true).optional(),
    skip: Skip,
  }),
);
export const workShow = defineAction('work.show', z.object({ skip: Skip }));
/** The customers that somebody owns or follows, from where the card before it ended. */
export const workCustomers = defineAction(
  'work.customers',
  z.object({ of: z.enum(['mine', 'followed']), skip: Skip }),
);
/** Drops a draft. */
export const workDrop = defineAction(
  'work.drop',
  z.object({ draft: z.string().max(64), from: From }),
);
/** Done on the spot; `does` names the action. */
export const workAct = defineAction(
  'work.act',
  z.object({
    does: z.enum(['task.done', 'promise.keep', 'handoff.accept']),
    id: z.string().max(64),
    from: From,
  }),
);
