import type { z } from 'zod';
import type { FigureQuery, kpiWhy } from '../../cards/figure/actions.ts';
import { whyCard } from '../../cards/figure/why-card.ts';
import type { Figure, Kpi } from '../../kpi/kpi.ts';
import type { Context, Reply } from '../command.ts';
import { daysBefore, measure, visibleKpi } from './measure.ts';
import { factScope, segmentOf } from './scope.ts';

const PAGE = 8;
/** Each costs two figures. */
const COMPARED = 6;
const SHOWN = 3;

export async function showWhy(
  { skip, ...query }: z.output<typeof kpiWhy.data>,
  context: Context,
): Promise<Reply> {
  const kpi = visibleKpi(query, context);
  const figure = await measure(kpi, query, { scope: query, context });
  const facts = context.store.figureFacts.of(factScope(query, segmentOf(query), context));
  const { records: listed, total } = figure?.records
    ? await facts.records(figure.records, { skip, limit: PAGE })
    : { records: [], total: 0 };
  const moved = skip === 0 ? await movedSegments(kpi, query, context) : [];
  const days = daysBefore(query, context);
  const movers =
    skip === 0 && days !== null && figure?.records
      ? await facts.movers(figure.records, factScope(days, segmentOf(query), context), SHOWN)
      : [];
  await context.audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'figure-records', kpi: kpi.id, customers: listed.length },
  });
  return {
    kind: 'answer',
    view: whyCard({
      kpi,
      query: { ...query, skip },
      records: listed,
      rest: total - skip - listed.length,
      moved,
      movers,
      reader: context.reader,
    }),
  };
}

/** The segments whose figure changed most since the period before. */
async function movedSegments(
  kpi: Kpi,
  query: FigureQuery,
  context: Context,
): Promise<{ name: string; now: Figure; before: Figure }[]> {
  const days = daysBefore(query, context);
  if (query.by !== 'all' || days === null) return [];
  const { segments } = await context.store.figureFacts.segments();
  const compared = await Promise.all(
    segments.slice(0, COMPARED).map(async (name) => {
      const of = { scope: { by: 'segment' as const, of: name }, context };
      const [now, before] = await Promise.all([measure(kpi, query, of), measure(kpi, days, of)]);
      return now && before ? [{ name, now, before, by: changeOf(now, before) }] : [];
    }),
  );
  return compared
    .flat()
    .filter(({ by }) => by > 0)
    .toSorted((one, other) => other.by - one.by)
    .slice(0, SHOWN)
    .map(({ by: _, ...moved }) => moved);
}

const changeOf = (now: Figure, before: Figure): number =>
  now.value === null || before.value === null ? 0 : Math.abs(now.value - before.value);
