import type { FigureQuery, FigureScope } from '../../cards/figure/actions.ts';
import { figureCard } from '../../cards/figure/card.ts';
import { figuresCard } from '../../cards/figure/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Days } from '../../crm/figure/scope.ts';
import { segmentText } from '../../crm/figure/segment-text.ts';
import type { Target } from '../../crm/figure/target.ts';
import { maySetTargets } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Figure, Kpi } from '../../kpi/kpi.ts';
import { measureTrend, type TrendPoint } from '../../kpi/measured.ts';
import { daysLastYear, previousDays } from '../../kpi/period.ts';
import { standingOf } from '../../kpi/standing.ts';
import type { Context, Reply } from '../command.ts';
import { factScope, KPIS, kpiOf, seesFigure, segmentOf } from './scope.ts';

/** The figure of the query, or a `Problem` where the reader may not see it. */
export function visibleKpi({ kpi: id }: Pick<FigureQuery, 'kpi'>, context: Context): Kpi {
  const strings = stringsFor(context.reader).figure;
  const kpi = kpiOf(id);
  if (!kpi) throw new Problem('unknown-figure', strings.unknown(id, null));
  if (!seesFigure(kpi, context)) throw new Problem('hidden-figure', strings.hidden(kpi.name));
  return kpi;
}

/** The figure of these days; null where there are none. */
export async function measure(
  kpi: Kpi,
  days: Days | null,
  { scope, context }: { scope: Pick<FigureScope, 'by' | 'of'>; context: Context },
): Promise<Figure | null> {
  if (days === null) return null;
  return kpi.measure(context.store.figureFacts.of(factScope(days, segmentOf(scope), context)));
}

const EVERYBODY = { by: 'all', of: '' } as const;

/** The department or the colleague of this scope owns no customer, so that nothing is measured of theirs. */
async function ownsNone(scope: FigureScope, context: Context): Promise<boolean> {
  const segment = segmentOf(scope);
  if (segment.kind !== 'department' && segment.kind !== 'owner') return false;
  const ever = factScope({ ...scope, first: null }, segment, context);
  return (await context.store.figureFacts.of(ever).churn()).customers === 0;
}

export const daysBefore = (scope: FigureScope, { now, zone }: Context): Days | null =>
  previousDays(scope, dayIn(now, zone));

export async function showFigure(query: FigureQuery, context: Context): Promise<Reply> {
  const kpi = visibleKpi(query, context);
  const of = { scope: query, context };
  const [figure, previous, lastYear, segment, trend, target] = await Promise.all([
    measure(kpi, query, of),
    measure(kpi, daysBefore(query, context), of),
    measure(kpi, daysLastYear(query, dayIn(context.now, context.zone)), of),
    segmentText(segmentOf(query), context.store),
    trendOf(kpi, query, context),
    context.store.targets.get(kpi.id, segmentOf(query)),
  ]);
  if (!figure)
    throw new Problem('unknown-figure', stringsFor(context.reader).figure.unknown(kpi.id, null));
  const isEmpty = figure.value === null && (await ownsNone(query, context));
  const overall = isEmpty ? await measure(kpi, query, { scope: EVERYBODY, context }) : null;
  const sources = figure.records
    ? await context.store.figureFacts
        .of(factScope(query, segmentOf(query), context))
        .sources(figure.records)
    : [];
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'figure', kpi: kpi.id },
  });
  return {
    kind: 'answer',
    view: figureCard({
      kpi,
      figure,
      previous,
      lastYear,
      trend,
      overall,
      query,
      segment,
      target: target && {
        target,
        standing: standingOf(kpi, figure, { ...target, days: query }),
        setBy: (await context.store.people.get(target.setBy))?.name ?? null,
      },
      maySetTarget: maySetTargets(context.person),
      sources,
      reader: context.reader,
    }),
  };
}

export async function showFigures(scope: FigureScope, context: Context): Promise<Reply> {
  const shown = KPIS.filter((kpi) => seesFigure(kpi, context));
  const of = { scope, context };
  const targets = await context.store.targets.all();
  const figures = await Promise.all(
    shown.map(async (kpi) => {
      const [figure, previous] = await Promise.all([
        measure(kpi, scope, of),
        measure(kpi, daysBefore(scope, context), of),
      ]);
      const target = targets.find((one) => isTargetOf(one, kpi, scope));
      return figure
        ? [
            {
              kpi,
              figure,
              previous,
              target: target
                ? { target, standing: standingOf(kpi, figure, { ...target, days: scope }) }
                : null,
            },
          ]
        : [];
    }),
  );
  await context.audit({ action: 'look-up', customer: null, detail: { shown: 'figures' } });
  return {
    kind: 'answer',
    view: figuresCard({
      figures: figures.flat(),
      ownsNone: await ownsNone(scope, context),
      hidden: KPIS.filter((kpi) => !seesFigure(kpi, context)),
      scope,
      segment: await segmentText(segmentOf(scope), context.store),
      reader: context.reader,
    }),
  };
}

const PERIODS = 12;

/** A lifetime is a fit over the whole past, which takes seconds for each point: it has no trend. */
async function trendOf(kpi: Kpi, query: FigureQuery, context: Context): Promise<TrendPoint[]> {
  if (kpi.id === 'customer-lifetime-value') return [];
  const { store, zone, now } = context;
  return measureTrend(kpi, query, {
    facts: store.figureFacts,
    segment: segmentOf(query),
    zone,
    now,
    periods: PERIODS,
  });
}
const isTargetOf = ({ figure, segment }: Target, kpi: Kpi, { by, of }: FigureScope): boolean =>
  figure === kpi.id && segment.kind === by && segment.value === of;
