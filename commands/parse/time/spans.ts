import { addDays, addMonths, type Day, startOfWeek, weekdayOf } from '../../../crm/time/day.ts';
import { OFFICE_HOURS } from '../../../crm/time/working-time.ts';
import { type DateReader, written } from './dates.ts';
import { MONTHS, monthOf } from './vocabulary.ts';

/** A stretch of the calendar, both days included. */
export interface Span {
  first: Day;
  last: Day;
}

type Unit = 'week' | 'month' | 'quarter' | 'year';
const MONTHS_OF = { month: 1, quarter: 3, year: 12 } as const;
const WHICH = 'this|current|next|coming|last|past|previous';
const WHOLE = new RegExp(String.raw`^(?:the\s+)?(${WHICH})\s+(week|month|quarter|year)$`, 'i');
const EDGE = new RegExp(
  String.raw`\b(?:the\s+)?(end|start|beginning)\s+of\s+(?:(?:the\s+)?(?:(${WHICH})\s+)?(week|month|quarter|year)|(${MONTHS})(?:\s+(\d{4}))?)\b`,
  'gi',
);
const QUARTER = /^(?:the\s+)?q([1-4])(?:\s+(\d{4}))?$/i;
const QUARTER_EDGE =
  /\b(?:the\s+)?(end|start|beginning)\s+of\s+(?:the\s+)?q([1-4])(?:\s+(\d{4}))?\b/gi;
const MIDDLE = new RegExp(
  String.raw`\b(?:the\s+)?mid(?:dle\s+of)?[\s-]+(${MONTHS})\b(?:\s+(\d{4})(?![\d:]))?`,
  'gi',
);
const SHORT = /^eo([wmqy])$/i;
const SHORT_UNITS: Readonly<Record<string, Unit>> = {
  w: 'week',
  m: 'month',
  q: 'quarter',
  y: 'year',
};

/** `last month`, `this week`, `q1` → the calendar's; null where it is none. */
export function spanOf(words: string, reader: DateReader): (Span & { isThis: boolean }) | null {
  const [, quarter, year] = QUARTER.exec(words.trim()) ?? [];
  if (quarter) {
    const of = quarterSpan(Number(quarter), year, reader);
    return { ...of, isThis: of.first <= reader.today && reader.today <= of.last };
  }
  const [, which = '', unit = ''] = WHOLE.exec(words.trim()) ?? [];
  if (!which) return null;
  const by = offsetOf(which);
  return { ...span(unitOf(unit), by, reader), isThis: by === 0 };
}

/** Writes `end of this week`, `start of next quarter`, `mid december`, `eom` as days. The end of a week is its last working day. */
export function writeEdges(words: string, reader: DateReader): string {
  const short = SHORT_UNITS[SHORT.exec(words.trim())?.[1]?.toLowerCase() ?? ''];
  if (short) return written(endOf(short, 0, reader));
  const others = words
    .replace(QUARTER_EDGE, (_, edge: string, quarter: string, year?: string) => {
      const of = quarterSpan(Number(quarter), year, reader);
      return written(edge.toLowerCase() === 'end' ? of.last : of.first);
    })
    .replace(MIDDLE, (_, month: string, year?: string) => `15 ${month}${year ? ` ${year}` : ''}`);
  return others.replace(
    EDGE,
    (_, edge: string, which = 'this', unit?: string, month?: string, year?: string) => {
      const by = offsetOf(which);
      const isEnd = edge.toLowerCase() === 'end';
      if (month) {
        const of = monthSpan(monthOf(month), year, reader);
        return written(isEnd ? of.last : of.first);
      }
      const meant = unitOf(unit ?? '');
      return written(isEnd ? endOf(meant, by, reader) : span(meant, by, reader).first);
    },
  );
}

function endOf(unit: Unit, by: number, reader: DateReader): Day {
  const found = span(unit, by, reader);
  if (unit !== 'week' || reader.direction === 'behind') return found.last;
  const last = lastWorkingDay(found);
  // On a Saturday, the week whose end is still to come is the next one.
  return last < reader.today ? lastWorkingDay(span(unit, by + 1, reader)) : last;
}

const isOff = (day: Day): boolean => OFFICE_HOURS.daysOff.some((off) => off === weekdayOf(day));

export function lastWorkingDay({ last }: Pick<Span, 'last'>): Day {
  let day = last;
  while (isOff(day)) day = addDays(day, -1);
  return day;
}

/** So many working days on; `holidays` are the office's. */
export function addWorkingDays(from: Day, days: number, holidays: readonly Day[]): Day {
  let day = from;
  for (let left = Math.min(days, 500); left > 0; ) {
    day = addDays(day, 1);
    if (!isOff(day) && !holidays.includes(day)) left -= 1;
  }
  return day;
}

function span(unit: Unit, by: number, { today, locale }: DateReader): Span {
  if (unit === 'week') {
    const first = addDays(startOfWeek(today, locale), 7 * by);
    return { first, last: addDays(first, 6) };
  }
  const length = MONTHS_OF[unit];
  const begun = Math.floor((Number(today.slice(5, 7)) - 1) / length) * length;
  const first = addMonths(`${today.slice(0, 4)}-01-01`, begun + by * length);
  return { first, last: addDays(addMonths(first, length), -1) };
}

/** Ahead, the one whose end is still to come; behind, one that has begun. */
function quarterSpan(
  quarter: number,
  year: string | undefined,
  { today, direction }: DateReader,
): Span {
  const thisQuarter = Math.ceil(Number(today.slice(5, 7)) / 3);
  const by = direction === 'ahead' ? Number(quarter < thisQuarter) : -Number(quarter > thisQuarter);
  const meant = year ? Number(year) : Number(today.slice(0, 4)) + by;
  const first = addMonths(`${meant}-01-01`, 3 * (quarter - 1));
  return { first, last: addDays(addMonths(first, 3), -1) };
}

function monthSpan(
  month: number,
  year: string | undefined,
  { today, direction }: DateReader,
): Span {
  const thisMonth = Number(today.slice(5, 7));
  const passed = direction === 'ahead' ? month < thisMonth : month > thisMonth;
  const by = direction === 'ahead' ? 1 : -1;
  const meant = year ? Number(year) : Number(today.slice(0, 4)) + (passed ? by : 0);
  const first = `${meant}-${String(month).padStart(2, '0')}-01`;
  return { first, last: addDays(addMonths(first, 1), -1) };
}

function offsetOf(which: string): number {
  if (/^(?:next|coming)$/i.test(which)) return 1;
  return /^(?:last|past|previous)$/i.test(which) ? -1 : 0;
}

const unitOf = (word: string): Unit =>
  Object.values(SHORT_UNITS).find((unit) => unit === word.toLowerCase()) ?? 'month';
