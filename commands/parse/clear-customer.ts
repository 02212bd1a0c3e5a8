import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Context } from '../command.ts';

/** So near that the words mean the customer, and so much nearer than the next one. */
const [CLEAR, AHEAD] = [0.75, 0.12];

/** The customer whose name this is, or clearly a part of it; null where there is none. */
export const clearCustomer = (words: string, context: Parts): Promise<CustomerId | null> =>
  nearest(words, 0, context);

/** The one customer whom the words mean, nobody else being nearly as near; null where that is open. */
export const onlyCustomer = (words: string, context: Parts): Promise<CustomerId | null> =>
  nearest(words, AHEAD, context);

type Parts = Pick<Context, 'store'>;

async function nearest(
  words: string,
  ahead: number,
  { store: { customers } }: Parts,
): Promise<CustomerId | null> {
  const named = await customers.named(words);
  if (named) return named;
  const [first, second] = await customers.find(words, 2);
  if (!first || first.score < CLEAR) return null;
  return second && first.score - second.score < ahead ? null : first.customer.id;
}
