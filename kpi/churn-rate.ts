import type { ChurnFacts, RevenueCohort } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure, type Variant } from './kpi.ts';
import { percentOf, shareOf, shareVariant } from './share.ts';

interface Facts {
  churn: ChurnFacts;
  cohort: readonly RevenueCohort[] | null;
}

export const churnRate = defineKpi({
  id: 'churn-rate',
  name: 'Churn rate',
  aliases: ['churn', 'customer churn', 'attrition', 'logo churn', 'revenue churn'],
  shape: 'ratio',
  unit: 'percent',
  better: 'down',
  definition: 'The share of the customers at the beginning of the period who left in it.',
  formula: 'accounts that left ÷ accounts at the beginning; for all time ÷ all accounts there were',
  sources:
    'events by which a source says that a customer left; without any, subscriptions that ended',
  connect: 'a CRM or a billing system that tells who left, or when subscriptions ended',
  movers: [
    {
      department: 'success',
      does: 'Talk to each customer in the three months before the renewal.',
    },
    { department: 'support', does: 'Name customers with two urgent tickets to their owner.' },
    { department: 'product', does: 'Answer the reason that most of those who left gave.' },
    { department: 'sales', does: 'Sell to those whom the product fits today.' },
    { department: 'finance', does: 'Write before a card runs out, not after it did.' },
  ],
  read: async (facts): Promise<Facts> => {
    const [churn, cohort] = await Promise.all([facts.churn(), facts.cohort()]);
    return { churn, cohort };
  },
  figure: churnFigure,
});

/** An organisation has several answers in the same data: the figure says which it is, and offers the others. */
function churnFigure({ churn, cohort }: Facts): Figure {
  const { customers, left, flagged, hasEvents, hasEnds, subscriptions, ended } = churn;
  const revenue = revenueVariants(cohort);
  const others = {
    subscriptions: endedVariant(churn),
    revenue,
    all: [...flaggedVariant(churn), ...revenue],
  };
  const byEvents = hasEvents ? percentOf(left, customers) : null;
  if (byEvents !== null)
    return figureOf({
      value: byEvents,
      ...shareOf(left, customers),
      records: 'churns',
      method: 'Accounts, by the events that say that a customer left.',
      variants: [...others.subscriptions, ...others.all],
    });
  // Where no subscription ever ended, ends are not known: 0 would be no answer.
  if (!hasEnds && flagged > 0) return markedFigure(churn, others);
  const bySubscriptions = percentOf(ended, subscriptions);
  if (bySubscriptions === null)
    return noFigure('no source tells who left, and no subscription was open', {
      variants: others.all,
    });
  return figureOf({
    value: bySubscriptions,
    ...shareOf(ended, subscriptions),
    records: 'subscriptions-ended',
    method: 'Subscriptions that ended: no source tells of accounts that left.',
    variants: others.all,
  });
}

/** A mark has no day, so it says nothing of one period. */
function markedFigure(
  churn: ChurnFacts,
  others: { subscriptions: Variant[]; all: Variant[]; revenue: Variant[] },
): Figure {
  const { flagged, customers, allTime } = churn;
  const value = percentOf(flagged, customers);
  if (!allTime || value === null)
    return noFigure('no source tells when those who are marked as gone left', {
      variants: others.all,
    });
  return figureOf({
    value,
    ...shareOf(flagged, customers),
    method: 'Accounts whose stage says today that they left: no source tells when.',
    variants: [...others.subscriptions, ...markedRevenueVariant(churn), ...others.revenue],
  });
}

const markedRevenueVariant = ({ marked }: ChurnFacts): Variant[] =>
  marked
    ? shareVariant(
        {
          name: 'Revenue of those marked as gone',
          definition: `of what open subscriptions bring a month (${marked.currency})`,
        },
        marked.gone,
        marked.monthly,
      )
    : [];

const endedVariant = ({ ended, subscriptions }: ChurnFacts): Variant[] =>
  shareVariant(
    { name: 'Subscriptions', definition: 'ended, of those at the beginning' },
    ended,
    subscriptions,
  );

const flaggedVariant = ({ flagged, customers }: ChurnFacts): Variant[] =>
  flagged === 0
    ? []
    : shareVariant(
        { name: 'Marked as gone', definition: 'accounts whose stage says today that they left' },
        flagged,
        customers,
      );

/** Of the currency that most of the cohort pays in. */
function revenueVariants(cohort: readonly RevenueCohort[] | null): Variant[] {
  const [main] = cohort ?? [];
  return main
    ? shareVariant(
        {
          name: 'Revenue',
          definition: `monthly revenue lost of those who paid at the beginning (${main.currency})`,
        },
        main.opening - main.kept,
        main.opening,
      )
    : [];
}
