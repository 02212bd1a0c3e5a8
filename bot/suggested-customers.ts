import type { Option } from '../cards/view/view.ts';
import type { Context } from '../commands/command.ts';
import { ownFirst } from '../commands/parse/own-first.ts';
import type { CustomerSummary } from '../crm/customer/customer.ts';

const SUGGESTED = 20;

/** Customers for a field in which one is typed: those that the words find, one's own first; without words the likely ones. */
export async function suggestedCustomers(
  query: string,
  context: Pick<Context, 'store' | 'person'>,
): Promise<Option[]> {
  const { store } = context;
  const found = query.trim()
    ? (await ownFirst(await store.customers.find(query.slice(0, 100), SUGGESTED), context)).map(
        ({ customer }) => customer,
      )
    : await likely(context);
  return found.map((customer) => ({ value: customer.id, label: label(customer) }));
}

/** The customers this person is likely to mean before typing. */
async function likely({
  store,
  person,
}: Pick<Context, 'store' | 'person'>): Promise<CustomerSummary[]> {
  const [followed, recent] = await Promise.all([
    store.customers.followed(person.id, SUGGESTED),
    store.customers.recent(person.id, SUGGESTED),
  ]);
  return [
    ...new Map(
      [...recent.slice(0, 10), ...followed].map((customer) => [customer.id, customer]),
    ).values(),
  ].slice(0, SUGGESTED);
}

const label = ({ name, city, domain }: CustomerSummary): string =>
  [name, city ?? domain].filter(Boolean).join(' · ');
