import type { Reader } from '../../cards/view/format.ts';
import { clockOfMinutes, instantAt, minutesIn } from '../../crm/time/clock.ts';
import { addDays, type Day, dayIn } from '../../crm/time/day.ts';
import { LONGEST_TIME, readTime, type TimeFields } from './time/chrono.ts';
import { writeClocks } from './time/clocks.ts';
import { type NoSuchDay, writeDates } from './time/dates.ts';
import { writeLengths } from './time/lengths.ts';
import { type Span, spanOf, writeEdges } from './time/spans.ts';
import { writeParts, writeSpoken } from './time/spoken.ts';
import { stretchToday } from './time/stretches.ts';
import { DAYS, slipOf } from './time/vocabulary.ts';

export interface WhenWords {
  at: Date;
  /** Only a day was said, so `at` is the end of that working day. */
  wholeDay: boolean;
}

export type WhenReading =
  | ({ kind: 'time' } & WhenWords)
  /** `next quarter`: a stretch, of which either end may be meant. */
  | ({ kind: 'span' } & Span)
  | { kind: 'no-such-day'; day: NoSuchDay }
  /** A slip of the finger; `words` are what was likely meant, and when that is. */
  | { kind: 'slip'; words: string; at: Date; wholeDay: boolean }
  | { kind: 'unread' };

/** `locale` is that of the one who typed: 2/3 is another day in New York than in London. `holidays` are no working days. */
export type WhenReader = Reader & { holidays?: readonly Day[] };

/** A day's end, where no hour is said: still in working time. */
const CLOSE = '17:00';
/** A day that has been, though its name comes again. */
const PAST_DAY = new RegExp(
  String.raw`\b(?:(?:last|past|previous)\s+(?:${DAYS})\b|last\s+week$)`,
  'i',
);

/** `friday 3pm`, `tomorrow`, `in 2 hours`, `12 dec` → the instant that is meant in this zone; the next one, where several could be. Null where it is no time. */
export function whenWords(words: string, reader: WhenReader): WhenWords | null {
  const read = readWhen(words, reader);
  if (read.kind === 'span')
    return { at: instantAt(read.first, CLOSE, reader.zone), wholeDay: true };
  return read.kind === 'time' ? { at: read.at, wholeDay: read.wholeDay } : null;
}

/** The same, with the reason where it is none. An hour that the clocks leave out is the later one, of an hour that comes twice it is the first. */
export function readWhen(words: string, reader: WhenReader): WhenReading {
  const said = writeSpoken(words.trim());
  if (said === '' || said.length > LONGEST_TIME) return { kind: 'unread' };
  const { now, zone, locale, holidays = [] } = reader;
  const part = stretchToday(said, reader);
  if (part) return { kind: 'time', at: part, wholeDay: false };
  const today = dayIn(now, zone);
  const dates = { today, locale, direction: 'ahead' as const };
  const span = spanOf(said, dates);
  if (span && !span.isThis && span.first > today) return { kind: 'span', ...span };
  const edges = writeEdges(span?.isThis ? said.replace(/^(?:the\s+)?/i, 'end of ') : said, dates);
  const text = writeDates(writeLengths(edges, { ...dates, holidays }), dates);
  if (typeof text !== 'string') return { kind: 'no-such-day', day: text };
  const plain = writeParts(writeClocks(text).replace(/\s+/g, ' ').trim());
  const isPast = PAST_DAY.test(said);
  const start = readTime(plain, { now, zone, forwardDate: !isPast });
  if (!start) return slipIn(said, reader);
  const wholeDay = !start.isCertain('hour') && !start.isCertain('minute');
  const at = instantOf(start, zone, wholeDay);
  return {
    kind: 'time',
    at: at > now || isPast ? at : later(start, at, { now, zone, wholeDay }),
    wholeDay,
  };
}

/** One word of it mistyped: `fridya 3pm`. */
function slipIn(said: string, reader: WhenReader): WhenReading {
  const words = said.split(' ');
  const meant = words.map((word) => slipOf(word) ?? word);
  if (meant.every((word, i) => word === words[i])) return { kind: 'unread' };
  const read = readWhen(meant.join(' '), reader);
  return read.kind === 'time'
    ? { ...read, kind: 'slip', words: meant.join(' ') }
    : { kind: 'unread' };
}

/** The calendar's fields in the zone, so that daylight saving between now and then is counted. */
function instantOf(start: TimeFields, zone: string, wholeDay: boolean): Date {
  if (start.isCertain('timezoneOffset')) return start.date();
  const minutes = (start.get('hour') ?? 0) * 60 + (start.get('minute') ?? 0);
  return instantAt(start.day, wholeDay ? CLOSE : clockOfMinutes(minutes), zone);
}

/** Said in the afternoon of a Friday, "friday 3pm" is next week's, "9am" tomorrow's, and "today" lasts till midnight. */
function later(
  start: TimeFields,
  at: Date,
  { now, zone, wholeDay }: { now: Date; zone: string; wholeDay: boolean },
): Date {
  const isToday = dayIn(at, zone) === dayIn(now, zone);
  if (!isToday || start.isCertain('timezoneOffset')) return at;
  if (start.isCertain('weekday')) return movedBy(at, 7, zone);
  if (start.isCertain('day')) return wholeDay ? instantAt(dayIn(now, zone), '23:59', zone) : at;
  return movedBy(at, 1, zone);
}

/** The same hour so many days on. */
const movedBy = (at: Date, days: number, zone: string): Date =>
  instantAt(addDays(dayIn(at, zone), days), clockOfMinutes(minutesIn(at, zone)), zone);
