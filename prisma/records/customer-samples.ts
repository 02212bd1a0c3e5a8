import { z } from 'zod';
import { Stage } from '../../crm/customer/customer.ts';
import type { Sql } from '../database/database.ts';

/** A customer as it stands in the store, with how much there is about it. */
const CustomerSample = z.object({
  name: z.string(),
  stage: Stage,
  segment: z.string().nullable(),
  industry: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  owner: z.string().nullable(),
  revenue: z.object({ amount: z.number(), currency: z.string() }).nullable(),
  since: z.string().nullable(),
  renewsOn: z.string().nullable(),
  domains: z.array(z.string()),
  counts: z.record(z.string(), z.number()),
  last: z.object({ title: z.string(), at: z.coerce.date() }).nullable(),
});
export type CustomerSample = z.infer<typeof CustomerSample>;

const COUNTED = [
  'contact',
  'deal',
  'ticket',
  'subscription',
  'invoice',
  'payment',
  'survey_answer',
  'usage_day',
  'entry',
];

/** Customers of a source, by name; first those that changed since an instant. */
export async function customerSamples(
  sql: Sql,
  { source, since, most }: { source: string; since: Date; most: number },
): Promise<CustomerSample[]> {
  const counts = COUNTED.map(
    (table) => `'${table}', (SELECT count(*) FROM ${table} t WHERE t.customer_id = c.id)`,
  );
  const rows = await sql.query(
    `SELECT c.name, c.stage, c.segment, c.industry, c.city, c.country, c.since::text, c.renews_on::text AS "renewsOn",
       (SELECT p.name FROM person p WHERE p.id = c.owner_id) AS owner,
       CASE WHEN c.revenue IS NOT NULL THEN json_build_object('amount', c.revenue, 'currency', c.currency) END AS revenue,
       coalesce((SELECT json_agg(d.domain ORDER BY d.domain) FROM domain d WHERE d.customer_id = c.id), '[]') AS domains,
       json_build_object(${counts.join(', ')}) AS counts,
       (SELECT json_build_object('title', e.title, 'at', e.at) FROM entry e WHERE e.customer_id = c.id ORDER BY e.at DESC, e.external_id LIMIT 1) AS last
     FROM customer c WHERE EXISTS (SELECT 1 FROM reference r WHERE r.customer_id = c.id AND r.source = $1)
     ORDER BY c.updated_at >= $2 DESC, c.name, c.id LIMIT $3`,
    [source, since, most],
  );
  return z.array(CustomerSample).parse(rows);
}
