import type { Figure, Kpi } from '../../kpi/kpi.ts';
import type { TrendPoint } from '../../kpi/measured.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { capital, count, day, type Reader, when } from '../view/format.ts';
import { departmentName, joinByDots, systemName } from '../view/names.ts';
import { type Block, type Button, bold, line, text, type View } from '../view/view.ts';
import {
  type FigureScope,
  kpiMeaning,
  kpiMovers,
  kpiShow,
  kpisShow,
  kpiWhy,
  targetForm,
} from './actions.ts';
import { changeWords, figureWords } from './change.ts';
import { trendChart } from './chart.ts';
import { comparedTarget, type TargetText, targetLine } from './target.ts';
import { figureValue } from './value.ts';

export interface FigureCard {
  kpi: Kpi;
  figure: Figure;
  /** The same figure of the period before and of a year earlier; null where there is none to compare with. */
  previous: Figure | null;
  lastYear: Figure | null;
  /** Twelve periods that end with this one, oldest first; empty where there is no trend. */
  trend: readonly TrendPoint[];
  query: DataOf<typeof kpiShow>;
  segment: SegmentText;
  /** The figure of all customers, where the department or the colleague that was asked about owns none. */
  overall: Figure | null;
  target: TargetText | null;
  /** Whether the reader may set the target. */
  maySetTarget: boolean;
  sources: readonly { source: string; at: Date | null }[];
  reader: Reader;
}

export interface SegmentText {
  kind: 'all' | 'segment' | 'owner' | 'department' | 'region';
  name: string;
}

/** The figure, how it changed, how far it can be trusted, and the ways to ask further. */
export function figureCard(card: FigureCard): View {
  const { kpi, figure, query, segment, target, reader } = card;
  const strings = stringsFor(reader).figure;
  const value = figureWords(kpi, figure, reader);
  return {
    title: value === null ? strings.none(kpi.name) : `${kpi.name} ${value}`,
    blocks: [
      text(joinByDots([periodWords(query, reader), segmentWords(segment, reader)]), 'quiet'),
      ...(target ? [text(targetLine(target, card))] : []),
      ...(value === null ? noFigureBlocks(card) : knownBlocks(card)),
      { kind: 'buttons', buttons: buttons(card) },
    ],
  };
}

function noFigureBlocks(card: FigureCard): Block[] {
  const { kpi, figure, query, reader } = card;
  const strings = stringsFor(reader).figure;
  if (card.overall) return ownsNoneBlocks(card, card.overall);
  const isAll = query.first === null && (query.by ?? 'all') === 'all';
  return [
    text(strings.because(figure.reason ?? '')),
    // Where there are records, it is something else that is missing.
    ...(figure.sample > 0
      ? []
      : [text((isAll ? strings.connect : strings.elsewhere)(kpi.connect))]),
    ...variantBlocks(card),
  ];
}

function ownsNoneBlocks({ kpi, segment, reader }: FigureCard, overall: Figure): Block[] {
  const strings = stringsFor(reader);
  const value = figureWords(kpi, overall, reader);
  return [
    text(strings.figure.ownsNone(ownerWords(segment, reader))),
    text(value === null ? strings.figure.noOverall : strings.figure.overall(value)),
  ];
}

/** A department or a colleague, by the name alone. */
export const ownerWords = ({ kind, name }: SegmentText, reader: Reader): string =>
  kind === 'department' ? departmentName(name, stringsFor(reader)) : name;

function knownBlocks(card: FigureCard): Block[] {
  const { kpi, figure, previous, lastYear, reader } = card;
  const strings = stringsFor(reader).figure;
  const compared = (
    before: Figure | null,
    words: (change: string, value: string) => string,
    none: string,
  ) => {
    if (before === null) return [];
    const change = changeWords(kpi, { now: figure, before }, reader);
    return [text(change === null ? none : words(change, figureWords(kpi, before, reader) ?? ''))];
  };
  return [
    ...(figure.method ? [text(figure.method)] : []),
    ...compared(previous, strings.previous, strings.noPrevious),
    ...compared(lastYear, strings.lastYear, strings.noLastYear),
    ...chartBlocks(card),
    ...variantBlocks(card),
    text(trustWords(card), 'quiet'),
    text(asOfWords(card), 'quiet'),
  ];
}

function chartBlocks({ kpi, trend, target, reader }: FigureCard): Block[] {
  const chart = trendChart(kpi, { trend, target: comparedTarget(target) }, reader);
  return chart ? [chart] : [];
}

function variantBlocks({ figure, reader }: FigureCard): Block[] {
  if (figure.variants.length === 0) return [];
  return [
    text(stringsFor(reader).figure.other, 'quiet'),
    ...figure.variants.map((variant) =>
      text(
        line`${bold(capital(departmentName(variant.name, stringsFor(reader)), reader))} ${figureValue(variant.unit, { ...figure, value: variant.value }, reader)} · ${variant.definition}`,
      ),
    ),
  ];
}

/** `n = 1,175 records · 95 % interval 14.1 to 20.9 · 1,175 of 2,000 solved tickets`. */
function trustWords({ kpi, figure, reader }: FigureCard): string {
  const strings = stringsFor(reader).figure;
  const { interval, completeness } = figure;
  const bound = (value: number) => figureValue(kpi.unit, { ...figure, value }, reader);
  return joinByDots([
    strings.sample(figure.sample, count(figure.sample, reader)),
    interval && strings.interval(bound(interval.low), bound(interval.high)),
    completeness &&
      strings.complete(
        count(completeness.part, reader),
        count(completeness.whole, reader),
        completeness.of,
      ),
  ]);
}

function asOfWords({ sources, reader }: FigureCard): string {
  const strings = stringsFor(reader);
  const told = sources.map(({ source, at }) =>
    at
      ? strings.figure.source(systemName(source, strings), when(at, reader))
      : systemName(source, strings),
  );
  return strings.figure.asOf(
    when(reader.now, reader),
    told.length > 0 ? told.join(' · ') : strings.figure.noSource,
  );
}

function buttons(card: FigureCard): Button[] {
  const { figure, query, target, maySetTarget, reader } = card;
  const { buttons: strings } = stringsFor(reader).figure;
  const { kpi: _, ...scope } = query;
  const isEmpty = figure.value === null;
  return [
    ...(card.overall
      ? [button(strings.everybody, press(kpiShow, { ...query, by: 'all', of: '' }))]
      : []),
    button(strings.meaning, press(kpiMeaning, query)),
    ...(isEmpty ? [] : [button(strings.why, press(kpiWhy, query))]),
    button(strings.movers, press(kpiMovers, query)),
    ...(isEmpty && query.first !== null
      ? [button(strings.everything, press(kpiShow, { ...query, first: null }))]
      : []),
    button(strings.figures, press(kpisShow, scope)),
    ...(maySetTarget
      ? [
          button(target ? strings.changeTarget : strings.setTarget, press(targetForm, query), {
            opens: 'form',
          }),
        ]
      : []),
  ];
}

export function periodWords(
  { first, last }: Pick<FigureScope, 'first' | 'last'>,
  reader: Reader,
): string {
  const strings = stringsFor(reader).figure;
  if (first === null) return strings.all;
  return first === last ? day(first, reader) : strings.days(day(first, reader), day(last, reader));
}

export function segmentWords({ kind, name }: SegmentText, reader: Reader): string {
  const strings = stringsFor(reader);
  if (kind === 'all') return strings.figure.everybody;
  return strings.figure.segment[kind](kind === 'department' ? departmentName(name, strings) : name);
}
