import { instantAt, minutesIn, minutesOf, nextSlot } from '../time/clock.ts';
import { addDays, type Day, dayIn, startOfDay, weekdayOf } from '../time/day.ts';
import type { NotificationPreference } from './preferences.ts';

/** The times at which a person may be told something, on their own clock and calendar, daylight saving included. */
type Rest = Pick<NotificationPreference, 'quiet' | 'daysOff' | 'snoozedUntil' | 'dailyAt'>;

/** This instant, or the first one after it that is neither snoozed, nor in quiet hours, nor on a day off. */
export function firstClear(at: Date, rest: Rest, zone: string): Date {
  let time = at;
  // Every step ends what was in the way; a week of days off, nights and a snooze end in a few.
  for (let step = 0; step < 20; step += 1) {
    const until = heldUntil(time, rest, zone);
    if (!until) return time;
    time = until;
  }
  return time;
}

export const isClear = (at: Date, rest: Rest, zone: string): boolean =>
  heldUntil(at, rest, zone) === null;

function heldUntil(
  at: Date,
  { quiet, daysOff, snoozedUntil, dailyAt }: Rest,
  zone: string,
): Date | null {
  if (snoozedUntil && snoozedUntil > at) return snoozedUntil;
  if (isOff(dayIn(at, zone), daysOff)) return morningAfter(at, { quiet, dailyAt }, zone);
  return quiet && isQuiet(at, quiet, zone) ? nextSlot(at, { clock: quiet.to }, zone) : null;
}

/** The time for messages of a day off: the person's own hour of the next day, or as early as quiet hours allow. */
function morningAfter(
  at: Date,
  { quiet, dailyAt }: Pick<Rest, 'quiet' | 'dailyAt'>,
  zone: string,
): Date {
  const day = addDays(dayIn(at, zone), 1);
  const hour = instantAt(day, dailyAt, zone);
  return quiet && isQuiet(hour, quiet, zone) ? startOfDay(day, zone) : hour;
}

/** Nobody is off every day: where somebody says so, it is not meant. */
const isOff = (day: Day, daysOff: readonly number[]): boolean =>
  new Set(daysOff).size < 7 && daysOff.includes(weekdayOf(day));

function isQuiet(at: Date, { from, to }: { from: string; to: string }, zone: string): boolean {
  const [now, start, end] = [minutesIn(at, zone), minutesOf(from), minutesOf(to)];
  return start <= end ? now >= start && now < end : now >= start || now < end;
}
