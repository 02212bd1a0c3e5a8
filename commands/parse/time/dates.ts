import { isDayFirst, usesDash } from '../../../crm/time/date-order.ts';
import { addMonths, type Day, dayFromFields, daysInMonth } from '../../../crm/time/day.ts';
import { DAY_WORDS, FEASTS, MONTHS, monthName, monthOf } from './vocabulary.ts';

/** Whether the words tell of what is to come or of what has been. */
export type Direction = 'ahead' | 'behind';
export interface DateReader {
  today: Day;
  /** BCP 47: of the one who typed. */
  locale: string;
  direction: Direction;
}

/** A day that no calendar has: 31 November. */
export interface NoSuchDay {
  month: number;
  year: number;
}

interface Fields {
  date: number;
  month: number;
  /** Null where it was not said. */
  year: number | null;
}

const NUMERIC =
  /(?<![\d.:/-])(\d{1,4})(?:([/-])(\d{1,2})(?:\2(\d{1,4}))?|(\.) ?(\d{1,2})(?:\. ?(\d{4}|\d{2})\b|(\.))?)\.?(?![\d:/]|-\d|\s*(?:am|pm|[ap]\.m|h\b|uhr|o.?clock))/gi;
const CLOCK_BEFORE = new RegExp(String.raw`(?:\b(?:at|kl\.?|um)|\b(?:${DAY_WORDS}))\s+$`, 'i');
const CJK = /(?:(\d{4})年)?\s?(\d{1,2})月\s?(\d{1,2})日/g;
const DAY_MONTH = new RegExp(
  String.raw`\b(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(${MONTHS})\b\.?(?:,?\s+(\d{4})(?![\d:]))?`,
  'gi',
);
const MONTH_DAY = new RegExp(
  String.raw`\b(${MONTHS})\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\b(?![:.]\d|\s*(?:am|pm)\b)(?:,?\s+(\d{4})(?![\d:]))?`,
  'gi',
);
const FEAST = FEASTS.map(({ words, ...fields }) => ({
  ...fields,
  pattern: new RegExp(String.raw`(?:\bthis\s+)?\b(?:${words})\b(?:,?\s+(\d{4}))?`, 'gi'),
}));
const ORDINAL = /\b(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)\b/gi;

/** Writes every date among the words as `4 January 2027`, which is read in one way only. */
export function writeDates(words: string, reader: DateReader): string | NoSuchDay {
  let fault: NoSuchDay | null = null;
  const write = (fields: Fields | null, as: string): string => {
    if (!fields) return as;
    const found = dated(fields, reader);
    if (typeof found === 'string') return written(found);
    fault ??= found;
    return as;
  };
  const named = FEAST.reduce(
    (left, { pattern, month, date }) =>
      left.replace(pattern, (as, year) =>
        write({ date, month, year: year ? Number(year) : null }, as),
      ),
    words,
  );
  const text = named
    .replace(CJK, (as, year, month, date) =>
      write({ date: Number(date), month: Number(month), year: year ? Number(year) : null }, as),
    )
    .replace(NUMERIC, (as, first, mark, second, third, dot, other, last, end, at: number) =>
      write(
        fieldsOf(
          {
            parts: [first, second ?? other, third ?? last],
            mark: mark ?? dot,
            closed: Boolean(end ?? last),
            afterDay: CLOCK_BEFORE.test(named.slice(Math.max(0, at - 20), at)),
          },
          reader.locale,
        ),
        as,
      ),
    )
    .replace(DAY_MONTH, (as, date, month, year) =>
      write({ date: Number(date), month: monthOf(month), year: year ? Number(year) : null }, as),
    )
    .replace(MONTH_DAY, (as, month, date, year) =>
      write({ date: Number(date), month: monthOf(month), year: year ? Number(year) : null }, as),
    )
    .replace(ORDINAL, (as, date) => {
      const found = dayOfMonth(Number(date), reader);
      return found ? written(found) : as;
    });
  return fault ?? text;
}

/** `4 January 2027`. */
export function written(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${monthName(Number(month))} ${year}`;
}

interface Numeric {
  parts: [string, string, string | undefined];
  mark: string;
  /** It ends with a year or a dot, so it is no clock. */
  closed: boolean;
  /** A day or "at" stands before it, so it may be a clock: `friday 15.30`. */
  afterDay: boolean;
}

/** Reads digits: a year of four digits first is ISO's order, dots are day first for everybody, the rest goes by the locale. Null where it is no date. */
function fieldsOf({ parts, mark, closed, afterDay }: Numeric, locale: string): Fields | null {
  const [first, second, third] = parts;
  const [one, two] = [Number(first), Number(second)];
  if (first.length === 4) return third ? { year: one, month: two, date: Number(third) } : null;
  if (first.length === 3) return null;
  const isClock = mark === '.' && !closed && second.length === 2 && one < 24 && two < 60;
  if (isClock && afterDay) return null;
  if (mark === '-' && third === undefined && !usesDash(locale)) return null;
  const year = third === undefined ? null : fullYear(third);
  const dayFirst = { date: one, month: two, year };
  const monthFirst = { date: two, month: one, year };
  const order =
    mark === '.' || isDayFirst(locale) ? [dayFirst, monthFirst] : [monthFirst, dayFirst];
  const possible = mark === '.' && !closed ? order.slice(0, 1) : order;
  const found = possible.find(isMonthLong);
  if (found) return found;
  // No day of any calendar: a clock, or asked about.
  return isClock ? null : (order.find(({ month }) => month >= 1 && month <= 12) ?? null);
}

const fullYear = (typed: string): number =>
  typed.length <= 2 ? 2000 + Number(typed) : Number(typed);

/** Whether some year has it. */
const isMonthLong = ({ date, month, year }: Fields): boolean =>
  month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(year ?? 2028, month);

function dated({ date, month, year }: Fields, { today, direction }: DateReader): Day | NoSuchDay {
  const thisYear = Number(today.slice(0, 4));
  const wanted = year ?? thisYear;
  const inYear = (one: number): Day | NoSuchDay =>
    month >= 1 && month <= 12 && date >= 1 && date <= daysInMonth(one, month)
      ? dayFromFields(one, month, date)
      : { month, year: one };
  const found = inYear(wanted);
  if (year !== null) return found;
  const fields = `${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  const isThere = direction === 'ahead' ? fields >= today.slice(5) : fields <= today.slice(5);
  if (isThere) return found;
  return inYear(direction === 'ahead' ? thisYear + 1 : thisYear - 1);
}

/** The next day with this number, or the last one that has been. */
function dayOfMonth(date: number, { today, direction }: DateReader): Day | null {
  if (date < 1 || date > 31) return null;
  const first = `${today.slice(0, 7)}-01`;
  for (let months = 0; months < 3; months += 1) {
    const month = addMonths(first, direction === 'ahead' ? months : -months);
    const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
    if (date > daysInMonth(year, number)) continue;
    const day = dayFromFields(year, number, date);
    if (direction === 'ahead' ? day >= today : day <= today) return day;
  }
  return null;
}
