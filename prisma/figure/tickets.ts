import { z } from 'zod';
import type { ContactFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { IS_ANSWER, IS_PUBLIC_AND_HUMAN } from './answers.ts';
import { happenedIn, ofSegment } from './scope-sql.ts';

/** Public answers of colleagues stand on the timeline, with the ticket as their record, while it is open. */
export async function readFirstContacts(sql: Sql, scope: Scope): Promise<ContactFacts> {
  const { values, add } = parameters();
  const [row] = await sql.query(
    `SELECT count(*)::int AS solved, (count(*) FILTER (WHERE answers > 0))::int AS answered,
       (count(*) FILTER (WHERE answers = 1))::int AS once,
       CASE WHEN EXISTS (SELECT 1 FROM event WHERE kind = 'ticket-reopened') THEN (count(*) FILTER (WHERE reopened))::int END AS reopened
      FROM (SELECT (SELECT count(*) FROM entry e WHERE e.customer_id = t.customer_id AND e.at >= t.opened_at - interval '1 day' AND e.at <= t.solved_at + interval '1 day' AND e.source = t.source
               AND e.record_id = t.external_id AND ${IS_ANSWER} AND ${IS_PUBLIC_AND_HUMAN}) AS answers,
             EXISTS (SELECT 1 FROM event v WHERE v.kind = 'ticket-reopened' AND v.customer_id = t.customer_id AND v.source = t.source
               AND v.payload->>'record' = t.external_id AND v.at > t.solved_at AND v.at <= t.solved_at + interval '7 days') AS reopened
        FROM ticket t WHERE t.status = 'solved' AND ${happenedIn('t.solved_at', scope, add)}${ofSegment('t.customer_id', scope.segment, add)}) r`,
    values,
  );
  return Stored.parse(row);
}

const Stored = z.object({
  solved: z.number(),
  answered: z.number(),
  once: z.number(),
  reopened: z.number().nullable(),
});
