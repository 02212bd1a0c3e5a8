import { addDays, type Day, dayIn, weekdayOf } from './day.ts';
import { HOUR, MINUTE } from './durations.ts';
import { instantOfWall, instantsOfWall, offsetAt } from './zone.ts';

/** A time of day, `HH:MM`, from `00:00` to `23:59`. */
export type Clock = string;

/** A time that comes again: this clock, on these days of the week (1 Monday … 7 Sunday) or on all. */
export interface Schedule {
  clock: Clock;
  weekdays?: readonly number[];
}

/** Minutes since midnight. */
export const minutesOf = (clock: Clock): number =>
  Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** Of minutes since midnight. */
export const clockOfMinutes = (minutes: number): Clock =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The zone's time of day, as minutes since midnight. */
export function minutesIn(at: Date, zone: string): number {
  const there = new Date(at.getTime() + offsetAt(at.getTime(), zone));
  return there.getUTCHours() * 60 + there.getUTCMinutes();
}

/** When the clocks of the zone show this on that day: the first time where they do so twice; as much later as they are put forward where they never do. */
export const instantAt = (day: Day, clock: Clock, zone: string): Date =>
  new Date(instantOfWall(wallOf(day, clock), zone));

/** The next instant of a schedule after this one, in a zone. An hour that is left out comes later, one that is repeated comes twice. */
export function nextSlot(after: Date, { clock, weekdays }: Schedule, zone: string): Date {
  // Two calendar days lie 8 days apart at most, unless a zone skips one; none of the schedule's is an empty schedule.
  let day = dayIn(after, zone);
  for (let days = 0; days < 16; days += 1, day = addDays(day, 1)) {
    if (weekdays && !weekdays.includes(weekdayOf(day))) continue;
    const wall = wallOf(day, clock);
    const instants = instantsOfWall(wall, zone);
    const next = (instants.length > 0 ? instants : [instantOfWall(wall, zone)]).find(
      (instant) => instant > after.getTime(),
    );
    if (next !== undefined) return new Date(next);
  }
  throw new RangeError(`a schedule without a day: ${weekdays}`);
}

/** The next instant at which the clocks of the zone show a full hour. */
export function nextHour(after: Date, zone: string): Date {
  const wall = after.getTime() + offsetAt(after.getTime(), zone);
  return new Date(after.getTime() + HOUR - (((wall % HOUR) + HOUR) % HOUR));
}

const wallOf = (day: Day, clock: Clock): number => Date.parse(day) + minutesOf(clock) * MINUTE;
