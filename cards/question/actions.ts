import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { defineAction } from '../view/action.ts';

export const QuestionText = z.string().trim().min(1).max(LONGEST.text);
const Which = z.object({ mention: z.string().max(64) });
const Id = z.string().min(1).max(60);

export const tellChosen = defineAction(
  'tell.chosen',
  z.object({
    id: Id,
    customer: CustomerId,
    who: z.string().max(LONGEST.name),
    words: QuestionText,
  }),
);
export const tellBegin = defineAction(
  'tell.begin',
  z.object({ customer: CustomerId.optional(), to: PersonId.optional() }),
);
export const tellSend = defineAction(
  'tell.send',
  z.object({ id: Id, customer: CustomerId.optional() }),
);
export const tellShow = defineAction('tell.show', Which);
export const tellReply = defineAction('tell.reply', Which);
export const tellOnIt = defineAction('tell.on-it', Which);
export const tellAnswer = defineAction('tell.answer', Which);
