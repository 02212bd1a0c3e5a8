import type { SurveyAnswerRecord, TicketRecord } from '../../customer/business-records.ts';
import type { SourceRecord } from '../../customer/records.ts';
import { DAY } from '../../time/durations.ts';

/** Describes a contradiction within a record, in words for the rejects file; null where nothing is wrong. */
export function contradictionIn(record: SourceRecord, now: Date): string | null {
  if (record.kind === 'ticket') return ticketContradiction(record, now);
  return record.kind === 'survey-answer' ? offTheScale(record) : null;
}

/** A source's clock and zone may be off by hours, but not by more than a day. */
function ticketContradiction(
  { status, openedAt, solvedAt, satisfaction }: TicketRecord,
  now: Date,
): string | null {
  if (openedAt.getTime() > now.getTime() + DAY)
    return 'the ticket was opened on a day that is still to come';
  if (solvedAt && solvedAt < openedAt) return 'the ticket was solved before it was opened';
  if (solvedAt && status !== 'solved') return `the ticket is ${status} and has a time of solving`;
  return satisfaction !== null && (satisfaction < 1 || satisfaction > 5)
    ? `a satisfaction of ${satisfaction} is off the scale of 1 to 5`
    : null;
}

function offTheScale({ score, best }: SurveyAnswerRecord): string | null {
  if (best < 1) return `a best score of ${best} is no scale`;
  return score < 0 || score > best ? `a score of ${score} is off the scale of 0 to ${best}` : null;
}
