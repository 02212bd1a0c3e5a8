import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { MessageKind } from '../../crm/notification/message.ts';
import { Delivery } from '../../crm/notification/preferences.ts';
import { PersonId } from '../../crm/person/person.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Key = z.object({ key: z.string().max(500) });
const To = { to: PersonId.optional(), back: z.string().max(500).optional() };

export const messagesShow = defineAction('messages.show', Key);
export const messagesList = defineAction('messages.list', Key.extend({ skip: Skip }));
/** The messages that somebody got lately, from this place of the list on. */
export const messagesRecent = defineAction('messages.recent', z.object({ skip: Skip }));
export const messagesWhy = defineAction('messages.why', Key);
export const messagesSnooze = defineAction(
  'messages.snooze',
  Key.extend({ for: z.enum(['hour', 'tomorrow']) }),
);
export const messagesWake = defineAction('messages.wake', Key.partial());
export const messagesMute = defineAction('messages.mute', Key);
export const messagesHear = defineAction(
  'messages.hear',
  Key.partial().extend({ customer: CustomerId }),
);
export const messagesPace = defineAction(
  'messages.pace',
  z.object({ kind: MessageKind, delivery: Delivery, key: z.string().max(500).optional() }),
);
export const messagesReduce = defineAction('messages.reduce', z.object({}));
/** The way back from `messages.reduce`: `<kind>:<delivery>` of each kind. */
export const messagesRestore = defineAction(
  'messages.restore',
  z.object({ kinds: z.array(z.string()).max(20) }),
);
/** Asks an administrator for help with a write that the CRM refused, or with a colleague who cannot be reached. */
export const messagesAdministrator = defineAction(
  'messages.administrator',
  z.union([
    z.object({ writeBack: z.string().max(200), ...To }),
    z.object({ unreached: PersonId, ...To }),
  ]),
);
