import {
  type FigureQuery,
  type FigureScope,
  kpiMeaning,
  kpiMovers,
  kpiShow,
  kpisShow,
  kpiWhy,
} from '../../cards/figure/actions.ts';
import { chooseFigureCard, nearestFiguresCard } from '../../cards/figure/list.ts';
import { meaningCard, moversCard } from '../../cards/figure/meaning-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Segment } from '../../crm/figure/scope.ts';
import { Problem } from '../../crm/problem.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { theColleague } from '../parse/colleague.ts';
import { showFigure, showFigures } from './measure.ts';
import { figureWords, nearestFigures, type SegmentNames, scopeWords } from './parse.ts';
import { ALL_FIGURES_PHRASES, FIGURE_PHRASES } from './phrases.ts';
import { KPIS, kpiOf, lately } from './scope.ts';
import { showWhy } from './why.ts';

export const kpi = defineCommand({
  name: 'kpi',
  listed: 'early',
  usage: 'kpi [name] [period] [segment, country, department or @owner]',
  summary: 'One shared figure: how it stands, how it changed, why, and who moves it',
  examples: ['kpi nps', 'kpi nps last quarter', 'kpi nps all enterprise'],
  phrases: FIGURE_PHRASES,
  aliases: ['figure', 'metric'],
  yields: { word: 'target', to: 'target' },
  readsOnly: true,
  args: CommandInput,
  async run({ words, quoted, people }, context) {
    const reader = { ...context.reader, zone: context.zone };
    const typed = [words, ...quoted].filter(Boolean).join(' ');
    const names = await segmentNames(context);
    const read = figureWords(typed, { kpis: KPIS, names, reader });
    const scope = await scopeFor(read, people, context);
    if (typed === '') return { kind: 'answer', view: chooseFigureCard(KPIS, scope, reader) };
    if (!read.kpi) {
      const nearest = nearestFigures(read.name, KPIS);
      return {
        kind: 'answer',
        view: nearestFiguresCard(read.name, nearest, { scope, reader }),
      };
    }
    if (read.unread) throw unreadProblem(read.unread, read.name, context);
    return showFigure({ ...scope, kpi: read.kpi.id }, context);
  },
  actions: [
    on(kpiShow, showFigure),
    on(kpiWhy, showWhy),
    on(kpiMeaning, async (query, context) => textCard(meaningCard, query, context)),
    on(kpiMovers, async (query, context) => textCard(moversCard, query, context)),
  ],
});

export const kpis = defineCommand({
  name: 'kpis',
  usage: 'kpis [period] [segment, country, department or @owner]',
  summary: 'All shared figures, one line each',
  examples: ['kpis', 'kpis last quarter', 'kpis all enterprise'],
  phrases: ALL_FIGURES_PHRASES,
  aliases: ['figures', 'metrics'],
  readsOnly: true,
  args: CommandInput,
  async run({ words, quoted, people }, context) {
    const reader = { ...context.reader, zone: context.zone };
    const typed = [words, ...quoted].join(' ').toLowerCase().split(/\s+/).filter(Boolean);
    const read = scopeWords(typed, await segmentNames(context), reader);
    if (read.unread) throw unreadProblem(read.unread, 'nps', context);
    return showFigures(await scopeFor(read, people, context), context);
  },
  actions: [on(kpisShow, showFigures)],
});

/** A definition is no secret, even where the figure is. */
function textCard(card: typeof meaningCard, query: FigureQuery, { reader }: Context): Reply {
  const found = kpiOf(query.kpi);
  if (!found)
    throw new Problem('unknown-figure', stringsFor(reader).figure.unknown(query.kpi, null));
  return { kind: 'answer', view: card(found, query, reader) };
}

export async function segmentNames({ store }: Context): Promise<SegmentNames> {
  const [names, departments] = await Promise.all([
    store.figureFacts.segments(),
    store.people.departments(),
  ]);
  return { ...names, departments };
}

/** The days and the customers that were typed; an @colleague stands for their customers. */
export async function scopeFor(
  { days, segment }: { days: { first: string | null; last: string } | null; segment: Segment },
  people: readonly string[],
  context: Context,
): Promise<FigureScope> {
  const [ref] = people;
  const owner = ref === undefined ? null : await theColleague(ref, context);
  const { first, last } = days ?? lately(context);
  return owner
    ? { first, last, by: 'owner', of: owner.id }
    : { first, last, by: segment.kind, of: segment.value };
}

const unreadProblem = (words: string, name: string, { reader }: Context): Problem =>
  new Problem('unread-period', stringsFor(reader).figure.unread(words, name));
