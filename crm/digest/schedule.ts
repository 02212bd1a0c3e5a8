import { z } from 'zod';
import { type Clock, instantAt } from '../time/clock.ts';
import { addDays, addMonths, type Day, dayIn, daysInMonth, weekdayOf } from '../time/day.ts';
import { isZone } from '../time/zone.ts';

/** On the minutes at which the bot's clock looks: every fifth. */
const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5][05]$/);
const Weekday = z.number().int().min(1).max(7);

/** The end of a slot on a closed day: it falls out, or it moves to the next working day. */
export const OnHoliday = z.enum(['skip', 'move']);
export type OnHoliday = z.infer<typeof OnHoliday>;

/** When a digest comes: by the clock of a zone (IANA), on days that come again. */
export const DigestSchedule = z
  .object({ clock: ClockTime, zone: z.string().refine(isZone), onHoliday: OnHoliday })
  .and(
    z.discriminatedUnion('every', [
      /** On these days of the week, 1 Monday … 7 Sunday. */
      z.object({ every: z.literal('day'), weekdays: z.array(Weekday).min(1) }),
      z.object({ every: z.literal('week'), weekday: Weekday }),
      /** On this day of the month, or on its last one where it is shorter. */
      z.object({ every: z.literal('month'), date: z.number().int().min(1).max(31) }),
    ]),
  );
export type DigestSchedule = z.infer<typeof DigestSchedule>;

/** One time at which a digest comes. */
export interface Slot {
  /** Its day by the rhythm, before holidays moved it: the days that it tells of end before this one. */
  day: Day;
  at: Date;
}

export const WEEKLY: Omit<Extract<DigestSchedule, { every: 'week' }>, 'zone'> = {
  every: 'week',
  weekday: 1,
  clock: '08:00',
  onHoliday: 'move',
};

const WEEKEND: readonly number[] = [6, 7];
/** A slot moves over no more days than these, and never over the next one. */
const FARTHEST_MOVE = 14;
/** Of a rhythm, how far apart two days of it can be, with a year of closed days between them left out. */
const FARTHEST_SLOT = 400;

/** The first slot after an instant; null where every day of a year is closed. `closed` are days of the zone. */
export function slotAfter(
  after: Date,
  schedule: DigestSchedule,
  closed: ReadonlySet<Day>,
): Slot | null {
  // A slot that was moved may still lie ahead.
  const from = addDays(dayIn(after, schedule.zone), -FARTHEST_MOVE);
  for (const slot of slotsFrom(from, schedule, closed)) if (slot.at > after) return slot;
  return null;
}

/** The last slot at or before an instant; null where there was none for a year. */
export function slotBefore(
  now: Date,
  schedule: DigestSchedule,
  closed: ReadonlySet<Day>,
): Slot | null {
  const today = dayIn(now, schedule.zone);
  for (let i = 0; i < FARTHEST_SLOT; i += 1) {
    const slot = slotOf(addDays(today, -i), schedule, closed);
    if (slot && slot.at <= now) return slot;
  }
  return null;
}

/** The days that a slot tells of, up to the day before it: since the slot before it, or a whole month or week. */
export function daysOfSlot(
  day: Day,
  schedule: DigestSchedule,
  closed: ReadonlySet<Day>,
): { first: Day; last: Day } {
  const last = addDays(day, -1);
  if (schedule.every === 'week') return { first: addDays(day, -7), last };
  if (schedule.every === 'month') return { first: addMonths(day, -1), last };
  for (let i = 1; i < FARTHEST_MOVE; i += 1) {
    const before = addDays(day, -i);
    if (slotOf(before, schedule, closed)) return { first: before, last };
  }
  return { first: last, last };
}

function* slotsFrom(
  first: Day,
  schedule: DigestSchedule,
  closed: ReadonlySet<Day>,
): Generator<Slot> {
  for (let i = 0; i < FARTHEST_SLOT + FARTHEST_MOVE; i += 1) {
    const slot = slotOf(addDays(first, i), schedule, closed);
    if (slot) yield slot;
  }
}

/** The slot of this day of the rhythm; null where the day is none, or falls out. */
function slotOf(day: Day, schedule: DigestSchedule, closed: ReadonlySet<Day>): Slot | null {
  if (!isDay(day, schedule)) return null;
  const comes = movedDay(day, schedule, closed);
  return comes === null ? null : { day, at: instantAt(comes, timeOf(schedule), schedule.zone) };
}

const timeOf = ({ clock }: { clock: string }): Clock => clock;

function isDay(day: Day, schedule: DigestSchedule): boolean {
  if (schedule.every === 'day') return schedule.weekdays.includes(weekdayOf(day));
  if (schedule.every === 'week') return schedule.weekday === weekdayOf(day);
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return date === Math.min(schedule.date, daysInMonth(year, month));
}

/** The day itself where it is open; the next working day before the next slot where it moves; else null. */
function movedDay(day: Day, schedule: DigestSchedule, closed: ReadonlySet<Day>): Day | null {
  const isOff = closed.has(day) || (schedule.every === 'month' && isWeekend(day));
  if (!isOff) return day;
  if (schedule.onHoliday === 'skip' || schedule.every === 'day')
    return closed.has(day) ? null : day;
  for (let i = 1; i < FARTHEST_MOVE; i += 1) {
    const next = addDays(day, i);
    if (isDay(next, schedule)) return null;
    if (!closed.has(next) && !isWeekend(next)) return next;
  }
  return null;
}

const isWeekend = (day: Day): boolean => WEEKEND.includes(weekdayOf(day));
