import type { RevenueCohort } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { percentOf, shareVariant } from './share.ts';

/** Customers won in the period are in neither part: growth and loss are those of the opening cohort. */
export const retentionRate = defineKpi({
  id: 'retention-rate',
  name: 'Retention rate',
  aliases: [
    'retention',
    'nrr',
    'grr',
    'net revenue retention',
    'revenue retention',
    'net retention',
  ],
  shape: 'ratio',
  unit: 'percent',
  mayExceedWhole: true,
  better: 'up',
  definition:
    'The share of the revenue at the beginning of the period that the same customers bring at its end.',
  formula:
    'monthly revenue at the end, of customers who paid at the beginning ÷ their revenue at the beginning',
  sources: 'subscriptions with a monthly price, open at the beginning and at the end of the period',
  connect: 'a billing system, or import subscriptions as a file',
  movers: [
    { department: 'success', does: 'Agree on the next year’s goal a quarter before the renewal.' },
    { department: 'support', does: 'Close the oldest ticket of each customer who renews soon.' },
    { department: 'product', does: 'Win back the users who stopped in the last month.' },
    { department: 'sales', does: 'Hand over what was promised, so that it is kept.' },
    { department: 'onboarding', does: 'Bring a new customer to the first result within weeks.' },
  ],
  read: (facts) => facts.cohort(),
  figure: retention,
});

function retention(cohort: readonly RevenueCohort[] | null): Figure {
  if (cohort === null)
    return noFigure(
      'all time has no beginning to compare with; ask for a month, a quarter or a year',
    );
  const [main] = cohort;
  const value = main ? percentOf(main.closing, main.opening) : null;
  if (!main || value === null) return noFigure('nobody paid for a subscription at the beginning');
  return figureOf({
    value,
    numerator: main.closing,
    denominator: main.opening,
    sample: main.accounts,
    completeness: {
      part: main.accounts,
      whole: cohort.reduce((sum, { accounts }) => sum + accounts, 0),
      of: `accounts that pay in ${main.currency}`,
    },
    records: 'subscriptions-ended',
    method: 'Net revenue of the opening cohort.',
    variants: [
      ...shareVariant(
        { name: 'Gross revenue', definition: 'the same without anybody’s growth' },
        main.kept,
        main.opening,
      ),
      ...shareVariant(
        { name: 'Accounts', definition: 'accounts that still pay' },
        main.stayed,
        main.accounts,
      ),
    ],
  });
}
