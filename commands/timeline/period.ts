import { stringsFor } from '../../cards/strings.ts';
import { day, type Reader } from '../../cards/view/format.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import { type Day, dayIn, endOfDay, startOfDay } from '../../crm/time/day.ts';
import { noSuchDay } from '../parse/due-instant.ts';
import { type PastReading, readPast } from '../parse/past-day.ts';

/** From the start of one day to the end of another. */
export interface Period {
  since: Date | null;
  until: Date | null;
}

export type PeriodFault =
  | { kind: 'day'; typed: string; keyword: string; read: Exclude<PastReading, { kind: 'span' }> }
  | { kind: 'ahead'; day: Day }
  | { kind: 'order'; since: Day; until: Day }
  | { kind: 'twice'; word: string };

export type PeriodKeyword = 'since' | 'until';

/** Reads `since …` and `until …`, each typed once. */
export function readPeriod(
  typed: Readonly<Partial<Record<PeriodKeyword, string>>>,
  reader: Reader,
): Period | PeriodFault {
  const { now, zone } = reader;
  const days: Partial<Record<PeriodKeyword, Day>> = {};
  for (const keyword of ['since', 'until'] as const) {
    const words = typed[keyword];
    if (words === undefined) continue;
    const read = readPast(words, reader);
    if (read.kind !== 'span') return { kind: 'day', typed: words, keyword, read };
    // "until Friday" includes Friday, and "until last month" all of it.
    days[keyword] = keyword === 'since' ? read.first : read.last;
  }
  const { since, until } = days;
  if (since && since > dayIn(now, zone)) return { kind: 'ahead', day: since };
  if (since && until && since > until) return { kind: 'order', since, until };
  return {
    since: since ? startOfDay(since, zone) : null,
    until: until ? endOfDay(until, zone) : null,
  };
}

export function periodProblem(fault: PeriodFault, reader: Reader): Problem {
  const { past } = stringsFor(reader).time;
  switch (fault.kind) {
    case 'ahead':
      return new Problem('ahead', past.ahead(day(fault.day, reader)));
    case 'order':
      return new Problem('period', past.order(day(fault.since, reader), day(fault.until, reader)));
    case 'twice':
      return new Problem('unread-filter', past.twice(fault.word));
    case 'day':
      return dayProblem(fault, reader);
    default:
      return unreachable(fault);
  }
}

function dayProblem(
  { typed, keyword, read }: Extract<PeriodFault, { kind: 'day' }>,
  reader: Reader,
): Problem {
  const { past } = stringsFor(reader).time;
  if (read.kind === 'no-such-day') return noSuchDay(typed, read.day, reader);
  if (read.kind === 'unread') return new Problem('unread-filter', past.unread(typed || keyword));
  const extra = typed.endsWith(read.words) ? typed.slice(0, -read.words.length).trim() : typed;
  return new Problem(
    'unread-filter',
    past.near(extra || typed, `${keyword} ${read.words}`, day(read.day, reader)),
  );
}
