import type { AcquisitionFacts } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure, type Variant } from './kpi.ts';
import { shareVariant } from './share.ts';

export const customerAcquisitionCost = defineKpi({
  id: 'customer-acquisition-cost',
  name: 'Customer acquisition cost',
  aliases: ['cac', 'acquisition cost', 'cost per customer', 'acquisition'],
  shape: 'ratio',
  unit: 'money',
  better: 'down',
  definition: 'What marketing and sales spent for each new customer, on average (blended).',
  formula: 'spend of marketing and sales in the period ÷ customers won in the period',
  sources:
    'spend by day; customers by their first deal that was won, or the day since which they are one',
  connect: 'advertising and sales costs, imported as a file (spend)',
  movers: [
    {
      department: 'marketing',
      does: 'Move money from the channel that brings the fewest customers.',
    },
    { department: 'sales', does: 'Say early which leads will not buy, and why.' },
    { department: 'success', does: 'Ask happy customers whom they would recommend us to.' },
    { department: 'finance', does: 'Give costs a day and a channel.' },
  ],
  read: (facts) => facts.acquisition(),
  figure: acquisition,
});

function acquisition(facts: AcquisitionFacts | null): Figure {
  if (!facts) return noFigure('nobody stores for which customers money was spent');
  const { spend, customers } = facts;
  const [main, ...others] = spend;
  const variants = winRates(facts);
  if (!main) return noFigure('no spend of marketing or sales is stored', { variants });
  if (others.length > 0)
    return noFigure('the spend is in several currencies, and no rate between them is stored', {
      variants,
    });
  if (customers === 0) return noFigure('no customer was won', { numerator: main.amount, variants });
  return figureOf({
    value: main.amount / customers,
    numerator: main.amount,
    denominator: customers,
    sample: customers,
    currency: main.currency,
    records: 'spend',
    method: 'Blended: all spend, all new customers.',
    variants,
  });
}

/** The same deals have two answers, by whether the open ones count. */
const winRates = ({ deals: { won, lost, open } }: AcquisitionFacts): Variant[] => [
  ...shareVariant(
    { name: 'Win rate of closed deals', definition: 'won ÷ won and lost' },
    won,
    won + lost,
  ),
  ...shareVariant(
    { name: 'Win rate of all deals', definition: 'won ÷ won, lost and still open' },
    won,
    won + lost + open,
  ),
];
