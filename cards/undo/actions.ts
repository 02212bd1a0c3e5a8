import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { defineAction } from '../view/action.ts';

/** Puts the settings back as they were before this line of the audit log. */
export const undoSettings = defineAction('undo.settings', z.object({ line: z.string().max(30) }));
export const cancelDrop = defineAction('cancel.drop', z.object({ draft: z.string().max(64) }));
export const muteCustomer = defineAction('mute.customer', z.object({ customer: CustomerId }));
