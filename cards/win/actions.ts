import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { LONGEST, MOST_CREDITS } from '../../crm/text/limits.ts';
import { defineAction } from '../view/action.ts';
import { Skip } from '../view/rest.ts';

const Draft = z.object({ draft: z.string() });
const Which = z.object({ win: z.string() });
export const Month = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/);

export const winBegin = defineAction(
  'win.begin',
  z.object({
    customer: CustomerId,
    what: z.string().max(LONGEST.text).optional(),
    people: z.array(z.string()).max(MOST_CREDITS).optional(),
  }),
);
/** Nothing is known but perhaps what happened: the form for the rest follows. */
export const winStart = defineAction('win.start', z.object({}));
export const winAgain = defineAction('win.again', Draft);
export const winLook = defineAction('win.look', Draft);
export const winAnother = defineAction('win.another', Draft);
export const winMerge = defineAction('win.merge', Which.extend(Draft.shape));
export const winPost = defineAction(
  'win.post',
  Draft.extend({
    where: z.enum(['posted', 'gathered', 'no-channel', 'closed', 'strangers']),
    place: z.string(),
    readers: z.number(),
    amounts: z.boolean(),
  }),
);
export const winThank = defineAction('win.thank', Which);
export const winWho = defineAction('win.who', Which);
export const winAdd = defineAction('win.add', Which);
export const winStory = defineAction('win.story', Which);
export const winCorrect = defineAction('win.correct', Which);
export const winAmend = defineAction('win.amend', Which);
export const winRetract = defineAction('win.retract', Which);

export const winsMonth = defineAction(
  'wins.month',
  z.object({ month: Month.optional(), skip: Skip }),
);
export const celebrationsSwitch = defineAction(
  'celebrations.switch',
  z.object({ on: z.boolean() }),
);
