import type { Days, Segment } from '../crm/figure/scope.ts';
import type { FigureFacts } from '../crm/store/figure-facts.ts';
import type { Day } from '../crm/time/day.ts';
import { dayIn } from '../crm/time/day.ts';
import type { Figure, Kpi } from './kpi.ts';
import { previousDays, scopeOf } from './period.ts';

/** A figure of some days, and of the days before them. */
export interface Measured {
  kpi: Kpi;
  figure: Figure;
  previous: Figure | null;
}

/** The facts of whom, in whose days, and as of when. */
export interface Measuring {
  facts: Pick<FigureFacts, 'of'>;
  segment: Segment;
  /** The organisation's, IANA. */
  zone: string;
  now: Date;
}

export async function measureWithPrevious(
  kpi: Kpi,
  days: Days,
  measuring: Measuring,
): Promise<Measured> {
  const before = previousDays(days, dayIn(measuring.now, measuring.zone));
  const [figure, previous] = await Promise.all([
    measureDays(kpi, days, measuring),
    before && measureDays(kpi, before, measuring),
  ]);
  return { kpi, figure, previous };
}

const measureDays = (kpi: Kpi, days: Days, { facts, segment, zone, now }: Measuring) =>
  kpi.measure(facts.of(scopeOf(days, segment, { now, zone })));

/** A period of a trend, the last one first in time. */
export interface TrendPoint {
  first: Day;
  last: Day;
  figure: Figure;
}

/** The figure of so many periods of the same length that end with these days, oldest first. */
export async function measureTrend(
  kpi: Kpi,
  days: Days,
  { periods, ...measuring }: Measuring & { periods: number },
): Promise<TrendPoint[]> {
  const stretches: { first: Day; last: Day }[] = [];
  let next: Days | null = days;
  while (next && next.first !== null && stretches.length < periods) {
    stretches.unshift({ first: next.first, last: next.last });
    next = previousDays(next, dayIn(measuring.now, measuring.zone));
  }
  return Promise.all(
    stretches.map(async (stretch) => ({
      ...stretch,
      figure: await measureDays(kpi, stretch, measuring),
    })),
  );
}

/** All of these figures. */
export const measureAll = (
  kpis: readonly Kpi[],
  days: Days,
  measuring: Measuring,
): Promise<Measured[]> => Promise.all(kpis.map((kpi) => measureWithPrevious(kpi, days, measuring)));
