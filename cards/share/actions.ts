import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { defineAction } from '../view/action.ts';

const Shown = z.object({ customer: CustomerId });

export const sharePreview = defineAction('share.preview', Shown);
/** The preview's promise: posting holds to it or shows a new preview. */
export const sharePost = defineAction(
  'share.post',
  Shown.extend({
    place: z.string(),
    readers: z.number().int(),
    fields: z.array(z.string()),
    entries: z.number().int(),
    /** Names this one sharing, so that a second press posts nothing. */
    asked: z.iso.datetime(),
  }),
);
