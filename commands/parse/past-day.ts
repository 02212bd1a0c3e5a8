import type { Reader } from '../../cards/view/format.ts';
import { addDays, addMonths, type Day, dayIn } from '../../crm/time/day.ts';
import { LONGEST_TIME, readTime, type TimeFields } from './time/chrono.ts';
import { type NoSuchDay, writeDates } from './time/dates.ts';
import { type Span, spanOf, writeEdges } from './time/spans.ts';
import { slipOf } from './time/vocabulary.ts';

export type PastReading =
  | ({ kind: 'span' } & Span)
  | { kind: 'no-such-day'; day: NoSuchDay }
  /** A day stands at its end, or it is a slip of one: `words` are to be typed instead. */
  | { kind: 'near'; words: string; day: Day }
  | { kind: 'unread' };

/** `monday`, `3/4`, `last quarter` → the days that are meant: of several, the latest that is not in the future. A single day is a span of itself. */
export function readPast(words: string, reader: Reader): PastReading {
  const whole = readWhole(words, reader);
  return whole.kind === 'unread' ? near(words, reader) : whole;
}

function readWhole(words: string, { now, zone, locale }: Reader): PastReading {
  const said = words.trim();
  if (said === '' || said.length > LONGEST_TIME) return { kind: 'unread' };
  const today = dayIn(now, zone);
  const dates = { today, locale, direction: 'behind' as const };
  const span = spanOf(said, dates);
  if (span) return { kind: 'span', first: span.first, last: span.last };
  const text = writeDates(writeEdges(said, dates), dates);
  if (typeof text !== 'string') return { kind: 'no-such-day', day: text };
  const start = readTime(text, { now, zone, forwardDate: false });
  if (!start) return { kind: 'unread' };
  const first = dayBehind(start, today);
  const isMonth =
    start.isCertain('month') && !start.isCertain('day') && !start.isCertain('weekday');
  return { kind: 'span', first, last: isMonth ? addDays(addMonths(first, 1), -1) : first };
}

const NEAR_WORDS = 4;

function near(words: string, reader: Reader): PastReading {
  const all = words.trim().split(' ');
  const meant = all.length <= NEAR_WORDS ? all.map((word) => slipOf(word) ?? word).join(' ') : '';
  const slip = meant && meant !== all.join(' ') ? readWhole(meant, reader) : null;
  if (slip?.kind === 'span') return { kind: 'near', words: meant, day: slip.first };
  for (let n = Math.min(NEAR_WORDS, all.length - 1); n > 0; n -= 1) {
    const end = all.slice(-n).join(' ');
    const read = readWhole(end, reader);
    if (read.kind === 'span')
      return { kind: 'near', words: end.replace(/^on /i, ''), day: read.first };
  }
  return { kind: 'unread' };
}

/** A past span: on a Tuesday "friday" is the last one, though the next is nearer, and in May "december" is last year's. */
function dayBehind(start: TimeFields, today: Day): Day {
  const day = start.day;
  if (day <= today) return day;
  if (start.isCertain('weekday') && !start.isCertain('day')) return addDays(day, -7);
  const isYearSaid = start.isCertain('year') || !start.isCertain('month');
  return isYearSaid ? day : addMonths(day, -12);
}
