import type { Measured } from '../../kpi/measured.ts';
import { changeParts, figureWords } from '../figure/change.ts';
import { FEW_RECORDS, trendChart } from '../figure/chart.ts';
import { comparedTarget, shortTarget } from '../figure/target.ts';
import { stringsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import { type Block, bold, type ChartBlock, line, text } from '../view/view.ts';
import type { DigestCard } from './issue.ts';

const FIGURES = 3;

/** Whether there is anything to say of it. */
export const isKnown = ({ figure }: Measured): boolean => figure.value !== null;

/** `Retention rate 96.2 % · ▲ 0.4 points, better`. */
export function figureLine({ kpi, figure, previous, target }: Measured, reader: Reader): Block {
  const { digest, figure: words } = stringsFor(reader);
  const change = previous && changeParts(kpi, { now: figure, before: previous }, reader);
  const changed = (): string => {
    if (!change) return '';
    if (change.way === 'same') return ` · ${digest.change.same}`;
    return ` · ${digest.change[change.way](change.by)}, ${change.isBetter ? words.better : words.worse}`;
  };
  const goal = target ? ` · ${shortTarget(target, { kpi, figure, reader })}` : '';
  const few =
    figure.sample < FEW_RECORDS ? ` · ${words.sample(figure.sample, String(figure.sample))}` : '';
  return text(
    line`${bold(kpi.name)} ${figureWords(kpi, figure, reader) ?? ''}${changed()}${goal}${few}`,
  );
}

export function figureBlocks({ figures, trend, reader }: DigestCard): Block[] {
  const { digest } = stringsFor(reader);
  const known = figures.filter(isKnown);
  if (known.length === 0) return [text(digest.noFigures)];
  const chart = digestChart({ figures, trend, reader });
  return [
    ...known.slice(0, FIGURES).map((measured) => figureLine(measured, reader)),
    ...(chart ? [chart] : []),
  ];
}

/** The trend of the first figure that has data. */
export function digestChart({
  figures,
  trend,
  reader,
}: Pick<DigestCard, 'figures' | 'trend' | 'reader'>): ChartBlock | null {
  const first = figures.find(isKnown);
  if (!first) return null;
  return trendChart(first.kpi, { trend, target: comparedTarget(first.target) }, reader);
}
