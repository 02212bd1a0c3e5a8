import { z } from 'zod';
import type { CoverageFacts, EngagementFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { dayWithin, happenedIn, ofSegment } from './scope-sql.ts';

/** Customers who use the product count, those too who are marked as gone. */
export async function readEngagement(sql: Sql, scope: Scope): Promise<EngagementFacts> {
  const { values, add } = parameters();
  const served = `c.stage NOT IN ('lead', 'prospect') AND (c.since IS NULL OR c.since <= ${add(scope.last)}::date)`;
  const customers =
    scope.segment.kind === 'all'
      ? `((SELECT coalesce(sum(served), 0) FROM balance_change WHERE currency = '' AND day <= ${add(scope.last)}::date)
         + (SELECT count(*) FROM used JOIN customer c ON c.id = used.customer_id WHERE c.stage = 'churned'))::int`
      : `(SELECT count(*)::int FROM customer c WHERE ${served}
         AND (c.stage <> 'churned' OR c.id IN (SELECT customer_id FROM used))${ofSegment('c.id', scope.segment, add)})`;
  const [row] = await sql.query(
    `WITH used AS (SELECT DISTINCT u.customer_id FROM usage_day u JOIN customer c ON c.id = u.customer_id
         WHERE ${dayWithin('u.day', scope, add)} AND u.uses > 0 AND ${served}${ofSegment('u.customer_id', scope.segment, add)})
     SELECT ${customers} AS customers,
       (SELECT count(*)::int FROM used) AS engaged, EXISTS (SELECT 1 FROM usage_day u WHERE u.day <= ${add(scope.last)}::date) AS "hasUsage"`,
    values,
  );
  return z.object({ customers: z.number(), engaged: z.number(), hasUsage: z.boolean() }).parse(row);
}

/** Reads the entries of the period by their index, which holds all that is asked of them. */
export async function readCoverage(sql: Sql, scope: Scope): Promise<CoverageFacts> {
  const { values, add } = parameters();
  const rows = await sql.query(
    `WITH touch AS (SELECT e.customer_id, CASE WHEN ${LOGGED} THEN e.department END AS department FROM entry e
         WHERE ${happenedIn('e.at', scope, add)}${ofSegment('e.customer_id', scope.segment, add)} GROUP BY 1, 2)
     SELECT department, count(*)::int AS customers FROM touch WHERE department IS NOT NULL GROUP BY department
     UNION ALL SELECT '', count(DISTINCT customer_id)::int FROM touch WHERE department IS NOT NULL
     UNION ALL SELECT '*', count(DISTINCT customer_id)::int FROM touch
     ORDER BY customers DESC, department`,
    values,
  );
  const found = z.array(z.object({ department: z.string(), customers: z.number() })).parse(rows);
  const of = (name: string) => found.find(({ department }) => department === name)?.customers ?? 0;
  return {
    customers: of('*'),
    touched: of(''),
    departments: found.filter(({ department }) => department !== '*' && department !== ''),
  };
}

/** One of us was in touch, or wrote down that they were. */
const LOGGED = `(e.kind IN ('call', 'meeting', 'note') OR (e.kind IN ('email', 'message') AND e.direction <> 'inbound'))`;
