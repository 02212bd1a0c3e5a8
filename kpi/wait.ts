import type { RecordSet, Stretch, Waits } from '../crm/figure/facts.ts';
import type { Scope } from '../crm/figure/scope.ts';
import { HOUR, MINUTE } from '../crm/time/durations.ts';
import { type Calendar, OFFICE_HOURS, workingTimeBetween } from '../crm/time/working-time.ts';
import { type Figure, figureOf, noFigure, type Variant } from './kpi.ts';
import { mean, median, percentile } from './statistics/percentile.ts';

type Clock = 'around the clock' | 'in office hours';

interface WaitOf {
  unit: 'minutes' | 'hours';
  /** By which clock the figure itself is measured; the other one is offered. */
  clock: Clock;
  records: RecordSet;
  reason: string;
  of: string;
}

/** The median of waits, with the 90th percentile, the mean, and the median by the other clock. */
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
  const own = lengths(clock);
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
    method: `Median, ${clock}.`,
    variants: [
      ...variant('90th percentile', 'nine of ten took no longer', inUnit(percentile(own, 0.9))),
      ...variant('Mean', 'the average, which a few long ones pull up', inUnit(mean(own))),
      ...variant(
        `Median ${other}`,
        'the same waits by the other clock',
        inUnit(median(lengths(other))),
      ),
    ],
  });
}

/** In milliseconds. */
const lengthOf = ({ from, to }: Stretch, by: Clock, calendar: Calendar): number =>
  by === 'around the clock'
    ? to.getTime() - from.getTime()
    : workingTimeBetween(from, to, calendar);

/** Waits with the zone in which their office hours are counted. */
export async function zoned(
  waits: Promise<Waits>,
  { zone }: Scope,
): Promise<{ waits: Waits; zone: string }> {
  return { waits: await waits, zone };
}
