import type { Money } from '../../crm/customer/customer.ts';
import { addDays, type Day, dayIn, daysBetween } from '../../crm/time/day.ts';
import { DAY, HOUR, MINUTE } from '../../crm/time/durations.ts';
import { stringsFor } from '../strings.ts';

/** For whom a card is written: language, zone and the instant at which it is read. */
export interface Reader {
  /** BCP 47. */
  locale: string;
  /** IANA. */
  zone: string;
  now: Date;
}

/** `€48,000`, `€12.50`: cents only where there are some. */
export function money({ amount, currency }: Money, { locale }: Reader): string {
  const digits = centsOf(currency);
  const major = amount / 10 ** digits;
  return numbers(locale)(currency)(Number.isInteger(major) ? 0 : digits).format(major);
}

/** `€26,284`, `€12.50`: without cents from a hundred on, for a sum that was computed. */
export function roundedMoney({ amount, currency }: Money, reader: Reader): string {
  const unit = 10 ** centsOf(currency);
  const least = Math.abs(amount) >= 100 * unit ? unit : 1;
  return money({ amount: Math.round(amount / least) * least, currency }, reader);
}

/** An amount in whole units: 12.5 for 1250 cents. */
export const majorOf = ({ amount, currency }: Money): number => amount / 10 ** centsOf(currency);

/** Of a yen there are no cents. */
const centsOf = remembering(
  (currency: string) =>
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
      .maximumFractionDigits ?? 2,
);

export const count = (value: number, { locale }: Reader): string => counts(locale).format(value);

/** The reader's calendar day. */
export const dayOf = (at: Date, { zone }: Pick<Reader, 'zone'>): Day => dayIn(at, zone);

/** As people say it: `today 09:12`, `yesterday 18:20`, `Thu 16:40`, `12 Nov`, `12 Nov 2024`. */
export function when(at: Date, reader: Reader): string {
  const value = dayOf(at, reader);
  const ago = daysBetween(value, dayOf(reader.now, reader));
  if (ago === 0 || ago === 1)
    return `${relative(reader.locale).format(-ago, 'day')} ${clock(at, reader)}`;
  return ago > 1 && ago < 7
    ? `${dates('weekday')(reader.locale)(reader.zone).format(at)} ${clock(at, reader)}`
    : day(value, reader);
}

/** A time to come, or one that has passed: `today 15:00`, `tomorrow 09:00`, `Fri, 27 Nov, 15:00`, `yesterday 17:00`. */
export function moment(at: Date, reader: Reader): string {
  const [today, value] = [dayOf(reader.now, reader), dayOf(at, reader)];
  const days = daysBetween(today, value);
  if (days >= -1 && days <= 1)
    return `${relative(reader.locale).format(days, 'day')} ${clock(at, reader)}`;
  const sameYear = value.slice(0, 4) === today.slice(0, 4);
  return `${onDay(sameYear ? 'weekdayDay' : 'weekdayDayYear')(reader.locale)(value)}, ${clock(at, reader)}`;
}

/** For the beginning of a line. */
export const capital = (words: string, { locale }: Reader): string =>
  words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);

/** A day's heading: `Today`, `Yesterday`, `Tue 18 Nov`, `12 Nov 2024`. */
export function dayHeading(value: Day, reader: Reader): string {
  const ago = daysBetween(value, dayOf(reader.now, reader));
  if (ago === 0 || ago === 1) return capital(relative(reader.locale).format(-ago, 'day'), reader);
  return ago > 0 && ago < 300 ? onDay('weekdayDay')(reader.locale)(value) : day(value, reader);
}

/** `09:12`. */
export const clock = (at: Date, { locale, zone }: Reader): string =>
  dates('clock')(locale)(zone).format(at);

/** With nothing left to guess: `Thursday 20 November 2026, 16:40 CET`. */
export const exact = (at: Date, { locale, zone }: Reader): string =>
  dates('exact')(locale)(zone).format(at);

/** `14 Dec`, with the year where it is not this one. */
export function day(value: Day, reader: Reader): string {
  const sameYear = value.slice(0, 4) === dayOf(reader.now, reader).slice(0, 4);
  return onDay(sameYear ? 'day' : 'dayYear')(reader.locale)(value);
}

/** `Fri 25 Dec`, with the year where it is not this one. */
export const weekdayAndDay = (value: Day, reader: Reader): string =>
  value.slice(0, 4) === dayOf(reader.now, reader).slice(0, 4)
    ? onDay('weekdayDay')(reader.locale)(value)
    : day(value, reader);

/** `Monday` for 1, `Sunday` for 7. */
export const weekdayName = (weekday: number, { locale }: Reader): string =>
  // 1 January 2024 was a Monday.
  onDay('weekdayLong')(locale)(addDays('2024-01-01', weekday - 1));

/** A day in the past, as people say it: `today`, `yesterday`, `Thu`, `12 Nov`. */
export function dayInWords(at: Date, reader: Reader): string {
  const value = dayOf(at, reader);
  const ago = daysBetween(value, dayOf(reader.now, reader));
  if (ago === 0 || ago === 1) return relative(reader.locale).format(-ago, 'day');
  return ago > 1 && ago < 7
    ? dates('weekday')(reader.locale)(reader.zone).format(at)
    : day(value, reader);
}

/** `March`, `March 2024`. */
export function month(value: Day, reader: Reader): string {
  const recent = daysBetween(value, dayOf(reader.now, reader)) < 330;
  return onDay(recent ? 'month' : 'monthYear')(reader.locale)(value);
}

/** `November 2026`. */
export const monthOfYear = (value: Day, reader: Reader): string =>
  onDay('monthYear')(reader.locale)(value);

/** `in 22 days`, `tomorrow`, `12 days ago`. */
export const fromToday = (value: Day, reader: Reader): string =>
  relative(reader.locale).format(-daysBetween(value, dayOf(reader.now, reader)), 'day');

/** A length of time in its largest fitting unit: `22 min`, `4 h`, `3 days`. */
export function duration(ms: number, reader: Reader): string {
  const { length } = stringsFor(reader);
  const whole = (unit: number) => Math.max(1, Math.floor(ms / unit));
  if (ms < HOUR) return length.minutes(count(whole(MINUTE), reader));
  return ms < 2 * DAY
    ? length.hours(count(whole(HOUR), reader))
    : length.days(count(whole(DAY), reader));
}

type Style = keyof typeof STYLES;
const STYLES = {
  clock: { hour: '2-digit', minute: '2-digit' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
  day: { day: 'numeric', month: 'short' },
  dayYear: { day: 'numeric', month: 'short', year: 'numeric' },
  weekdayDay: { weekday: 'short', day: 'numeric', month: 'short' },
  weekdayDayYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  month: { month: 'long' },
  monthYear: { month: 'long', year: 'numeric' },
  exact: {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

const dates = remembering((style: Style) =>
  remembering((locale: string) =>
    remembering(
      (zone: string) =>
        new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone: zone, ...STYLES[style] }),
    ),
  ),
);
const onDay = remembering((style: Style) =>
  remembering((locale: string) =>
    remembering((value: Day) => dates(style)(locale)('UTC').format(new Date(value))),
  ),
);
const relative = remembering(
  (locale: string) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
);
/** English in Germany writes 12.345,6 and €12,345.60: one text has the signs of its amounts throughout. */
const counts = remembering((locale: string) => {
  const amounts = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'EUR',
    currencyDisplay: 'code',
    minimumFractionDigits: 0,
    maximumFractionDigits: 3,
  });
  return { format: (value: number) => amounts.format(value).replace(/\s*EUR\s*/, '') };
});
const numbers = remembering((locale: string) =>
  remembering((currency: string) =>
    remembering(
      (digits: number) =>
        new Intl.NumberFormat(locale, {
          style: 'currency',
          currency,
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        }),
    ),
  ),
);

const MOST = 10_000;

/** Does the same work for the same thing once: a card asks Intl for the same few days again and again, and it is slow to answer. */
function remembering<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= MOST) known.clear();
    const value = work(key);
    known.set(key, value);
    return value;
  };
}
