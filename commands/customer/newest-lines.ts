import { type Access, redactEntry } from '../../crm/policy/policy.ts';
import type { Overview } from '../../crm/store/customers.ts';
import type { Store } from '../../crm/store/store.ts';
import {
  collapse,
  foldAllSteps,
  isStep,
  openEnd,
  TELLING,
  type TimelineLine,
} from '../../crm/timeline/rules.ts';

const ENOUGH = 5;
const BEFORE = 20;
/** As many as an overview holds at most: with fewer there is nothing beyond. */
const FULL = 40;

/** The card's newest lines. Where routine fills all that was read, what was told before it is read too. */
export async function newestLines(
  { customer, newest, lookedAt }: Overview,
  access: Access,
  store: Store,
): Promise<TimelineLine[]> {
  const lines = foldAllSteps(newest, lookedAt);
  const last = newest.at(-1);
  if (lines.length >= ENOUGH || newest.length < FULL || !last) return lines;
  const before = await store.timeline.page(customer.id, {
    filter: { kinds: TELLING },
    access,
    direction: 'older',
    cursor: last,
    limit: BEFORE,
  });
  return [
    ...openEnd(lines, 'older'),
    ...collapse(
      before.entries.filter((entry) => !isStep(entry)).map((entry) => redactEntry(entry, access)),
      lookedAt,
    ),
  ];
}
