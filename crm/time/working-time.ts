import type { Day } from './day.ts';
import { HOUR } from './durations.ts';
import { type OpenHours, openHours, scheduledTimeBetween } from './schedule.ts';
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
export const workingTimeBetween = (start: Date, end: Date, calendar: Calendar): number =>
  scheduledTimeBetween(start, end, scheduleOf(calendar));

export function isWorkingTime(at: Date, calendar: Calendar): boolean {
  const [first] = workingDays(at, calendar);
  return first !== undefined && at.getTime() >= first.from && at.getTime() < first.to;
}

/** When work on this calendar day ends, whether or not anybody works on it. */
export const closingOf = (day: Day, { zone, closes }: Calendar): Date =>
  new Date(clockOn(day, closes, zone));

/** Opening and closing of the working days from this instant on. */
const workingDays = (start: Date, calendar: Calendar) => openHours(start, scheduleOf(calendar));

const WEEK = [1, 2, 3, 4, 5, 6, 7];

const scheduleOf = ({ zone, opens, closes, daysOff, holidays }: Calendar): OpenHours => ({
  zone,
  holidays,
  hours: WEEK.filter((weekday) => !daysOff.includes(weekday)).map((weekday) => ({
    weekday,
    opens: opens * HOUR,
    closes: closes * HOUR,
  })),
});

const clockOn = (day: Day, hour: number, zone: string): number =>
  instantOfWall(Date.parse(day) + hour * HOUR, zone);
