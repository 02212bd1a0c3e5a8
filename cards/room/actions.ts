import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { defineAction } from '../view/action.ts';

const Which = z.object({ customer: CustomerId });

export const roomPreview = defineAction('room.preview', Which);
/** The place, and the number of its readers, as the preview promised them. */
export const roomOpen = defineAction(
  'room.open',
  Which.extend({ place: z.string(), readers: z.number().int() }),
);
export const roomClose = defineAction('room.close', Which);
