import { z } from 'zod';
import type { ExpansionFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { type Parameters, parameters } from '../timeline/entries.ts';
import { dayWithin, ofSegment, openAt } from './scope-sql.ts';

/** A subscription that its source calls upgraded is an upsell; one of a plan that the customer did not have is a cross-sell. */
export async function readExpansions(sql: Sql, scope: Scope): Promise<ExpansionFacts> {
  const { values, add } = parameters();
  const [row] = await sql.query(
    `WITH begun AS (SELECT s.customer_id, s.upgraded, s.downgraded,
         EXISTS (SELECT 1 FROM subscription o WHERE o.customer_id = s.customer_id AND o.started_on < s.started_on AND (o.ended_on IS NULL OR o.ended_on > s.started_on)) AS had,
         NOT EXISTS (SELECT 1 FROM subscription o WHERE o.customer_id = s.customer_id AND o.started_on < s.started_on AND o.plan = s.plan) AS other
        FROM subscription s WHERE ${dayWithin('s.started_on', scope, add)} AND s.customer_id IS NOT NULL AND NOT s.trial${ofSegment('s.customer_id', scope.segment, add)})
     SELECT ${subscribers(scope, add)} AS customers,
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

/** Customers with a subscription in the period. Of all customers these are those of the beginning, a balance, and new ones. */
function subscribers({ first, last, segment }: Scope, add: Parameters['add']): string {
  const end = `${add(last)}::date`;
  if (first === null || segment.kind !== 'all') {
    const begun =
      first === null ? '' : ` AND (s.ended_on IS NULL OR s.ended_on >= ${add(first)}::date)`;
    return `(SELECT count(DISTINCT s.customer_id)::int FROM subscription s WHERE s.started_on <= ${end}${begun}${ofSegment('s.customer_id', segment, add)})`;
  }
  const begin = `${add(first)}::date`;
  return `((SELECT coalesce(sum(open_accounts), 0) FROM balance_change WHERE currency = '' AND day < ${begin})
      + (SELECT count(DISTINCT n.customer_id) FROM subscription n WHERE n.started_on BETWEEN ${begin} AND ${end} AND (n.ended_on IS NULL OR n.ended_on >= ${begin})
         AND NOT EXISTS (SELECT 1 FROM subscription s WHERE s.customer_id = n.customer_id AND ${openAt(`(${begin} - 1)`)})))::int`;
}
