import type { ExpansionFacts } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure, type Variant } from './kpi.ts';
import { percentOf, shareOf, shareVariant } from './share.ts';

export const upsellCrossSellRate = defineKpi({
  id: 'upsell-cross-sell-rate',
  name: 'Upsell and cross-sell rate',
  aliases: [
    'upsell',
    'cross sell',
    'upsell rate',
    'cross sell rate',
    'upsell and cross sell',
    'expansion',
    'expansion rate',
  ],
  shape: 'conversion',
  unit: 'percent',
  better: 'up',
  definition: 'The share of customers who took a larger plan or one more in the period.',
  formula: 'accounts with an upgraded or an additional subscription ÷ accounts with a subscription',
  sources: 'subscriptions by the day on which they start, trials left out',
  connect: 'a billing system, or import subscriptions as a file',
  movers: [
    { department: 'success', does: 'Name customers who use all of their plan to their owner.' },
    { department: 'sales', does: 'Ask support how the customer feels before you offer more.' },
    { department: 'product', does: 'Show in the product when a customer outgrows a plan.' },
    { department: 'marketing', does: 'Tell the story of a customer who took the next step.' },
  ],
  read: (facts) => facts.expansions(),
  figure: expansion,
});

function expansion(facts: ExpansionFacts): Figure {
  const { customers, expanded, upsold, crossSold, upgrades, downgrades } = facts;
  const value = percentOf(expanded, customers);
  if (value === null) return noFigure('nobody had a subscription');
  const counted = (name: string, n: number): Variant[] =>
    n > 0 ? [{ name, definition: 'subscriptions that began so', value: n, unit: 'number' }] : [];
  return figureOf({
    value,
    ...shareOf(expanded, customers),
    records: 'subscriptions-upgraded',
    variants: [
      ...shareVariant({ name: 'Upsell', definition: 'accounts that upgraded' }, upsold, customers),
      ...shareVariant(
        { name: 'Cross-sell', definition: 'accounts with one more plan' },
        crossSold,
        customers,
      ),
      ...counted('Upgrades', upgrades),
      ...counted('Downgrades', downgrades),
    ],
  });
}
