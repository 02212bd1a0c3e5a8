import type { RecordSet } from '../crm/figure/facts.ts';
import type { Days, Segment } from '../crm/figure/scope.ts';
import type { Target } from '../crm/figure/target.ts';
import type { FigureFacts } from '../crm/store/figure-facts.ts';
import type { Day } from '../crm/time/day.ts';
import { dayIn } from '../crm/time/day.ts';
import { DAY } from '../crm/time/durations.ts';
import type { Figure, Kpi } from './kpi.ts';
import { previousDays, scopeOf } from './period.ts';
import { type Standing, standingOf } from './standing.ts';

/** A figure of some days, and of the days before them. */
export interface Measured {
  kpi: Kpi;
  figure: Figure;
  previous: Figure | null;
  /** The organisation's goal for it, and how it stands to that. */
  target: { target: Target; standing: Standing } | null;
}

/** The facts of whom, in whose days, and as of when. */
export interface Measuring {
  facts: Pick<FigureFacts, 'of'>;
  segment: Segment;
  /** The organisation's, IANA. */
  zone: string;
  now: Date;
  /** Of any segment: those of this one count. */
  targets?: readonly Target[];
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
  const { targets = [], segment } = measuring;
  const target = targets.find(
    (one) =>
      one.figure === kpi.id &&
      one.segment.kind === segment.kind &&
      one.segment.value === segment.value,
  );
  return {
    kpi,
    figure,
    previous,
    target: target ? { target, standing: standingOf(kpi, figure, { ...target, days }) } : null,
  };
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

/** Longer than a weekend: a source of these figures that told nothing for so long leaves them incomplete. */
const SILENT = 3 * DAY;

/** Sources behind these figures that told nothing lately, and since when; null where nobody knows. */
export async function silentSources(
  measured: readonly Measured[],
  days: Days,
  { facts, segment, zone, now }: Measuring,
): Promise<{ source: string; at: Date | null }[]> {
  const sets = new Set(
    measured.flatMap(({ figure }): RecordSet[] => (figure.records ? [figure.records] : [])),
  );
  const scoped = facts.of(scopeOf(days, segment, { now, zone }));
  const told = (await Promise.all([...sets].map((set) => scoped.sources(set)))).flat();
  const newest = new Map<string, Date | null>();
  for (const { source, at } of told) {
    const known = newest.get(source) ?? null;
    newest.set(source, known && at && known > at ? known : (at ?? known));
  }
  return [...newest]
    .map(([source, at]) => ({ source, at }))
    .filter(
      ({ source, at }) =>
        source !== 'rapport' && (at === null || now.getTime() - at.getTime() > SILENT),
    );
}

export interface DigestFigures {
  figures: Measured[];
  /** Of the first figure that has one. */
  trend: TrendPoint[];
  /** Sources of them that told nothing lately. */
  silent: { source: string; at: Date | null }[];
}

const TREND = 12;

/** The figures of a digest's days, and how far they can be trusted. */
export async function measureDigest(
  kpis: readonly Kpi[],
  days: Days,
  measuring: Measuring,
): Promise<DigestFigures> {
  const figures = await measureAll(kpis, days, measuring);
  const first = figures.find(({ figure }) => figure.value !== null);
  const [silent, trend] = await Promise.all([
    silentSources(figures, days, measuring),
    first ? measureTrend(first.kpi, days, { ...measuring, periods: TREND }) : [],
  ]);
  return { figures, trend, silent };
}

/** The part that colleagues take: of the customers with whom something happened, how many each department logged a contact with. */
export interface Participation {
  customers: number;
  departments: readonly { department: string; customers: number }[];
  /** Colleagues who used Rapport; null where nobody had it then. */
  adoption: { leaders: Share; all: Share } | null;
}
interface Share {
  people: number;
  active: number;
}

export async function readParticipation(
  days: Days,
  { facts, segment, zone, now }: Measuring,
): Promise<Participation> {
  const scoped = facts.of(scopeOf(days, segment, { now, zone }));
  const [coverage, adoption] = await Promise.all([scoped.coverage(), scoped.adoption()]);
  const rows = adoption?.hasLog ? adoption.departments : [];
  const share = (some: typeof rows): Share => ({
    people: some.reduce((sum, { people }) => sum + people, 0),
    active: some.reduce((sum, { active }) => sum + active, 0),
  });
  const names = new Set(rows.map(({ department }) => department));
  const logged = new Map(coverage.departments.map((one) => [one.department, one.customers]));
  return {
    customers: coverage.customers,
    departments: [...new Set([...names, ...logged.keys()])].map((department) => ({
      department,
      customers: logged.get(department) ?? 0,
    })),
    adoption:
      rows.length > 0
        ? { leaders: share(rows.filter(({ leaders }) => leaders)), all: share(rows) }
        : null,
  };
}
