import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';
import { Win } from './win.ts';

/** A win as its author has written it so far, before anybody is told of it. */
export const WinDraft = Win.pick({
  id: true,
  kind: true,
  what: true,
  difference: true,
  money: true,
  picture: true,
  credits: true,
  about: true,
}).extend({
  customerId: CustomerId,
  at: z.date(),
  /** Colleagues whom the form offers. */
  offered: Win.shape.credits,
  /** The author has seen that somebody told it before, and says that this is another one. */
  another: z.boolean(),
});
export type WinDraft = z.infer<typeof WinDraft>;
