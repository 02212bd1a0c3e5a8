import type { Day } from './customer.ts';
import { offset } from './days.ts';

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
export const WORKING_DAY = (OFFICE_HOURS.closes - OFFICE_HOURS.opens) * 3_600_000;

const DAY = 86_400_000;
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

/** The zone's calendar day. */
export const dayIn = (at: Date, zone: string): Day =>
  new Date(at.getTime() + offset(at, zone)).toISOString().slice(0, 10);

/** Opening and closing of the working days from this instant on. */
function* workingDays(start: Date, calendar: Calendar): Generator<{ from: number; to: number }> {
  const { zone, opens, closes, daysOff, holidays } = calendar;
  const first = Date.parse(dayIn(start, zone));
  for (let i = 0; i < FARTHEST; i += 1) {
    const at = new Date(first + i * DAY);
    const day = at.toISOString().slice(0, 10);
    if (daysOff.includes(at.getUTCDay() || 7) || holidays.includes(day)) continue;
    yield { from: clockOn(day, opens, zone), to: clockOn(day, closes, zone) };
  }
}

/** The offset may change on the day itself, so the guess is corrected once. */
function clockOn(day: Day, hour: number, zone: string): number {
  const wall = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000;
  return wall - offset(new Date(wall - offset(new Date(wall), zone)), zone);
}
