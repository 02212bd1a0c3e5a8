import type { LifetimeFacts } from '../../crm/figure/lifetime.ts';
import { addDays, addMonths, type Day, daysBetween } from '../../crm/time/day.ts';
import type { LifetimeValue } from './lifetime-value.ts';

/**
 * Customers under contract, who are seen to leave: the mean monthly revenue of a customer ÷ the share of customers that
 * is lost in a month (Gupta & Lehmann 2003, without a discount). Its inverse is the mean lifetime in months. The
 * currency is the one that most customers began with.
 */
export function contractualValue({ recurring, first, last }: LifetimeFacts): LifetimeValue {
  const most = recurring.toSorted((one, other) => other.opening - one.opening)[0];
  if (!most || most.opening === 0)
    return { kind: 'unknown', reason: `no customer had a paid subscription before ${first}` };
  if (most.closing === 0)
    return { kind: 'unknown', reason: `no customer has a paid subscription on ${last}` };
  if (most.lost === 0)
    return {
      kind: 'unknown',
      reason: `no customer was lost from ${first} to ${last}, so a lifetime has no end: ask for a longer period`,
    };
  const churn = most.lost / most.opening / monthsOf(first, last);
  const average = most.monthly / most.closing;
  return {
    kind: 'revenue',
    revenue: average / churn,
    numerator: average,
    denominator: churn,
    sample: most.opening,
    currency: most.currency,
    whole: recurring.reduce((sum, { opening }) => sum + opening, 0),
  };
}

/** The days, both included, in calendar months; the part of one that is left over counts by its days. */
export function monthsOf(first: Day, last: Day): number {
  const end = addDays(last, 1);
  let whole = Math.max(0, Math.floor(daysBetween(first, end) / 31) - 1);
  while (addMonths(first, whole + 1) <= end) whole += 1;
  const begun = addMonths(first, whole);
  return whole + daysBetween(begun, end) / daysBetween(begun, addMonths(first, whole + 1));
}
