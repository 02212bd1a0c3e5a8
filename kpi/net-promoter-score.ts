import type { ScoreCount } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { netPromoterInterval, type PromoterCounts } from './statistics/net-promoter-interval.ts';

/** Reichheld, "The One Number You Need to Grow", Harvard Business Review 2003. */
export const netPromoterScore = defineKpi({
  id: 'net-promoter-score',
  name: 'Net promoter score',
  aliases: ['nps', 'promoter score', 'recommendation', 'net promoter'],
  shape: 'derived',
  unit: 'points',
  better: 'up',
  definition:
    'How many more customers would recommend us than advise against us, of those who answered.',
  formula: '% promoters (9 or 10) − % detractors (0 to 6), of all answers from 0 to 10',
  sources: 'answers to surveys that ask “would you recommend us?”, by the day of the answer',
  connect: 'a survey tool, or import its answers as a file (survey: nps)',
  movers: [
    { department: 'success', does: 'Call each detractor within two days and write down why.' },
    { department: 'support', does: 'Tell the owner when a ticket ends with an unhappy customer.' },
    { department: 'product', does: 'Fix the reason that detractors name most often.' },
    { department: 'onboarding', does: 'Keep what was promised in the first weeks.' },
    { department: 'sales', does: 'Promise what the product does today.' },
    { department: 'marketing', does: 'Ask promoters for a reference, so that they stay close.' },
  ],
  read: (facts) => facts.scores('nps'),
  figure: promoterFigure,
});

function promoterFigure(scores: readonly ScoreCount[]): Figure {
  const onScale = scores.filter(({ best }) => best === 10);
  const total = sum(scores);
  const n = sum(onScale);
  const completeness = { part: n, whole: total, of: 'answers on the scale from 0 to 10' };
  if (n === 0)
    return noFigure(
      total === 0
        ? 'nobody answered a survey of this kind'
        : 'no answer is on the scale from 0 to 10',
      { completeness: total === 0 ? null : completeness },
    );
  const promoters = sum(onScale.filter(({ score }) => score >= 9));
  const detractors = sum(onScale.filter(({ score }) => score <= 6));
  return figureOf({
    value: (100 * (promoters - detractors)) / n,
    sample: n,
    numerator: promoters - detractors,
    denominator: n,
    interval: n < 2 ? null : interval({ promoters, detractors, answers: n }),
    completeness,
    records: 'answers-nps',
  });
}

function interval(counts: PromoterCounts): Figure['interval'] {
  const found = netPromoterInterval(counts);
  return found && { low: found.lower, high: found.upper };
}

const sum = (scores: readonly ScoreCount[]): number =>
  scores.reduce((all, { count }) => all + count, 0);
