import type { PromiseFacts } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { percentOf, shareOf, shareVariant } from './share.ts';

/** The share of promises that were kept; no vendor defines it, and the formula is ours. */
export const keptPromises = defineKpi({
  id: 'kept-promises',
  name: 'Kept promises',
  aliases: ['promises', 'promises kept', 'broken promises'],
  shape: 'ratio',
  unit: 'percent',
  better: 'up',
  definition: 'The share of promises to customers that were kept by their day.',
  formula:
    'promises kept by their day ÷ (those + promises whose day passed), by the day of either; a promise that was kept late stays broken, and one that was withdrawn before its day is not counted',
  sources: 'promises noted with Rapport, by the department that promised',
  connect: 'nothing more: note what was promised with “promise”, and it is counted',
  movers: [
    { department: 'sales', does: 'Ask who has to keep it before you promise a day.' },
    { department: 'success', does: 'Tell the customer a new date before the old one has passed.' },
    { department: 'product', does: 'Say at once when a day cannot be held.' },
    { department: 'onboarding', does: 'Go through the promises of each handoff with its giver.' },
    { department: 'support', does: 'Mark it as kept on the day on which you keep it.' },
  ],
  read: (facts) => facts.promises(),
  figure: promiseFigure,
});

function promiseFigure({ departments }: PromiseFacts): Figure {
  const kept = departments.reduce((sum, one) => sum + one.kept, 0);
  const all = departments.reduce((sum, one) => sum + one.kept + one.broken, 0);
  const value = percentOf(kept, all);
  if (value === null) return noFigure('no promise was kept, and none was due');
  return figureOf({
    value,
    ...shareOf(kept, all),
    records: 'promises-decided',
    variants: departments
      .slice(0, 5)
      .flatMap((one) =>
        shareVariant(
          { name: one.department, definition: 'promises of theirs' },
          one.kept,
          one.kept + one.broken,
        ),
      ),
  });
}
