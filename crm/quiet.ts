import type { Attention } from './attention.ts';
import type { Day } from './customer.ts';
import { offset } from './days.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** The times at which a person may be told something, on their own clock and calendar, daylight saving included. */
type Rest = Pick<Attention, 'quiet' | 'daysOff' | 'snoozedUntil' | 'dailyAt'>;

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

/** The next instant at which the clock there says this. */
export function nextClock(after: Date, clock: string, zone: string): Date {
  const today = dayThere(after, zone);
  for (let days = 0; ; days += 1) {
    const found = instants(addDays(today, days), clock, zone).find((instant) => instant > after);
    if (found) return found;
  }
}

/** The next full hour there. */
export const nextHour = (after: Date, zone: string): Date =>
  new Date(
    after.getTime() +
      60 * MINUTE -
      ((minutesThere(after, zone) % 60) * MINUTE + (after.getTime() % MINUTE)),
  );

function heldUntil(
  at: Date,
  { quiet, daysOff, snoozedUntil, dailyAt }: Rest,
  zone: string,
): Date | null {
  if (snoozedUntil && snoozedUntil > at) return snoozedUntil;
  if (isOff(dayThere(at, zone), daysOff))
    return morningAfter(at, { quiet, daysOff, dailyAt }, zone);
  return quiet && isQuiet(at, quiet, zone) ? nextClock(at, quiet.to, zone) : null;
}

/** What came on days off comes at the person's own hour of the next working day, or as early on it as they may be told. */
function morningAfter(
  at: Date,
  { quiet, daysOff, dailyAt }: Pick<Rest, 'quiet' | 'daysOff' | 'dailyAt'>,
  zone: string,
): Date {
  let day = addDays(dayThere(at, zone), 1);
  while (isOff(day, daysOff)) day = addDays(day, 1);
  const [hour = at] = instants(day, dailyAt, zone);
  const [midnight = at] = instants(day, '00:00', zone);
  return quiet && isQuiet(hour, quiet, zone) ? midnight : hour;
}

/** Nobody is off every day: where somebody says so, it is not meant. */
const isOff = (day: Day, daysOff: readonly number[]): boolean =>
  new Set(daysOff).size < 7 && daysOff.includes(new Date(day).getUTCDay() || 7);

function isQuiet(at: Date, { from, to }: { from: string; to: string }, zone: string): boolean {
  const [now, start, end] = [minutesThere(at, zone), minutesOf(from), minutesOf(to)];
  return start <= end ? now >= start && now < end : now >= start || now < end;
}

/** When the clock there says this on that day: the first time where it does so twice, just after the hour where that is left out. */
export const onDay = (day: Day, clock: string, zone: string): Date =>
  instants(day, clock, zone)[0] ?? new Date(`${day}T${clock}:00Z`);

/** When the clock there says this on that day: twice where it is turned back; just after the hour that is left out. */
function instants(day: Day, clock: string, zone: string): Date[] {
  const there = Date.parse(`${day}T${clock}:00Z`);
  const guesses = [-DAY, DAY]
    .map((days) => there - offset(new Date(there + days), zone))
    .sort((a, b) => a - b);
  const right = guesses.filter((guess) => guess + offset(new Date(guess), zone) === there);
  return (right.length > 0 ? [...new Set(right)] : guesses.slice(-1)).map((time) => new Date(time));
}

export const minutesOf = (clock: string): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
const there = (at: Date, zone: string): Date => new Date(at.getTime() + offset(at, zone));
const dayThere = (at: Date, zone: string): Day => there(at, zone).toISOString().slice(0, 10);
const minutesThere = (at: Date, zone: string): number =>
  there(at, zone).getUTCHours() * 60 + there(at, zone).getUTCMinutes();
const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
