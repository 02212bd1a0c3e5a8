import { customerCard } from '../../cards/customer/card.ts';
import { dayOf } from '../../cards/view/format.ts';
import type { View } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { cautionsFor } from '../../crm/customer/warning.ts';
import type { Person } from '../../crm/person/person.ts';
import { hiddenFrom, redact, sightOf } from '../../crm/policy/policy.ts';
import type { Context } from '../command.ts';
import { newestLines } from './newest-lines.ts';

/** A customer's card as this colleague may see it, in their language; null where they may not, or it is gone. Marks nothing as looked at. */
export async function cardFor(
  id: CustomerId,
  colleague: Person,
  { store, now, readerOf }: Pick<Context, 'store' | 'now' | 'readerOf'>,
): Promise<View | null> {
  const sight = sightOf(colleague);
  const found = await store.customers.overview(id, colleague.id, sight, now);
  if (!found) return null;
  const overview = redact(found, sight);
  const reader = readerOf(colleague);
  const cautions = cautionsFor(overview, {
    me: colleague.id,
    sight,
    now,
    today: dayOf(now, reader),
  });
  const lines = await newestLines(overview, sight, store);
  return customerCard({
    overview,
    hidden: hiddenFrom(sight),
    cautions,
    lines,
    reader,
    personal: false,
  });
}
