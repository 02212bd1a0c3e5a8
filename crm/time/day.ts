import { Temporal } from 'temporal-polyfill';
import { DAY, MINUTE } from './durations.ts';
import { instantOfWall, offsetAt } from './zone.ts';

/** A day of the calendar, `YYYY-MM-DD`. In a record it is one of the organisation's zone; it begins and ends at other instants in each. */
export type Day = string;

/** The day that the calendar of the zone shows at an instant. */
export const dayIn = (at: Date, zone: string): Day =>
  dayOfWall(at.getTime() + offsetAt(at.getTime(), zone));

const QUARTER_HOUR = 15 * MINUTE;
/** Since then a day begins with a quarter of an hour of UTC, in every zone. */
const WHOLE_QUARTERS = Date.UTC(1973, 0);

/** `dayIn` for very many instants of one zone: each quarter of an hour is looked up once. */
export function dayReader(zone: string): (at: Date) => Day {
  const days = new Map<number, Day>();
  return (at) => {
    if (at.getTime() < WHOLE_QUARTERS) return dayIn(at, zone);
    const quarter = Math.floor(at.getTime() / QUARTER_HOUR);
    const day = days.get(quarter) ?? dayIn(at, zone);
    days.set(quarter, day);
    return day;
  };
}

/** The day of a wall time in milliseconds, written as if the clocks were UTC's. */
export const dayOfWall = (wall: number): Day => new Date(wall).toISOString().slice(0, 10);

/** Of a calendar's fields, month 1 to 12. */
export const dayFromFields = (year: number, month: number, date: number): Day =>
  dayOfWall(Date.UTC(year, month - 1, date));

/** How long a month is, 1 to 12. */
export const daysInMonth = (year: number, month: number): number =>
  new Date(Date.UTC(year, month, 0)).getUTCDate();

/** The first instant of a day in a zone, also where its midnight is left out. */
export const startOfDay = (day: Day, zone: string): Date =>
  new Date(instantOfWall(Date.parse(day), zone));

/** The first instant after a day in a zone. */
export const endOfDay = (day: Day, zone: string): Date => startOfDay(addDays(day, 1), zone);

/** A day so many days later, or earlier where `days` is negative. */
export const addDays = (day: Day, days: number): Day => dayOfWall(Date.parse(day) + days * DAY);

/** The same day of a month so many months later; the last one of a month that is shorter. */
export const addMonths = (day: Day, months: number): Day =>
  Temporal.PlainDate.from(day).add({ months }).toString();

/** Whole days from one day to another; negative where the other is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** 1 Monday … 7 Sunday. */
export const weekdayOf = (day: Day): number => new Date(day).getUTCDay() || 7;

/** The day on which its week began, as weeks begin where the locale (BCP 47) is spoken: Monday in Germany, Sunday in the US. */
export function startOfWeek(day: Day, locale: string): Day {
  // Node 22 does not know of weeks; there, they begin on Monday.
  const firstDay = new Intl.Locale(locale).getWeekInfo?.().firstDay ?? 1;
  return addDays(day, -((weekdayOf(day) - firstDay + 7) % 7));
}

/** The number of its week by ISO 8601, which begins on Monday. */
export const weekNumber = (day: Day): number => Temporal.PlainDate.from(day).weekOfYear ?? 0;
