import type { Days, Scope, Segment } from '../crm/figure/scope.ts';
import type { TargetPeriod } from '../crm/figure/target.ts';
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  endOfDay,
  startOfDay,
  weekdayOf,
} from '../crm/time/day.ts';

/** Everything up to today. */
export const allUntil = (today: Day): Days => ({ first: null, last: today });

/** The facts of these days that have happened by now. */
export function scopeOf(
  days: Days,
  segment: Segment,
  { now, zone }: { now: Date; zone: string },
): Scope {
  const end = endOfDay(days.last, zone);
  return {
    ...days,
    zone,
    segment,
    since: days.first === null ? null : startOfDay(days.first, zone),
    until: end > now ? now : end,
  };
}

/**
 * The days before, to compare with: a month with the month before it, any other stretch with as many days before it. A
 * month that is not over is compared with the same days of the month before. Null where there is no before.
 */
export function previousDays({ first, last }: Days, today: Day): Days | null {
  if (first === null) return null;
  const months = wholeMonths(first, last);
  if (months === null) {
    const length = daysBetween(first, last) + 1;
    return { first: addDays(first, -length), last: addDays(first, -1) };
  }
  return {
    first: addMonths(first, -months),
    last: last > today ? addMonths(today, -months) : addDays(first, -1),
  };
}

/** The same days a year earlier. */
export function daysLastYear({ first, last }: Days, today: Day): Days | null {
  if (first === null) return null;
  const isOver = last <= today;
  const end =
    wholeMonths(first, last) === null || !isOver ? null : addMonths(addDays(last, 1), -12);
  return {
    first: addMonths(first, -12),
    last: end === null ? addMonths(isOver ? last : today, -12) : addDays(end, -1),
  };
}

/** How many calendar months these days are; null where they are none. */
function wholeMonths(first: Day, last: Day): number | null {
  const next = addDays(last, 1);
  if (!first.endsWith('-01') || !next.endsWith('-01')) return null;
  const [from, to] = [first, next].map(
    (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)),
  );
  return (to ?? 0) - (from ?? 0);
}

/** Days of each period at least and at most: ninety days are taken for a quarter. */
const LENGTHS: readonly (readonly [period: TargetPeriod, least: number, most: number])[] = [
  ['week', 7, 7],
  ['month', 28, 31],
  ['quarter', 89, 92],
  ['year', 365, 366],
];

/** The period that is as long as these days; null where none is. */
export function periodAsLongAs({ first, last }: Days): TargetPeriod | null {
  if (first === null) return null;
  const days = daysBetween(first, last) + 1;
  return LENGTHS.find(([, least, most]) => least <= days && days <= most)?.[0] ?? null;
}

const MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The week (from Monday), month, quarter or year in which a day lies, all of it. */
export function calendarPeriod(period: TargetPeriod, day: Day): Days & { first: Day } {
  if (period === 'week') {
    const first = addDays(day, 1 - weekdayOf(day));
    return { first, last: addDays(first, 6) };
  }
  const months = MONTHS[period];
  const month = Number(day.slice(5, 7)) - 1;
  const first = addMonths(`${day.slice(0, 7)}-01`, -(month % months));
  return { first, last: addDays(addMonths(first, months), -1) };
}

/** The last of these periods that was over before this day. */
export const closedPeriod = (period: TargetPeriod, today: Day): Days & { first: Day } =>
  calendarPeriod(period, addDays(calendarPeriod(period, today).first, -1));
