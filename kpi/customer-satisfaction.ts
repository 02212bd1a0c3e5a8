import { defineKpi } from './kpi.ts';
import { ratingFigure } from './rating.ts';

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
  read: (facts) => facts.scores('csat'),
  figure: (scores) =>
    ratingFigure(scores, {
      records: 'answers-csat',
      goodFrom: 0.8,
      good: {
        name: 'Satisfied',
        definition: 'answers in the best fifth of the scale (4 and 5 of 5)',
      },
    }),
});
