import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { PersonId, PlatformId } from '../../crm/person/person.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Of = z.object({
  platform: PlatformId,
  tenant: z.string().max(200),
  user: z.string().max(300),
});
const Who = z.object({ person: PersonId });

/** All that an administrator may settle, or one of its lists from this place on. */
export const peopleShow = defineAction(
  'people.show',
  z.object({ list: z.enum(['accounts', 'channels', 'unreached']).optional(), skip: Skip }),
);
export const peopleWho = defineAction('people.who', Of);
export const peopleAsk = defineAction('people.ask', Of);
export const peopleConfirm = defineAction(
  'people.confirm',
  Of.extend({ person: PersonId, yes: z.enum(['yes', 'no']) }),
);
export const peopleAskAll = defineAction('people.ask-all', z.object({}));
export const peopleSettle = defineAction(
  'people.settle',
  z.object({ platform: PlatformId, tenant: z.string().max(200), channel: z.string().max(300) }),
);
export const peopleSettleAll = defineAction('people.settle-all', z.object({}));
/** Pressed by somebody whose account is nobody's yet. */
export const peopleYes = defineAction('people.yes', Who);
export const peopleNo = defineAction('people.no', Who);

export const auditPage = defineAction(
  'audit.page',
  z.object({
    customer: CustomerId.optional(),
    person: PersonId.optional(),
    what: z
      .enum([
        'refused',
        'looks',
        'searches',
        'shares',
        'notes',
        'handoffs',
        'tasks',
        'questions',
        'wins',
        'goals',
        'promises',
        'follows',
        'duplicates',
        'signals',
        'rooms',
        'erasures',
        'settings',
      ])
      .optional(),
    since: z.iso.datetime().optional(),
    until: z.iso.datetime().optional(),
    before: z
      .string()
      .regex(/^\d{1,18}$/)
      .optional(),
  }),
);
