import type { Figure, Kpi } from '../../kpi/kpi.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { listCommas } from '../view/plural.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { type FigureScope, kpiShow, kpisShow } from './actions.ts';
import { ownerWords, periodWords, type SegmentText, segmentWords } from './card.ts';
import { changeWords, figureWords } from './change.ts';
import { shortTarget, type TargetText } from './target.ts';

/** Every figure there is, with a button each. */
export const chooseFigureCard = (
  kpis: readonly Kpi[],
  scope: FigureScope,
  reader: Reader,
): View => ({
  title: stringsFor(reader).figure.list,
  blocks: [choices(kpis, scope, reader)],
});

/** After a name that no figure has: the figures that are meant most likely. */
export function nearestFiguresCard(
  typed: string,
  nearest: readonly Kpi[],
  { scope, reader }: { scope: FigureScope; reader: Reader },
): View {
  const strings = stringsFor(reader).figure;
  const unknown = strings.unknown(typed, nearest[0]?.name ?? null);
  return {
    title: unknown.say,
    blocks: [
      text(unknown.try),
      ...(nearest.length > 0 ? [choices(nearest, scope, reader)] : []),
      { kind: 'buttons', buttons: [button(strings.buttons.figures, press(kpisShow, scope))] },
    ],
  };
}

const choices = (kpis: readonly Kpi[], scope: FigureScope, reader: Reader): Block => ({
  kind: 'choices',
  choices: kpis.map((kpi) => ({
    title: kpi.name,
    detail: kpi.definition,
    button: button(
      stringsFor(reader).figure.buttons.show,
      press(kpiShow, { ...scope, kpi: kpi.id }),
    ),
  })),
});

interface ListedFigure {
  kpi: Kpi;
  figure: Figure;
  previous: Figure | null;
  target: Pick<TargetText, 'target' | 'standing'> | null;
}

export interface FiguresCard {
  figures: readonly ListedFigure[];
  /** The department or the colleague that was asked about owns no customer. */
  ownsNone: boolean;
  /** The figures that are amounts, which this reader does not see. */
  hidden: readonly Kpi[];
  scope: FigureScope;
  segment: SegmentText;
  reader: Reader;
}

/** One line for each figure that has data; those without are named. */
export function figuresCard(card: FiguresCard): View {
  const { figures, ownsNone, hidden, scope, segment, reader } = card;
  const strings = stringsFor(reader).figure;
  const known = figures.filter(({ figure }) => figure.value !== null);
  const empty = figures.filter(({ figure }) => figure.value === null);
  const names = (kpis: readonly Kpi[]) => listCommas(kpis.map(({ name }) => name));
  return {
    title: strings.listed(periodWords(scope, reader), segmentWords(segment, reader)),
    blocks: [
      ...(ownsNone ? [text(strings.ownsNone(ownerWords(segment, reader)))] : []),
      ...(known.length === 0 && !ownsNone ? [text(strings.noneAtAll)] : []),
      ...known.map((one) => figureLine(one, reader)),
      ...(empty.length > 0
        ? [text(strings.noData(names(empty.map(({ kpi }) => kpi))), 'quiet')]
        : []),
      ...(hidden.length > 0 ? [text(strings.noAmounts(names(hidden)), 'quiet')] : []),
      {
        kind: 'buttons',
        buttons: [
          ...(ownsNone
            ? [button(strings.buttons.everybody, press(kpisShow, { ...scope, by: 'all', of: '' }))]
            : []),
          ...known
            .slice(0, 3)
            .map(({ kpi }) => button(kpi.name, press(kpiShow, { ...scope, kpi: kpi.id }))),
          ...(scope.first === null
            ? []
            : [button(strings.buttons.everything, press(kpisShow, { ...scope, first: null }))]),
        ],
      },
    ],
  };
}

/** `Net promoter score 45.5 · ▲ up 12, better · target 40 ✓`. */
function figureLine({ kpi, figure, previous, target }: ListedFigure, reader: Reader): Block {
  return text(
    line`${bold(kpi.name)} ${joinByDots([
      figureWords(kpi, figure, reader),
      previous && changeWords(kpi, { now: figure, before: previous }, reader),
      target && shortTarget(target, { kpi, figure, reader }),
    ])}`,
  );
}
