import { z } from 'zod';
import type { SurveyAnswerRecord } from '../customer/business-records.ts';
import type { CustomerId } from '../customer/customer.ts';

export type Survey = SurveyAnswerRecord['survey'];

/** So many answers with this score, of a survey whose best score is `best`. */
export interface ScoreCount {
  score: number;
  best: number;
  count: number;
}

/** Records behind a figure, by what they are; the port lists them page by page. */
export const RecordSet = z.enum([
  'answers-nps',
  'answers-csat',
  'answers-ces',
  'subscriptions-ended',
  'orders',
]);
export type RecordSet = z.infer<typeof RecordSet>;

/** One record behind a figure, without anybody's text. */
export interface FigureRecord {
  source: string;
  externalId: string;
  customer: { id: CustomerId; name: string } | null;
  at: Date;
  /** In the unit of the set: a score, minutes; null where it is the record's existence that counts. */
  value: number | null;
}
