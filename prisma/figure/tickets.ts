import { z } from 'zod';
import type { ContactFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { IS_ANSWER, IS_PUBLIC_AND_HUMAN } from './answers.ts';
import { happenedIn, ofSegment } from './scope-sql.ts';

/**
 * Public answers of colleagues stand on the timeline, with the ticket as their record, while it is open. A ticket that
 * was reopened lost the time of its first solution, which the event of it still has.
 */
export async function readFirstContacts(sql: Sql, scope: Scope): Promise<ContactFacts> {
  const { values, add } = parameters();
  const whose = ofSegment('t.customer_id', scope.segment, add);
  const [row] = await sql.query(
    `WITH solution AS (SELECT t.*, true AS holds FROM ticket t WHERE t.status = 'solved' AND ${happenedIn('t.solved_at', scope, add)}${whose}
        UNION ALL SELECT t.*, false FROM ticket t WHERE t.status <> 'solved'${whose}
          AND (t.source, t.external_id) IN (SELECT v.source, v.payload->>'record' FROM event v WHERE v.kind = 'ticket-reopened')
          AND EXISTS (SELECT 1 FROM event s WHERE s.kind = 'ticket-solved' AND ${ofTicket('s')} AND ${happenedIn('s.at', scope, add)}))
     SELECT (count(*) FILTER (WHERE holds))::int AS solved, (count(*) FILTER (WHERE holds AND answers > 0))::int AS answered,
       (count(*) FILTER (WHERE holds AND answers = 1))::int AS once,
       CASE WHEN EXISTS (SELECT 1 FROM event WHERE kind = 'ticket-reopened')
         THEN json_build_object('all', count(*), 'reopened', count(*) FILTER (WHERE reopened)) END AS solutions
      FROM (SELECT holds, (SELECT count(*) FROM entry e WHERE e.customer_id = t.customer_id AND e.at >= t.opened_at - interval '1 day' AND e.at <= t.solved_at + interval '1 day' AND e.source = t.source
               AND e.record_id = t.external_id AND ${IS_ANSWER} AND ${IS_PUBLIC_AND_HUMAN}) AS answers,
             EXISTS (SELECT 1 FROM event v WHERE v.kind = 'ticket-reopened' AND ${ofTicket('v')} AND v.at < ${add(scope.until)}::timestamptz AND (t.solved_at IS NULL OR v.at <= t.solved_at + ${WEEK})
               AND v.at <= (SELECT max(s.at) FROM event s WHERE s.kind = 'ticket-solved' AND ${ofTicket('s')} AND s.at <= v.at) + ${WEEK}) AS reopened
        FROM solution t) r`,
    values,
  );
  return Stored.parse(row);
}

const WEEK = `interval '7 days'`;
const ofTicket = (event: string): string =>
  `${event}.source = t.source AND ${event}.payload->>'record' = t.external_id`;

const Stored = z.object({
  solved: z.number(),
  answered: z.number(),
  once: z.number(),
  solutions: z.object({ all: z.number(), reopened: z.number() }).nullable(),
});
