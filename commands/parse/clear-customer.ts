import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Context } from '../command.ts';

/** So near that the words mean the customer, and so much nearer than the next one. */
const [CLEAR, AHEAD] = [0.75, 0.12];

/** The customer whose name this is, or clearly a part of it; null where there is none. */
export async function clearCustomer(
  words: string,
  { store: { customers } }: Pick<Context, 'store'>,
): Promise<CustomerId | null> {
  const named = await customers.named(words);
  if (named) return named;
  const [likely] = await customers.find(words, 1);
  return likely && likely.score >= CLEAR ? likely.customer.id : null;
}

/** The one customer whom the words mean, nobody else being nearly as near; null where that is open. */
export async function onlyCustomer(
  words: string,
  { store: { customers } }: Pick<Context, 'store'>,
): Promise<CustomerId | null> {
  const named = await customers.named(words);
  if (named) return named;
  const [first, second] = await customers.find(words, 2);
  if (!first || first.score < CLEAR) return null;
  return second && first.score - second.score < AHEAD ? null : first.customer.id;
}
