import { z } from 'zod';
import type { LifetimeFacts, SubscriptionRevenue } from '../../crm/figure/lifetime.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import { addDays, addMonths, type Day, dayIn, endOfDay, startOfDay } from '../../crm/time/day.ts';
import type { Sql } from '../database/database.ts';
import { settingsOn } from '../settings/settings.ts';
import { parameters } from '../timeline/entries.ts';
import { Balances, balanceOf, balancesAt, changedCustomers } from './balances.ts';
import { ofSegment } from './scope-sql.ts';

export async function readLifetime(sql: Sql, scope: Scope): Promise<LifetimeFacts> {
  const today = dayIn(new Date(scope.until.getTime() - 1), scope.zone);
  const last = scope.last < today ? scope.last : today;
  const first = scope.first ?? addMonths(addDays(last, 1), -12);
  return {
    margin: await settingsOn(sql).get('gross-margin'),
    first,
    last,
    zone: scope.zone,
    recurring: await readRecurring(sql, scope, { first, last }),
    ...(await readOrders(sql, scope)),
  };
}

/** A subscription that ends on a day is none any more on that day. Of all customers only those are read who may be lost. */
async function readRecurring(
  sql: Sql,
  { segment, zone }: Scope,
  { first, last }: { first: Day; last: Day },
): Promise<SubscriptionRevenue[]> {
  const { values, add } = parameters();
  const [from, to] = [`${add(first)}::date`, `${add(last)}::date`];
  const churned = `h.at >= ${add(startOfDay(first, zone))}::timestamptz AND h.at < ${add(endOfDay(last, zone))}::timestamptz`;
  if (segment.kind !== 'all') {
    const whose = ofSegment('s.customer_id', segment, add);
    return z
      .array(Recurring)
      .parse(await sql.query(revenueOf({ from, to, churned, whose }), values));
  }
  const moving = `${changedCustomers(from, to)} UNION SELECT h.customer_id FROM churn h WHERE ${churned} AND h.customer_id IS NOT NULL`;
  const [row] = await sql.query(
    `SELECT ${balancesAt(`(${from} - 1)`)} AS before, ${balancesAt(to)} AS after, (SELECT coalesce(json_agg(r), '[]')
      FROM (${revenueOf({ from, to, churned, whose: ` AND s.customer_id IN (${moving})` })}) r) AS moved`,
    values,
  );
  return revenueOfAll(OfAll.parse(row));
}

/** A customer whose subscriptions neither began nor ended, and who did not leave, is not lost. */
function revenueOfAll({ before, after, moved }: z.infer<typeof OfAll>): SubscriptionRevenue[] {
  const currencies = new Set(
    [
      ...moved,
      ...before.filter(({ contractAccounts }) => contractAccounts > 0),
      ...after.filter(({ contractAccounts }) => contractAccounts > 0),
    ].map(({ currency }) => currency),
  );
  return [...currencies]
    .sort()
    .map((currency) => ({
      currency,
      opening: balanceOf(before, currency, 'contractAccounts'),
      lost: moved.find((one) => one.currency === currency)?.lost ?? 0,
      closing: balanceOf(after, currency, 'contractAccounts'),
      monthly: balanceOf(after, currency, 'contract'),
    }))
    .toSorted((one, other) => other.opening - one.opening);
}

function revenueOf(is: { from: string; to: string; churned: string; whose: string }): string {
  const { from, to, churned, whose } = is;
  const left = `EXISTS (SELECT 1 FROM churn h WHERE h.customer_id = c.customer_id AND ${churned})`;
  return `SELECT currency, count(*) FILTER (WHERE opening)::int AS opening,
       count(*) FILTER (WHERE opening AND (NOT closing OR ${left}))::int AS lost,
       count(*) FILTER (WHERE closing)::int AS closing, coalesce(sum(monthly), 0)::float8 AS monthly FROM (
       SELECT s.currency, s.customer_id,
         bool_or(s.started_on < ${from} AND (s.ended_on IS NULL OR s.ended_on >= ${from})) AS opening,
         bool_or(s.ended_on IS NULL OR s.ended_on > ${to}) AS closing,
         sum(s.monthly) FILTER (WHERE s.ended_on IS NULL OR s.ended_on > ${to}) AS monthly
         FROM subscription s
        WHERE NOT s.trial AND s.monthly > 0 AND s.currency IS NOT NULL AND s.customer_id IS NOT NULL
          AND s.started_on <= ${to} AND (s.ended_on IS NULL OR s.ended_on >= ${from})${whose}
        GROUP BY s.currency, s.customer_id) c
      GROUP BY currency ORDER BY opening DESC, currency`;
}

const Recurring = z.object({
  currency: z.string(),
  opening: z.number(),
  lost: z.number(),
  closing: z.number(),
  monthly: z.number(),
});

const OfAll = z.object({ before: Balances, after: Balances, moved: z.array(Recurring) });

/** The orders of no more customers are read: four parameters are as good with these as with all. */
const MOST_CUSTOMERS = 25_000;

/** Cancelled ones too, with their instant: they count until then. */
async function readOrders(
  sql: Sql,
  { until, segment }: Scope,
): Promise<Pick<LifetimeFacts, 'orders' | 'every'>> {
  const { values, add } = parameters();
  const stored = `FROM entry e WHERE e.kind = 'order' AND e.amount IS NOT NULL AND e.currency IS NOT NULL
    AND e.at < ${add(until)}::timestamptz${ofSegment('e.customer_id', segment, add)}`;
  const [all] = await sql.query<{ customers: number }>(
    `SELECT count(DISTINCT e.customer_id)::int AS customers ${stored}`,
    values,
  );
  const every = Math.max(1, Math.ceil((all?.customers ?? 0) / MOST_CUSTOMERS));
  const rows = await sql.query(
    `SELECT e.customer_id AS customer, e.at, e.amount::float8 AS amount, e.currency, e.cancelled_at AS "cancelledAt" ${stored}
        AND hashtextextended(e.customer_id, 0) % ${add(every)}::int = 0
      ORDER BY e.customer_id, e.at`,
    values,
  );
  const byCurrency = Map.groupBy(z.array(Order).parse(rows), ({ currency }) => currency);
  const orders = [...byCurrency].map(([currency, bought]) => ({
    currency,
    purchases: bought.map(({ currency: _, ...purchase }) => purchase),
  }));
  return { orders, every };
}

const Order = z.object({
  customer: z.string(),
  at: z.date(),
  amount: z.number(),
  currency: z.string(),
  cancelledAt: z.date().nullable(),
});
