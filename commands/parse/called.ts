import type { Choosable } from '../../cards/customer/choices-card.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Match } from '../../crm/store/customers.ts';
import type { Context } from '../command.ts';

/** Found by a contact's first name: likely, and never so sure as a name of the customer's own. */
const CALLED = 0.7;

/** A match, perhaps by the first name of a contact. */
export type Likely = Match & Pick<Choosable, 'contact'>;

/** The matches, and the customers at whom a contact has this first name; at most `limit`. */
export async function withCalled(
  query: string,
  { matches, limit }: { matches: readonly Match[]; limit: number },
  { store }: Pick<Context, 'store'>,
): Promise<Likely[]> {
  const called = (await store.customers.called(query, limit)).map(
    (one): Likely => ({ ...one, score: CALLED, exact: false }),
  );
  const rest = matches.filter(
    ({ customer }) => !called.some((one) => one.customer.id === customer.id),
  );
  return [...called, ...rest].toSorted((one, other) => other.score - one.score).slice(0, limit);
}

/** The one customer with a contact of this first name, where nothing else is at least `near`. */
export function onlyCalled(
  likely: readonly Likely[],
  near: number,
): { id: CustomerId; contact?: string } | null {
  const found = likely.filter(({ score }) => score >= near);
  const [first] = found;
  if (!first?.contact || found.some(({ customer }) => customer.id !== first.customer.id))
    return null;
  return { id: first.customer.id, ...(found.length === 1 && { contact: first.contact }) };
}
