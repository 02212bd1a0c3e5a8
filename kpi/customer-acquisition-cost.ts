import type { AcquisitionFacts, DealFacts } from '../crm/figure/facts.ts';
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
  const [variants, currency] = [dealVariants(facts), facts.deals.sold?.revenue.currency ?? null];
  if (!main) return noFigure('no spend of marketing or sales is stored', { variants, currency });
  if (others.length > 0)
    return noFigure('the spend is in several currencies, and no rate between them is stored', {
      variants,
      currency,
    });
  if (customers === 0)
    return noFigure('no customer was won', { numerator: main.amount, variants, currency });
  return figureOf({
    value: main.amount / customers,
    numerator: main.amount,
    denominator: customers,
    sample: customers,
    currency: main.currency,
    records: 'spend',
    method: 'Blended: all spend, all new customers.',
    // A figure has one currency, and its variants have it too.
    variants: [
      ...channelVariants(facts),
      ...variants.filter(({ unit }) => unit !== 'money' || currency === main.currency),
    ],
  });
}

/** Linear attribution: where visits name their campaigns, each channel's spend has the customers whom it brought. */
const channelVariants = ({ channels }: AcquisitionFacts): Variant[] =>
  channels
    .filter(({ customers }) => customers > 0)
    .map(({ channel, spend, customers }) => ({
      name: channel,
      definition: `its spend ÷ ${customers.toFixed(2)} customers; each visit of the 30 days up to the win has an equal part of one (linear)`,
      value: spend.amount / customers,
      unit: 'money',
    }));

const dealVariants = ({ deals }: AcquisitionFacts): Variant[] => [
  ...winRates(deals),
  ...(deals.sold
    ? [
        {
          name: 'Mean won deal',
          definition: `${deals.sold.deals} won deals with an amount`,
          value: deals.sold.revenue.amount / deals.sold.deals,
          unit: 'money' as const,
        },
      ]
    : []),
  ...(deals.daysToWin === null
    ? []
    : [
        {
          name: 'Mean days to a won deal',
          definition: 'from its beginning to its end, as its source has both',
          value: deals.daysToWin,
          unit: 'number' as const,
        },
      ]),
];

/** The same deals have two answers, by whether the open ones count. While none is closed there is no rate. */
const winRates = ({ won, lost, open }: DealFacts): Variant[] =>
  won + lost === 0 ? [] : closedRates({ won, lost, open });

const closedRates = ({ won, lost, open }: Pick<DealFacts, 'won' | 'lost' | 'open'>): Variant[] => [
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
