import type { z } from 'zod';
import type { workCustomers } from '../../cards/work/actions.ts';
import { customersCard, type KnownCustomers } from '../../cards/work/card.ts';
import type { Context, Reply } from '../command.ts';
import { knownCustomers } from './waiting.ts';

type Of = z.infer<typeof workCustomers.data>['of'];

const PAGE = 10;
/** More than anybody can look after. */
const COUNTED = 1000;

/** A page of the customers that this person owns, or follows without owning them. */
export async function customersOf(
  of: Of,
  { skip, most }: { skip: number; most: number },
  context: Context,
): Promise<KnownCustomers> {
  const { store, person } = context;
  const owned = await store.customers.owned(person.id, COUNTED);
  const mine = new Set(owned.map(({ id }) => id));
  const all =
    of === 'mine'
      ? owned
      : (await store.customers.followed(person.id, COUNTED)).filter(({ id }) => !mine.has(id));
  const customers = await knownCustomers(all.slice(skip, skip + most), context);
  return { of, customers, next: skip + most, rest: all.length - skip - most };
}

export async function customersPage(
  { of, skip }: z.infer<typeof workCustomers.data>,
  context: Context,
): Promise<Reply> {
  const known = await customersOf(of, { skip, most: PAGE }, context);
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'customers', customers: known.customers.length },
  });
  return { kind: 'answer', view: customersCard(known, context.reader) };
}
