import type { RecordSet, ScoreCount } from '../crm/figure/facts.ts';
import { type Figure, figureOf, noFigure } from './kpi.ts';

/** Two-sided, 95 %. */
const Z = 1.959964;

export interface Rating {
  records: RecordSet;
  /** From this part of the best score on, an answer is a good one; `good` names their share. */
  goodFrom: number;
  good: { name: string; definition: string };
}

/** The mean of all answers on the scale that most of them have; the share of good ones beside it. */
export function ratingFigure(
  scores: readonly ScoreCount[],
  { records, goodFrom, good }: Rating,
): Figure {
  const best = commonest(scores);
  if (best === null) return noFigure('nobody answered a survey of this kind');
  const counted = scores.filter((one) => one.best === best);
  const n = sum(counted, () => 1);
  const mean = sum(counted, ({ score }) => score) / n;
  return figureOf({
    value: mean,
    sample: n,
    numerator: sum(counted, ({ score }) => score),
    denominator: n,
    best,
    interval: meanInterval(counted, { mean, n, best }),
    completeness: {
      part: n,
      whole: sum(scores, () => 1),
      of: `answers on the scale up to ${best}`,
    },
    records,
    variants: [
      {
        ...good,
        unit: 'percent',
        value:
          (100 *
            sum(
              counted.filter(({ score }) => score >= goodFrom * best),
              () => 1,
            )) /
          n,
      },
    ],
  });
}

function meanInterval(
  scores: readonly ScoreCount[],
  { mean, n, best }: { mean: number; n: number; best: number },
): Figure['interval'] {
  if (n < 2) return null;
  const variance = sum(scores, ({ score }) => (score - mean) ** 2) / (n - 1);
  const half = Z * Math.sqrt(variance / n);
  return { low: Math.max(0, mean - half), high: Math.min(best, mean + half) };
}

/** The best score of the scale on which most answers are. */
export function commonest(scores: readonly ScoreCount[]): number | null {
  const counts = new Map<number, number>();
  for (const { best, count } of scores) counts.set(best, (counts.get(best) ?? 0) + count);
  const [first] = [...counts].toSorted(([, one], [, other]) => other - one);
  return first?.[0] ?? null;
}

const sum = (scores: readonly ScoreCount[], value: (one: ScoreCount) => number): number =>
  scores.reduce((all, one) => all + one.count * value(one), 0);
