import { z } from 'zod';
import type { ScoreCount, Survey } from '../../crm/figure/facts.ts';
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

const Stored: z.ZodType<ScoreCount> = z.object({
  score: z.number(),
  best: z.number(),
  count: z.number(),
});
