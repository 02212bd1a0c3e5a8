import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';

/** What colleagues do with a customer together: plain data, as it is stored. `version` grows by one with every change. */
const Id = z.string().min(1).max(64);

export const versionedFields = {
  id: Id,
  customerId: CustomerId,
  version: z.number().int(),
  createdAt: z.date(),
};
