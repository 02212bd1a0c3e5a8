import type { Purchase } from '../../crm/figure/lifetime.ts';
import { type Day, dayReader, daysBetween } from '../../crm/time/day.ts';
import type { Spend } from './gamma-gamma.ts';

/**
 * All that BG/NBD needs of a customer: x repeat purchases, the last of them t_x weeks after the first purchase, which was
 * T weeks before the end of what was observed. A week is 7 days; 0 ≤ recency ≤ age, and recency is 0 without a repeat.
 */
export interface PurchaseHistory {
  /** x: days with a purchase after the first one. */
  frequency: number;
  /** t_x, in weeks. */
  recency: number;
  /** T, in weeks. */
  age: number;
}

export interface CustomerPurchases extends PurchaseHistory {
  customer: string;
  /** Repeat purchases and their mean amount, refunds deducted, in minor units. The first purchase is left out, as the papers do. */
  spend: Spend;
}

export interface ObservedUntil {
  /** The last day that counts. */
  end: Day;
  /** IANA; it says which purchases are of one day. */
  zone: string;
}

const WEEK_DAYS = 7;

/** Amounts by day, in minor units. */
interface Days {
  paid: Map<Day, number>;
  refunds: { day: Day; amount: number }[];
}

/**
 * The history of each customer who bought by the end of a day, in the order of their first appearance. Purchases of one
 * day are one. An order that was cancelled by that end never was; one that is cancelled later still stands on that day.
 * A refund lowers the amount of the purchase before it and is none itself.
 */
export function purchaseHistories(
  purchases: Iterable<Purchase>,
  { end, zone }: ObservedUntil,
): CustomerPurchases[] {
  const customers = new Map<string, Days>();
  const dayOf = dayReader(zone);
  for (const { customer, at, amount, cancelledAt } of purchases) {
    const day = dayOf(at);
    if (day > end || (cancelledAt && dayOf(cancelledAt) <= end)) continue;
    const days: Days = customers.get(customer) ?? { paid: new Map(), refunds: [] };
    customers.set(customer, days);
    if (amount < 0) days.refunds.push({ day, amount });
    else days.paid.set(day, (days.paid.get(day) ?? 0) + amount);
  }
  return [...customers]
    .filter(([, { paid }]) => paid.size > 0)
    .map(([customer, days]) => historyOf(customer, days, end));
}

function historyOf(customer: string, { paid, refunds }: Days, end: Day): CustomerPurchases {
  const days = [...paid.keys()].sort();
  const [first = end, ...repeats] = days;
  const net = new Map(paid);
  for (const { day, amount } of refunds) {
    const refunded = days.findLast((bought) => bought <= day) ?? first;
    net.set(refunded, Math.max(0, (net.get(refunded) ?? 0) + amount));
  }
  const frequency = repeats.length;
  const spent = repeats.reduce((sum, day) => sum + (net.get(day) ?? 0), 0);
  return {
    customer,
    frequency,
    recency: daysBetween(first, repeats.at(-1) ?? first) / WEEK_DAYS,
    age: daysBetween(first, end) / WEEK_DAYS,
    spend: { purchases: frequency, average: frequency === 0 ? 0 : spent / frequency },
  };
}
