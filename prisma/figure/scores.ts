import { z } from 'zod';
import type { ChannelScores, ScoreCount, Survey } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { happenedIn, ofSegment } from './scope-sql.ts';

export async function readScores(sql: Sql, scope: Scope, survey: Survey): Promise<ScoreCount[]> {
  const { values, add } = parameters();
  const rows = await sql.query(
    `SELECT score, best, count(*)::int AS count FROM survey_answer s
      WHERE s.survey = ${add(survey)} AND ${happenedIn('s.at', scope, add)}${ofSegment('s.customer_id', scope.segment, add)}
      GROUP BY score, best`,
    values,
  );
  return z.array(Stored).parse(rows);
}

const Stored = z.object({
  score: z.number(),
  best: z.number(),
  count: z.number(),
});

/** The channel is that of the entry with which the customer opened the ticket. */
export async function readChannelScores(sql: Sql, scope: Scope): Promise<ChannelScores[]> {
  const { values, add } = parameters();
  const rows = await sql.query(
    `SELECT channel, score, best, count(*)::int AS count FROM (
       SELECT s.score, s.best, (SELECT e.channel FROM entry e WHERE e.customer_id = s.customer_id AND e.at <= s.at AND e.source = s.source
           AND e.at >= coalesce((SELECT t.opened_at - interval '1 day' FROM ticket t WHERE t.source = s.source AND t.external_id = s.ticket_id), s.at - interval '90 days')
           AND e.record_kind = 'ticket' AND e.record_id = s.ticket_id AND e.direction = 'inbound' ORDER BY e.at, e.external_id LIMIT 1) AS channel
         FROM survey_answer s WHERE s.survey = 'csat' AND s.ticket_id IS NOT NULL
          AND ${happenedIn('s.at', scope, add)}${ofSegment('s.customer_id', scope.segment, add)}) r
      WHERE channel IS NOT NULL GROUP BY channel, score, best`,
    values,
  );
  return z.array(Stored.extend({ channel: z.string() })).parse(rows);
}
