import type { AdoptionFacts } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { percentOf, shareOf, shareVariant } from './share.ts';

export const adoption = defineKpi({
  id: 'adoption',
  name: 'Adoption',
  aliases: ['users', 'who uses rapport', 'active users', 'use of rapport'],
  shape: 'ratio',
  unit: 'percent',
  better: 'up',
  definition: 'The share of colleagues who used Rapport in the period.',
  formula: 'active colleagues with an answer or a change of theirs ÷ active colleagues',
  sources: 'Rapport’s own log of looks and changes; it counts people, not what they looked at',
  connect: 'the people of the organisation, from the CRM or a file',
  movers: [
    { department: 'sales', does: 'Ask for a customer here before each call.' },
    { department: 'support', does: 'Hand customers over here, not by e-mail.' },
    { department: 'success', does: 'Show a colleague what you look up.' },
    { department: 'operations', does: 'Name the departments that were never shown it.' },
  ],
  read: (facts) => facts.adoption(),
  figure: adoptionFigure,
});

function adoptionFigure(facts: AdoptionFacts | null): Figure {
  if (!facts) return noFigure('colleagues have no segment and no region: ask for a department');
  if (!facts.hasLog) return noFigure('nobody had Rapport then');
  const count = (rows: AdoptionFacts['departments']) => ({
    people: rows.reduce((sum, { people }) => sum + people, 0),
    active: rows.reduce((sum, { active }) => sum + active, 0),
  });
  const all = count(facts.departments);
  const value = percentOf(all.active, all.people);
  if (value === null) return noFigure('nobody is known as a colleague');
  const leaders = count(facts.departments.filter((row) => row.leaders));
  const names = [...new Set(facts.departments.map(({ department }) => department))];
  return figureOf({
    value,
    ...shareOf(all.active, all.people),
    variants: [
      ...shareVariant(
        { name: 'Leaders', definition: 'managers and leaders' },
        leaders.active,
        leaders.people,
      ),
      ...names.flatMap((name) => {
        const own = count(facts.departments.filter(({ department }) => department === name));
        return shareVariant({ name, definition: 'colleagues there' }, own.active, own.people);
      }),
    ],
  });
}
