import type { ScoreCount } from '../crm/figure/facts.ts';
import { defineKpi, type Figure } from './kpi.ts';
import { type Rating, ratingFigure } from './rating.ts';

/** The mean of the ratings (CSAT); the share of satisfied answers, the other usual definition, stands beside it. */
export const customerSatisfaction = defineKpi({
  id: 'customer-satisfaction',
  name: 'Customer satisfaction',
  aliases: ['csat', 'satisfaction', 'customer satisfaction score', 'ratings'],
  shape: 'ratio',
  unit: 'rating',
  better: 'up',
  definition: 'How customers rate what we did for them, on average, of those who answered.',
  formula: 'sum of all ratings ÷ number of ratings',
  sources: 'answers to satisfaction surveys, by the day of the answer',
  connect: 'a help desk or a survey tool that asks customers for a rating (survey: csat)',
  movers: [
    { department: 'support', does: 'Call back where a ticket was rated worse than it usually is.' },
    { department: 'product', does: 'Mend the fault that most bad ratings name.' },
    { department: 'success', does: 'Thank for good ratings, and ask what made the difference.' },
    { department: 'onboarding', does: 'Ask after the first week, while it can still be mended.' },
    { department: 'sales', does: 'Look at the last ratings before an offer goes out.' },
  ],
  read: async (facts): Promise<Facts> => {
    const [answers, reviews] = await Promise.all([facts.scores('csat'), facts.scores('review')]);
    return { answers, reviews };
  },
  figure: satisfaction,
});

interface Facts {
  answers: readonly ScoreCount[];
  reviews: readonly ScoreCount[];
}

const RATING: Rating = {
  records: 'answers-csat',
  goodFrom: 0.8,
  good: { name: 'Satisfied', definition: 'answers in the best fifth of the scale (4 and 5 of 5)' },
};

/** Reviews are written about what somebody bought, unasked: they are another answer, and no answer to a survey. */
function satisfaction({ answers, reviews }: Facts): Figure {
  const figure = ratingFigure(answers, RATING);
  const reviewed = ratingFigure(reviews, RATING);
  const known = figure.value !== null;
  if (reviewed.value === null || (known && figure.best !== reviewed.best)) return figure;
  return {
    ...figure,
    best: reviewed.best,
    variants: [
      ...figure.variants,
      {
        name: 'Reviews',
        definition: `mean of ${reviewed.sample} reviews, which are no answers to a survey`,
        value: reviewed.value,
        unit: 'rating',
      },
      ...reviewed.variants.map((good) => ({
        ...good,
        name: 'Good reviews',
        definition: 'reviews in the best fifth of the scale',
      })),
    ],
  };
}
