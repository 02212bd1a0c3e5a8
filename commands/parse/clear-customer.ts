import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Context } from '../command.ts';

/** So near that the words mean the customer. */
const CLEAR = 0.75;

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
