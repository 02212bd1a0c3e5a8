import { z } from 'zod';
import type { AcquisitionFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Sql } from '../database/database.ts';
import { type Parameters, parameters } from '../timeline/entries.ts';
import { dayWithin, happenedIn } from './scope-sql.ts';

type Add = Parameters['add'];

/** A customer is won on the day of their first deal that was won; without deals, on the day since which they are one. */
export async function readAcquisition(sql: Sql, scope: Scope): Promise<AcquisitionFacts | null> {
  if (scope.segment.kind !== 'all') return null;
  const { values, add } = parameters();
  const [row] = await sql.query(
    `WITH won AS (${wonCustomers(scope, add)}),
      spent AS (SELECT channel, currency, sum(amount)::float8 AS amount FROM spend WHERE ${dayWithin('day', scope, add)} GROUP BY channel, currency),
      brought AS (${broughtBy()})
     SELECT (SELECT coalesce(json_agg(r), '[]') FROM (SELECT currency, sum(amount) AS amount FROM spent GROUP BY currency ORDER BY currency) r) AS spend,
      (SELECT count(*) FROM won)::int AS customers,
      (SELECT coalesce(json_agg(r), '[]') FROM (SELECT s.channel, json_build_object('amount', s.amount, 'currency', s.currency) AS spend, b.customers
          FROM spent s JOIN brought b ON b.channel = s.channel ORDER BY s.amount DESC, s.channel) r) AS channels,
      (${dealsOf(scope, add)}) AS deals`,
    values,
  );
  return Acquired.parse(row);
}

/** With the instant until which their visits count: that of the deal, or the end of the day. */
function wonCustomers(scope: Scope, add: Add): string {
  const wonBefore = scope.since
    ? `EXISTS (SELECT 1 FROM deal d WHERE d.customer_id = c.id AND d.status = 'won' AND d.closed_at < ${add(scope.since)}::timestamptz)`
    : 'false';
  return `SELECT c.id, w.at FROM (SELECT d.customer_id, min(d.closed_at) AS at FROM deal d WHERE d.status = 'won' AND ${happenedIn('d.closed_at', scope, add)} GROUP BY 1) w
       JOIN customer c ON c.id = w.customer_id WHERE NOT ${wonBefore}
     UNION ALL SELECT c.id, (c.since + 1)::timestamp AT TIME ZONE ${add(scope.zone)}::text FROM customer c
      WHERE c.stage NOT IN ('lead', 'prospect') AND ${dayWithin('c.since', scope, add)}
        AND NOT EXISTS (SELECT 1 FROM deal d WHERE d.customer_id = c.id AND d.status = 'won')`;
}

/**
 * Linear attribution: each visit of the thirty days up to the win brought an equal part of the customer, those too that
 * no campaign brought.
 */
const broughtBy = () => `SELECT c.channel, sum(1.0 / v.visits)::float8 AS customers FROM (
     SELECT e.source, e.record_kind, e.record_id, count(*) OVER (PARTITION BY w.id) AS visits
       FROM won w JOIN entry e ON e.customer_id = w.id AND e.at <= w.at AND e.at >= w.at - interval '30 days' AND e.kind = 'visit'
      WHERE EXISTS (SELECT 1 FROM campaign)) v
    JOIN campaign c ON v.record_kind = 'campaign' AND c.source = v.source AND c.external_id = v.record_id GROUP BY c.channel`;

const dealsOf = (scope: Scope, add: Add): string => {
  const closed = happenedIn('d.closed_at', scope, add);
  return `SELECT json_build_object('won', count(*) FILTER (WHERE d.status = 'won'), 'lost', count(*) FILTER (WHERE d.status = 'lost'),
      'open', (SELECT count(*) FROM deal o WHERE o.status = 'open' AND (o.opened_at IS NULL OR o.opened_at < ${add(scope.until)}::timestamptz)),
      'sold', (SELECT json_build_object('deals', count(*), 'revenue', json_build_object('amount', sum(d.amount)::float8, 'currency', d.currency)) FROM deal d
          WHERE d.status = 'won' AND d.amount IS NOT NULL AND ${closed} GROUP BY d.currency ORDER BY count(*) DESC, d.currency LIMIT 1),
      'daysToWin', (avg(extract(epoch FROM d.closed_at - d.opened_at)) FILTER (WHERE d.status = 'won') * 1000 / ${DAY})::float8)
    FROM deal d WHERE ${closed}`;
};

const Money = z.object({ currency: z.string(), amount: z.number() });
const Acquired: z.ZodType<AcquisitionFacts> = z.object({
  spend: z.array(Money),
  customers: z.number(),
  channels: z.array(z.object({ channel: z.string(), spend: Money, customers: z.number() })),
  deals: z.object({
    won: z.number(),
    lost: z.number(),
    open: z.number(),
    sold: z.object({ deals: z.number(), revenue: Money }).nullable(),
    daysToWin: z.number().nullable(),
  }),
});
