import type { CoverageFacts } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { percentOf, shareOf, shareVariant } from './share.ts';

export const interactionCoverage = defineKpi({
  id: 'interaction-coverage',
  name: 'Interaction coverage',
  aliases: ['coverage', 'interactions', 'logging', 'touchpoints'],
  shape: 'ratio',
  unit: 'percent',
  better: 'up',
  definition:
    'The share of customers with whom something happened of whom one of us logged a contact.',
  formula:
    'customers with a logged call, meeting, e-mail, message or note ÷ customers with anything on their timeline',
  sources: 'the timelines of all customers, by the department that logged',
  connect: 'the systems in which each department writes down its contacts',
  movers: [
    { department: 'sales', does: 'Note each call on the day of the call.' },
    { department: 'support', does: 'Let the help desk write its answers to the timeline.' },
    { department: 'success', does: 'Turn the notes of a meeting into one note on the customer.' },
    { department: 'marketing', does: 'Connect the tool that sends the campaigns.' },
    { department: 'onboarding', does: 'Log each step with the customer.' },
  ],
  read: (facts) => facts.coverage(),
  figure: coverage,
});

function coverage({ customers, touched, departments }: CoverageFacts): Figure {
  const value = percentOf(touched, customers);
  if (value === null) return noFigure('nothing stands on any timeline');
  return figureOf({
    value,
    ...shareOf(touched, customers),
    variants: departments
      .slice(0, 5)
      .flatMap(({ department, customers: own }) =>
        shareVariant(
          { name: department, definition: 'customers with a contact of theirs' },
          own,
          customers,
        ),
      ),
  });
}
