import { z } from 'zod';
import { dayIn } from '../../time/day.ts';

const Whole = z.number().int().nonnegative();

/** An instant, in microseconds: two changes within a millisecond are two. */
export type Stamp = number;
const MILLISECOND = 1000;

const Parts = z.object({
  __class__: z.literal('datetime'),
  year: Whole,
  month: Whole,
  day: Whole,
  hour: Whole,
  minute: Whole,
  second: Whole,
  microsecond: Whole,
});

/** An instant as Tryton writes it, in UTC. */
export const Instant = Parts.transform(
  ({ year, month, day, hour, minute, second, microsecond }): Stamp =>
    Date.UTC(year, month - 1, day, hour, minute, second) * MILLISECOND + microsecond,
);

export const dateOf = (stamp: Stamp): Date => new Date(Math.floor(stamp / MILLISECOND));

/** The form in which Tryton takes an instant. */
export function instantOf(stamp: Stamp): z.input<typeof Instant> {
  const at = dateOf(stamp);
  return {
    __class__: 'datetime',
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    microsecond: stamp % (MILLISECOND * 1000),
  };
}

/** A day, as an instant that is on this day nearly everywhere: its noon in UTC. */
export const DayOf = z
  .object({ __class__: z.literal('date'), year: Whole, month: Whole, day: Whole })
  .transform(({ year, month, day }) => new Date(Date.UTC(year, month - 1, day, 12)));

/** The instant of a change where it was made on this day, so that nothing of today is still to come. */
export const within = (day: Date | null, changed: Stamp): Date | null =>
  day && dayIn(day, 'UTC') === dayIn(dateOf(changed), 'UTC') ? dateOf(changed) : day;

/** A decimal number, as its digits. */
export const Decimal = z
  .object({ __class__: z.literal('Decimal'), decimal: z.string().max(40) })
  .transform(({ decimal }) => decimal);

export const Id = z.number().int().positive();
export type Id = number;
