import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import { defineAction } from '../view/action.ts';

export const exportWrite = defineAction('export.write', z.object({ customer: CustomerId }));
