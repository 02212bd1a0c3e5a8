import { defineKpi } from './kpi.ts';
import { ratingFigure } from './rating.ts';

/** Dixon, Freeman and Toman, "Stop Trying to Delight Your Customers", Harvard Business Review 2010; higher is easier. */
export const customerEffortScore = defineKpi({
  id: 'customer-effort-score',
  name: 'Customer effort score',
  aliases: ['ces', 'effort', 'effort score', 'customer effort'],
  shape: 'ratio',
  unit: 'rating',
  better: 'up',
  definition: 'How easy customers say that we made it for them, on average, of those who answered.',
  formula: 'sum of all answers ÷ number of answers; the best answer is “very easy”',
  sources: 'answers to surveys on effort, by the day of the answer',
  connect: 'a survey tool that asks how easy it was (survey: ces)',
  movers: [
    { department: 'support', does: 'Solve it with the first answer, without a form in between.' },
    { department: 'product', does: 'Take away the step that people ask about most.' },
    { department: 'onboarding', does: 'Prepare what the customer would have to look for.' },
    { department: 'finance', does: 'Put everything that a customer asks about on the invoice.' },
  ],
  read: (facts) => facts.scores('ces'),
  figure: (scores) =>
    ratingFigure(scores, {
      records: 'answers-ces',
      goodFrom: 5 / 7,
      good: { name: 'Easy', definition: 'answers from 5 of 7 on, or as much of another scale' },
    }),
});
