import { type JobFacts, RECENT } from '../../crm/status/facts.ts';
import type { Database, Sql } from '../database/database.ts';
import { SCHEMA } from '../queue/options.ts';

/** Reads how the jobs of each kind are going. `now` is the clock of whoever asks; the queue's own only measures lengths. */
export function jobFactsOn(database: Database): (now: Date) => Promise<JobFacts[]> {
  let isThere = false;
  return async (now) => {
    // The queue makes its tables when it is first used.
    isThere ||= await hasQueue(database);
    if (!isThere) return [];
    const rows = await database.query<Row>(JOBS, [RECENT], { name: 'status-jobs' });
    return rows.map(({ waits, failedFirst, failedLast, ...row }) => ({
      ...row,
      dueSince: before(now, waits),
      failedSince: before(now, failedFirst),
      failedAt: before(now, failedLast),
    }));
  };
}

/** Does those again that were given up: each gets one more try. */
export async function retryJobs(sql: Sql, { job }: { job: string }): Promise<void> {
  await sql.query(
    `WITH again AS (UPDATE ${SCHEMA}.job j SET state = 'retry', retry_limit = retry_count + 1, completed_on = NULL, start_after = ${SCHEMA}.job_now()
        WHERE name = $2 AND id IN (SELECT id FROM (${STANDING}) standing WHERE name = $2) AND state = 'failed' RETURNING id)
      SELECT count(*) FROM again`,
    [RECENT, job],
  );
}

/** Times in milliseconds before now. */
interface Row extends Omit<JobFacts, 'dueSince' | 'failedSince' | 'failedAt'> {
  waits: number | null;
  failedFirst: number | null;
  failedLast: number | null;
}

const before = (now: Date, length: number | null): Date | null =>
  length === null ? null : new Date(now.getTime() - Math.max(0, length));

async function hasQueue(database: Database): Promise<boolean> {
  const [row] = await database.query<{ is: boolean }>(
    `SELECT to_regclass('${SCHEMA}.job') IS NOT NULL AS is`,
  );
  return row?.is ?? false;
}

const since = (at: string): string =>
  `(extract(epoch FROM ${SCHEMA}.job_now() - ${at}) * 1000)::float8`;

// The clock sends a slot, and a system's turn its name: of such jobs a later one does what the failed one left.
const STANDING = `SELECT f.id, f.name, f.completed_on, f.output FROM ${SCHEMA}.job f
  CROSS JOIN LATERAL (SELECT CASE jsonb_typeof(f.data->'data') WHEN 'object' THEN (f.data->'data') - 'slot' END AS about) a
  WHERE f.state = 'failed' AND f.completed_on > ${SCHEMA}.job_now() - $1::float8 * interval '1 millisecond'
    AND NOT (coalesce(a.about - 'source' = '{}', false) AND EXISTS (SELECT 1 FROM ${SCHEMA}.job d
      WHERE d.name = f.name AND d.completed_on > f.completed_on AND d.state = 'completed' AND (d.data->'data') - 'slot' = a.about))`;

// The states as in pg-boss's own index of jobs that are not over. The queue of a job's end has a worker only where
// something is to be done about the failure; otherwise its jobs lie there.
const JOBS = `WITH standing AS MATERIALIZED (${STANDING}),
  failed AS (SELECT name, count(*)::int AS failed, ${since('min(completed_on)')} AS first, ${since('max(completed_on)')} AS last,
      (array_agg(coalesce(output->>'message', output->'value'->>'message') ORDER BY completed_on DESC, id))[1] AS fault FROM standing GROUP BY name),
  live AS (SELECT name, count(*) FILTER (WHERE state < 'active' AND start_after <= ${SCHEMA}.job_now())::int AS due,
      ${since(`min(start_after) FILTER (WHERE state < 'active' AND start_after <= ${SCHEMA}.job_now())`)} AS waits, count(*) FILTER (WHERE state < 'active' AND start_after > ${SCHEMA}.job_now())::int AS later,
      count(*) FILTER (WHERE state = 'active')::int AS active
    FROM ${SCHEMA}.job WHERE state IN ('created', 'retry', 'active', 'failed') GROUP BY name)
  SELECT q.name AS kind, coalesce(l.due, 0) AS due, l.waits, coalesce(l.later, 0) AS later, coalesce(l.active, 0) AS active,
    coalesce(f.failed, 0) AS failed, f.first AS "failedFirst", f.last AS "failedLast", f.fault
  FROM ${SCHEMA}.queue q LEFT JOIN live l USING (name) LEFT JOIN failed f USING (name)
  WHERE q.name NOT LIKE '%.failed' OR f.failed > 0 ORDER BY q.name`;
