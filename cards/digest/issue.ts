import type { DigestContent } from '../../crm/digest/content.ts';
import type { Digest, DigestIssue } from '../../crm/digest/digest.ts';
import { weekNumber } from '../../crm/time/day.ts';
import type { Measured, Participation, TrendPoint } from '../../kpi/measured.ts';
import { stringsFor } from '../strings.ts';
import { capital, dayHeading, month, type Reader } from '../view/format.ts';

/** All that an issue tells, as its card and its detail show it. */
export interface DigestCard {
  digest: Pick<Digest, 'id' | 'schedule'>;
  issue: Pick<DigestIssue, 'slot' | 'first' | 'last'>;
  figures: readonly Measured[];
  /** The first figure's twelve periods, oldest first. */
  trend: readonly TrendPoint[];
  content: DigestContent;
  /** Of a leader's: who takes part. */
  participation: Participation | null;
  /** Sources of its figures that told nothing lately. */
  silent: readonly { source: string; at: Date | null }[];
  /** Its slot passed while nobody was there to send it. */
  isLate: boolean;
  /** Nobody acted on the last four weeks of it. */
  isUnread: boolean;
  /** Its detail stands in the thread under it. */
  hasThread: boolean;
  reader: Reader;
}

export function digestTitle({ digest, issue, reader }: DigestCard): string {
  const { title } = stringsFor(reader).digest;
  if (digest.schedule.every === 'week') return title.week(weekNumber(issue.last));
  if (digest.schedule.every === 'month')
    return title.month(capital(month(issue.last, reader), reader));
  return title.day(dayHeading(issue.last, reader));
}

export const whichOf = ({ digest, issue }: Pick<DigestCard, 'digest' | 'issue'>) => ({
  digest: digest.id,
  slot: issue.slot.toISOString(),
});
