import type { RecordSet, Stretch, Waits } from '../crm/figure/facts.ts';
import type { Scope } from '../crm/figure/scope.ts';
import { HOUR, MINUTE } from '../crm/time/durations.ts';
import { parseSchedule, type Schedule, scheduledTimeBetween } from '../crm/time/schedule.ts';
import { type Calendar, OFFICE_HOURS, workingTimeBetween } from '../crm/time/working-time.ts';
import { type Figure, figureOf, noFigure, type Variant } from './kpi.ts';
import { mean, median, percentile } from './statistics/percentile.ts';

/** Two usual definitions of a percentile differ where there are few waits. */
const NINE_OF_TEN = 'nine of ten took no longer; between two waits, in proportion';

type Clock = 'around the clock' | 'in office hours';

interface WaitOf {
  unit: 'minutes' | 'hours';
  /** By which clock the figure itself is measured; the other one is offered. */
  clock: Clock;
  records: RecordSet;
  reason: string;
  of: string;
}

/**
 * The median of waits, with the 90th percentile, the mean, and the median and mean by the other clock. A ticket's own
 * schedule counts where it has one, else the organisation's office hours.
 */
export function waitFigure(
  { waits, zone }: { waits: Waits; zone: Scope['zone'] },
  { unit, clock, records, reason, of }: WaitOf,
): Figure {
  const completeness = { part: waits.stretches.length, whole: waits.total, of };
  const other = clock === 'around the clock' ? 'in office hours' : 'around the clock';
  const calendar: Calendar = { zone, ...OFFICE_HOURS, holidays: waits.holidays };
  // In milliseconds as long as they are added up: whole numbers have one sum, in whichever order.
  const lengths = (by: Clock) => waits.stretches.map((one) => lengthOf(one, by, calendar));
  const inUnit = (length: number | null): number | null =>
    length === null ? null : length / (unit === 'minutes' ? MINUTE : HOUR);
  const [own, others] = [lengths(clock), lengths(other)];
  const value = inUnit(median(own));
  if (value === null) return noFigure(reason, waits.total > 0 ? { completeness } : {});
  const variant = (name: string, definition: string, found: number | null): Variant[] =>
    found === null ? [] : [{ name, definition, value: found, unit }];
  return figureOf({
    value,
    sample: own.length,
    numerator: inUnit(own.reduce((sum, one) => sum + one, 0)),
    denominator: own.length,
    completeness,
    records,
    method: methodOf(clock, waits.stretches),
    variants: [
      ...variant('90th percentile', NINE_OF_TEN, inUnit(percentile(own, 0.9))),
      ...variant('Mean', 'the average, which a few long ones pull up', inUnit(mean(own))),
      ...variant(`Median ${other}`, 'the same waits by the other clock', inUnit(median(others))),
      ...variant(`Mean ${other}`, 'their average', inUnit(mean(others))),
      ...variant(`90th percentile ${other}`, NINE_OF_TEN, inUnit(percentile(others, 0.9))),
    ],
  });
}

function methodOf(clock: Clock, stretches: Waits['stretches']): string {
  // One that cannot be read is none.
  const own = stretches.filter(({ schedule }) => schedule && scheduleOf(schedule)).length;
  if (clock === 'around the clock' || own === 0) return `Median, ${clock}.`;
  return own === stretches.length
    ? 'Median, in the hours of each ticket’s schedule.'
    : `Median, in the hours of each ticket’s schedule; ${stretches.length - own} of ${stretches.length} name none and count in office hours.`;
}

/** In milliseconds. */
function lengthOf({ from, to, schedule }: Stretch, by: Clock, calendar: Calendar): number {
  if (by === 'around the clock') return to.getTime() - from.getTime();
  const own = schedule ? scheduleOf(schedule) : null;
  return own
    ? scheduledTimeBetween(from, to, { ...own, holidays: calendar.holidays })
    : workingTimeBetween(from, to, calendar);
}

/** A help desk has a few, and many tickets. */
const schedules = new Map<string, Schedule | null>();
const MOST_SCHEDULES = 200;

function scheduleOf(text: string): Schedule | null {
  const known = schedules.get(text);
  if (known !== undefined) return known;
  if (schedules.size >= MOST_SCHEDULES) schedules.clear();
  const read = parseSchedule(text);
  schedules.set(text, read);
  return read;
}

/** Waits with the zone in which their office hours are counted. */
export async function zoned(
  waits: Promise<Waits>,
  { zone }: Scope,
): Promise<{ waits: Waits; zone: string }> {
  return { waits: await waits, zone };
}
