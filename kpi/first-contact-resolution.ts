import type { ContactFacts } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { percentOf, shareOf, shareVariant } from './share.ts';

export const firstContactResolution = defineKpi({
  id: 'first-contact-resolution',
  name: 'First contact resolution',
  aliases: ['fcr', 'first contact', 'first call resolution', 'one touch', 'solved at once'],
  shape: 'ratio',
  unit: 'percent',
  better: 'up',
  definition: 'The share of solved tickets that needed a single public answer.',
  formula: 'solved tickets with exactly one public answer ÷ solved tickets whose answers are known',
  sources: 'tickets by the day of the solution, with their public answers on the timeline',
  connect: 'a help desk whose answers come with their tickets',
  movers: [
    { department: 'support', does: 'Write down the answer that solved it, for the next time.' },
    { department: 'product', does: 'Give support the means to mend what they now pass on.' },
    { department: 'onboarding', does: 'Teach the three things that every new customer asks.' },
  ],
  read: (facts) => facts.firstContacts(),
  figure: contactFigure,
});

function contactFigure({ solved, answered, once, solutions }: ContactFacts): Figure {
  const variants = solutions
    ? shareVariant(
        { name: 'Not reopened', definition: 'solved tickets not reopened within 7 days' },
        solutions.all - solutions.reopened,
        solutions.all,
      )
    : [];
  const value = percentOf(once, answered);
  const completeness = {
    part: answered,
    whole: solved,
    of: 'solved tickets whose answers are known',
  };
  if (value === null)
    return noFigure(
      solved === 0 ? 'no ticket was solved' : 'no answer is stored with the solved tickets',
      { variants, completeness: solved === 0 ? null : completeness },
    );
  return figureOf({
    value,
    ...shareOf(once, answered),
    completeness,
    records: 'tickets-solved',
    method: 'One public answer, and solved.',
    variants,
  });
}
