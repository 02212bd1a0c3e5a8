import { z } from 'zod';
import type { Json } from '../../crm/connectors/mapping/json.ts';
import type { SourceOverview } from '../../crm/store/deliveries.ts';
import type { Database } from '../database/database.ts';

/** As many kinds of reasons as a card has room for. */
const REASONS = 3;

export async function overviewOf(
  database: Database,
  source: string,
): Promise<SourceOverview | null> {
  const [last] = await database.query(LAST, [source]);
  if (!last) return null;
  const reasons = await database.query<{ example: string; count: number; total: number }>(REASON, [
    source,
  ]);
  return {
    last: Last.parse(last),
    aside: reasons[0]?.total ?? 0,
    reasons: reasons.map(({ example, count }) => ({ example, count })),
  };
}

const LAST = `SELECT d.received_at AS "receivedAt", d.count, d.items -> coalesce(a.first, 0) AS example,
    d.done_at IS NOT NULL AS done, d.saved, d.left_out AS "leftOut", a.aside
  FROM ingest_delivery d,
    LATERAL (SELECT count(*) AS aside, min(position) AS first FROM ingest_aside WHERE source = d.source AND key = d.key) a
  WHERE d.source = $1 ORDER BY d.received_at DESC, d.key DESC LIMIT 1`;

// Reasons that differ in the quoted word alone are of one kind.
const REASON = `SELECT min(reason) AS example, count(*) AS count, (sum(count(*)) OVER ())::int8 AS total
  FROM ingest_aside WHERE source = $1 GROUP BY regexp_replace(reason, '"[^"]*"', '"…"', 'g')
  ORDER BY count(*) DESC, min(reason) LIMIT ${REASONS}`;

const Last: z.ZodType<SourceOverview['last']> = z.object({
  receivedAt: z.date(),
  count: z.number(),
  example: z.custom<Json>(() => true),
  done: z.boolean(),
  saved: z.number(),
  leftOut: z.number(),
  aside: z.number(),
});
