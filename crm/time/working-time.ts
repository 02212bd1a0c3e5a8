import { addDays, type Day, dayIn, weekdayOf } from './day.ts';
import { HOUR } from './durations.ts';
import { instantOfWall } from './zone.ts';

/** When somebody works: their zone's clock, the days of the week they have off, and their office's holidays. */
export interface Calendar {
  zone: string;
  /** Hours of the zone's clock. */
  opens: number;
  closes: number;
  /** 1 Monday … 7 Sunday. */
  daysOff: readonly number[];
  holidays: readonly Day[];
}

export const OFFICE_HOURS = { opens: 9, closes: 17, daysOff: [6, 7] } as const;

/** A working day's worth of time. */
export const WORKING_DAY = (OFFICE_HOURS.closes - OFFICE_HOURS.opens) * HOUR;

/** Somebody with no working day at all in this long has none to count with. */
const FARTHEST = 400;

/** The instant by which this much working time has passed; a moment outside of it counts from the next opening. */
export function addWorkingTime(start: Date, length: number, calendar: Calendar): Date {
  let left = length;
  for (const { from, to } of workingDays(start, calendar)) {
    const begin = Math.max(from, start.getTime());
    if (begin + left <= to) return new Date(begin + left);
    left -= Math.max(0, to - begin);
  }
  return new Date(start.getTime() + length);
}

/** How much working time lies between two instants, in milliseconds. */
export function workingTimeBetween(start: Date, end: Date, calendar: Calendar): number {
  let sum = 0;
  for (const { from, to } of workingDays(start, calendar)) {
    if (from >= end.getTime()) break;
    sum += Math.max(0, Math.min(to, end.getTime()) - Math.max(from, start.getTime()));
  }
  return sum;
}

export function isWorkingTime(at: Date, calendar: Calendar): boolean {
  const [first] = workingDays(at, calendar);
  return first !== undefined && at.getTime() >= first.from && at.getTime() < first.to;
}

/** When work on this calendar day ends, whether or not anybody works on it. */
export const closingOf = (day: Day, { zone, closes }: Calendar): Date =>
  new Date(clockOn(day, closes, zone));

/** Opening and closing of the working days from this instant on. */
function* workingDays(start: Date, calendar: Calendar): Generator<{ from: number; to: number }> {
  const { zone, opens, closes, daysOff, holidays } = calendar;
  const first = dayIn(start, zone);
  for (let i = 0; i < FARTHEST; i += 1) {
    const day = addDays(first, i);
    if (daysOff.includes(weekdayOf(day)) || holidays.includes(day)) continue;
    yield { from: clockOn(day, opens, zone), to: clockOn(day, closes, zone) };
  }
}

const clockOn = (day: Day, hour: number, zone: string): number =>
  instantOfWall(Date.parse(day) + hour * HOUR, zone);
