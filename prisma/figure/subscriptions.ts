import { z } from 'zod';
import type {
  ChurnFacts,
  ExpansionFacts,
  RecurringRevenue,
  RevenueCohort,
} from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { dayWithin, happenedIn, ofSegment } from './scope-sql.ts';

/** Open at the end of a day; the day on which it ends is the first without it. */
const openAt = (day: string): string =>
  `s.started_on <= ${day} AND (s.ended_on IS NULL OR s.ended_on > ${day})`;

export async function readRecurring(sql: Sql, scope: Scope): Promise<RecurringRevenue[]> {
  const { values, add } = parameters();
  const rows = await sql.query(
    `WITH open AS (SELECT s.* FROM subscription s WHERE ${openAt(`${add(scope.last)}::date`)} AND s.customer_id IS NOT NULL${ofSegment('s.customer_id', scope.segment, add)})
     SELECT currency, sum(monthly)::float8 AS amount, count(DISTINCT customer_id)::int AS accounts, count(*)::int AS subscriptions,
       coalesce(sum(seats), 0)::int AS seats,
       (SELECT count(DISTINCT customer_id)::int FROM open WHERE customer_id NOT IN (SELECT customer_id FROM open WHERE monthly IS NOT NULL)) AS unpriced
      FROM open WHERE monthly IS NOT NULL AND currency IS NOT NULL GROUP BY currency ORDER BY accounts DESC, currency`,
    values,
  );
  return z.array(Recurring).parse(rows);
}

const Recurring = z
  .object({
    currency: z.string(),
    amount: z.number(),
    accounts: z.number(),
    subscriptions: z.number(),
    seats: z.number(),
    unpriced: z.number(),
  })
  .transform(({ currency, amount, ...rest }) => ({ ...rest, revenue: { currency, amount } }));

/** Those who come later are not part of it: growth is that of the customers who were there. */
export async function readCohort(sql: Sql, scope: Scope): Promise<RevenueCohort[] | null> {
  if (scope.first === null) return null;
  const { values, add } = parameters();
  const monthly = (
    day: string,
  ) => `SELECT s.customer_id, s.currency, sum(s.monthly)::float8 AS monthly FROM subscription s
    WHERE ${openAt(day)} AND s.monthly > 0 AND s.customer_id IS NOT NULL GROUP BY s.customer_id, s.currency`;
  const rows = await sql.query(
    `WITH opening AS (${monthly(`(${add(scope.first)}::date - 1)`)}), closing AS (${monthly(`${add(scope.last)}::date`)})
     SELECT o.currency, count(*)::int AS accounts, count(l.monthly)::int AS stayed, sum(o.monthly) AS opening,
       coalesce(sum(l.monthly), 0) AS closing, coalesce(sum(least(o.monthly, l.monthly)) FILTER (WHERE l.monthly IS NOT NULL), 0) AS kept
      FROM opening o LEFT JOIN closing l ON l.customer_id = o.customer_id AND l.currency = o.currency
      WHERE o.currency IS NOT NULL${ofSegment('o.customer_id', scope.segment, add)} GROUP BY o.currency ORDER BY accounts DESC, o.currency`,
    values,
  );
  return z.array(Cohort).parse(rows);
}

const Cohort: z.ZodType<RevenueCohort> = z.object({
  currency: z.string(),
  accounts: z.number(),
  stayed: z.number(),
  opening: z.number(),
  closing: z.number(),
  kept: z.number(),
});

export async function readChurn(sql: Sql, scope: Scope): Promise<ChurnFacts> {
  const { values, add } = parameters();
  const since = `${add(scope.since)}::timestamptz`;
  const first = `${add(scope.first)}::date`;
  const left = `EXISTS (SELECT 1 FROM churn h WHERE h.customer_id = c.id AND ${happenedIn('h.at', scope, add)})`;
  const segment = ofSegment('c.id', scope.segment, add);
  const [row] = await sql.query(
    `SELECT b.*, s.*, EXISTS (SELECT 1 FROM churn h WHERE h.at < ${add(scope.until)}::timestamptz) AS "hasEvents" FROM
      (SELECT count(*)::int AS customers, (count(*) FILTER (WHERE stage = 'churned'))::int AS flagged, (count(*) FILTER (WHERE gone))::int AS "left"
        FROM (SELECT c.stage, ${left} AS gone FROM customer c
          WHERE (${first} IS NULL OR c.since IS NULL OR c.since < ${first})${segment}
            AND (${since} IS NULL OR ${left} OR NOT EXISTS (SELECT 1 FROM churn h WHERE h.customer_id = c.id AND h.at < ${since}))) r) b,
      (SELECT count(*)::int AS subscriptions, (count(*) FILTER (WHERE s.ended_on IS NOT NULL AND ${dayWithin('s.ended_on', scope, add)}))::int AS ended
        FROM subscription s WHERE s.started_on <= ${add(scope.last)}::date
          AND (${first} IS NULL OR (s.started_on < ${first} AND (s.ended_on IS NULL OR s.ended_on >= ${first})))${ofSegment('s.customer_id', scope.segment, add)}) s`,
    values,
  );
  return Churned.parse(row);
}

const Churned: z.ZodType<ChurnFacts> = z.object({
  customers: z.number(),
  flagged: z.number(),
  left: z.number(),
  hasEvents: z.boolean(),
  subscriptions: z.number(),
  ended: z.number(),
});

/** A subscription that its source calls upgraded is an upsell; one of a plan that the customer did not have is a cross-sell. */
export async function readExpansions(sql: Sql, scope: Scope): Promise<ExpansionFacts> {
  const { values, add } = parameters();
  const [row] = await sql.query(
    `WITH begun AS (SELECT s.customer_id, s.upgraded, s.downgraded,
         EXISTS (SELECT 1 FROM subscription o WHERE o.customer_id = s.customer_id AND o.started_on < s.started_on AND (o.ended_on IS NULL OR o.ended_on > s.started_on)) AS had,
         NOT EXISTS (SELECT 1 FROM subscription o WHERE o.customer_id = s.customer_id AND o.started_on < s.started_on AND o.plan = s.plan) AS other
        FROM subscription s WHERE ${dayWithin('s.started_on', scope, add)} AND s.customer_id IS NOT NULL AND NOT s.trial${ofSegment('s.customer_id', scope.segment, add)})
     SELECT (SELECT count(DISTINCT s.customer_id)::int FROM subscription s WHERE s.started_on <= ${add(scope.last)}::date
         AND (${add(scope.first)}::date IS NULL OR s.ended_on IS NULL OR s.ended_on >= ${add(scope.first)}::date)${ofSegment('s.customer_id', scope.segment, add)}) AS customers,
       (count(DISTINCT customer_id) FILTER (WHERE upgraded))::int AS upsold,
       (count(DISTINCT customer_id) FILTER (WHERE had AND other AND NOT upgraded AND NOT downgraded))::int AS "crossSold",
       (count(DISTINCT customer_id) FILTER (WHERE upgraded OR (had AND other AND NOT downgraded)))::int AS expanded,
       (SELECT count(*)::int FROM subscription s WHERE s.upgraded AND ${dayWithin('s.started_on', scope, add)}${ofSegment('s.customer_id', scope.segment, add)}) AS upgrades,
       (SELECT count(*)::int FROM subscription s WHERE s.downgraded AND ${dayWithin('s.started_on', scope, add)}${ofSegment('s.customer_id', scope.segment, add)}) AS downgrades
      FROM begun`,
    values,
  );
  return Expanded.parse(row);
}

const Expanded: z.ZodType<ExpansionFacts> = z.object({
  customers: z.number(),
  upsold: z.number(),
  crossSold: z.number(),
  expanded: z.number(),
  upgrades: z.number(),
  downgrades: z.number(),
});
