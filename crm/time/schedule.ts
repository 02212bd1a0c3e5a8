import { addDays, type Day, dayIn, weekdayOf } from './day.ts';
import { HOUR, MINUTE } from './durations.ts';
import { instantOfWall, isZone } from './zone.ts';

/** When a help desk works, by the clock of its zone: a ticket may name one. */
export interface Schedule {
  zone: string;
  /** 1 Monday … 7 Sunday; opening and closing in milliseconds since that day's midnight by the clock. */
  hours: readonly { weekday: number; opens: number; closes: number }[];
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const HOURS = /^([a-z]{3})(?:-([a-z]{3}))? (\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})$/;
/** Nobody waits for longer, and no schedule is closed for so many days. */
const FARTHEST = 2000;

/** `America/Los_Angeles Mon-Fri 08:00-20:00, Sat 09:00-12:00`; null where it is none. */
export function parseSchedule(text: string): Schedule | null {
  const [, zone = '', rest = ''] = /^(\S+)\s+(\S.*)$/.exec(text.trim()) ?? [];
  const parts = rest.toLowerCase().split(/\s*[,;]\s*/);
  const hours = parts.map(parseHours);
  return isZone(zone) && hours.every((part) => part !== null)
    ? { zone, hours: hours.flatMap((part) => part ?? []) }
    : null;
}

function parseHours(part: string): Schedule['hours'] | null {
  const [, from = '', to = from, ...clock] = HOURS.exec(part.replace(/\s+/g, ' ').trim()) ?? [];
  const [first, last] = [WEEKDAYS.indexOf(from), WEEKDAYS.indexOf(to)];
  const [openHour = 0, openMinute = 0, closeHour = 0, closeMinute = 0] = clock.map(Number);
  const opens = openHour * HOUR + openMinute * MINUTE;
  const closes = closeHour * HOUR + closeMinute * MINUTE;
  if (first < 0 || last < 0 || openMinute > 59 || closeMinute > 59) return null;
  if (opens >= closes || closes > 24 * HOUR) return null;
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, i) => ({
    weekday: ((first + i) % 7) + 1,
    opens,
    closes,
  }));
}

/** How much of a schedule's time lies between two instants, in milliseconds, each day by the zone's offset of that day. */
export function scheduledTimeBetween(start: Date, end: Date, hours: OpenHours): number {
  let sum = 0;
  for (const { from, to } of openHours(start, hours)) {
    if (from >= end.getTime()) break;
    sum += Math.max(0, Math.min(to, end.getTime()) - Math.max(from, start.getTime()));
  }
  return sum;
}

export type OpenHours = Schedule & { holidays?: readonly Day[] };

/** Openings and closings from the day of this instant on, in order. */
export function* openHours(
  start: Date,
  { zone, hours, holidays = [] }: OpenHours,
): Generator<{ from: number; to: number }> {
  const first = dayIn(start, zone);
  for (let i = 0; i < FARTHEST; i += 1) {
    const day = addDays(first, i);
    if (holidays.includes(day)) continue;
    const midnight = Date.parse(day);
    const weekday = weekdayOf(day);
    for (const { opens, closes } of hours.filter((one) => one.weekday === weekday))
      yield {
        from: instantOfWall(midnight + opens, zone),
        to: instantOfWall(midnight + closes, zone),
      };
  }
}
