import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';

/** Fields of everything that colleagues share about a customer. `version` grows by one with every change. */
const Id = z.string().min(1).max(64);

export const versionedFields = {
  id: Id,
  customerId: CustomerId,
  version: z.number().int(),
  createdAt: z.date(),
};
