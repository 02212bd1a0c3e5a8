import type { SurveyAnswerRecord } from '../../customer/business-records.ts';
import type { SourceRecord } from '../../customer/records.ts';
import { entryId, entryOf, entryParts } from '../entry.ts';
import type { HubspotObject } from './objects.ts';
import { dateOf } from './property.ts';
import type { Reading } from './reading.ts';

/** HubSpot's surveys whose answers count, with the scores that each allows. */
const SURVEYS: Readonly<
  Record<string, { survey: SurveyAnswerRecord['survey']; least: number; best: number }>
> = {
  NPS: { survey: 'nps', least: 0, best: 10 },
  CSAT: { survey: 'csat', least: 1, best: 5 },
  CES: { survey: 'ces', least: 1, best: 7 },
};

/** An answer to a survey, on the timeline too; nothing where its kind or its score is another one. */
export function surveyAnswerOf(
  { id, properties, createdAt }: HubspotObject,
  company: string | null,
  { source, setting }: Reading,
): SourceRecord[] {
  const survey = SURVEYS[properties['hs_survey_type'] ?? ''];
  const score = Number(properties['hs_value'] || Number.NaN);
  if (!survey || !Number.isInteger(score) || score < survey.least || score > survey.best) return [];
  const at = dateOf(properties['hs_submission_timestamp']) ?? createdAt;
  const comment = properties['hs_content']?.trim() || null;
  const { best } = survey;
  const entry = {
    ...entryParts({ source, setting }, null),
    department: 'success' as const,
    channel: 'survey' as const,
    entryKind: 'survey' as const,
    direction: 'inbound' as const,
  };
  return [
    {
      kind: 'survey-answer',
      source,
      externalId: id,
      customer: company,
      survey: survey.survey,
      score,
      best,
      comment,
      at,
      ticket: null,
    },
    ...entryOf(entry, company, {
      externalId: entryId('feedback_submissions', id, null),
      at,
      title: `${properties['hs_survey_name'] || properties['hs_survey_type']}: ${score} of ${best}`,
      body: comment,
    }),
  ];
}
