import { customerCard } from '../../cards/customer/card.ts';
import { dayOf } from '../../cards/view/format.ts';
import type { View } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf, hiddenFrom, redact } from '../../crm/policy/policy.ts';
import { holdsOf, warningsFor } from '../../crm/signal/warning.ts';
import type { Context } from '../command.ts';
import { goalsOn } from '../goal/read.ts';
import { newestLines } from './newest-lines.ts';

/** A customer's card as this colleague may see it, in their language; null where they may not, or it is gone. Marks nothing as looked at. */
export async function cardFor(
  id: CustomerId,
  colleague: Person,
  { store, now, readerOf }: Pick<Context, 'store' | 'now' | 'readerOf'>,
): Promise<View | null> {
  const access = accessOf(colleague);
  const found = await store.customers.overview(id, colleague.id, access, now);
  if (!found) return null;
  const overview = redact(found, access);
  const reader = readerOf(colleague);
  const warnings = warningsFor(overview, {
    me: colleague.id,
    access,
    now,
    today: dayOf(now, reader),
  });
  const lines = await newestLines(overview, access, store);
  return customerCard({
    overview,
    hidden: hiddenFrom(access),
    warnings,
    holds: holdsOf(overview, access),
    lines,
    ...(overview.goals && { goals: await goalsOn(id, { store, access }) }),
    reader,
    personal: false,
  });
}
