import type { RecurringRevenue } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure, type Variant } from './kpi.ts';

export const averageRevenue = defineKpi({
  id: 'average-revenue',
  name: 'Average revenue per account',
  aliases: [
    'average revenue',
    'arpa',
    'arpu',
    'average revenue per user',
    'revenue per account',
    'arpc',
  ],
  shape: 'ratio',
  unit: 'money',
  better: 'up',
  definition: 'What an account with an open subscription brings a month, on average.',
  formula:
    'monthly recurring revenue at the end of the period ÷ accounts with an open subscription',
  sources: 'subscriptions that are open at the end of the period, with their monthly price',
  connect: 'a billing system, or import subscriptions as a file',
  movers: [
    { department: 'sales', does: 'Offer the plan that fits, before the discount.' },
    { department: 'success', does: 'Show what a customer would gain from the next plan.' },
    { department: 'product', does: 'Finish what customers of the larger plan wait for.' },
    {
      department: 'support',
      does: 'Tell the owner when a customer asks for what another plan has.',
    },
    { department: 'finance', does: 'Find subscriptions whose price nobody looked at for a year.' },
  ],
  read: (facts) => facts.recurring(),
  figure: revenueFigure,
});

function revenueFigure([main, ...others]: readonly RecurringRevenue[]): Figure {
  if (!main) return noFigure('no subscription with a price is open');
  const { revenue, accounts, subscriptions, seats, unpriced } = main;
  const priced = others.reduce((sum, other) => sum + other.accounts, accounts);
  const variant = (name: string, definition: string, count: number): Variant[] =>
    count > 0 ? [{ name, definition, value: revenue.amount / count, unit: 'money' }] : [];
  return figureOf({
    value: revenue.amount / accounts,
    sample: accounts,
    numerator: revenue.amount,
    denominator: accounts,
    currency: revenue.currency,
    completeness: {
      part: accounts,
      whole: priced + unpriced,
      of: `accounts with a price in ${revenue.currency}`,
    },
    records: 'subscriptions-open',
    method: 'A month, for each account.',
    variants: [
      ...variant('Per user', 'for each seat', seats),
      ...variant('Per subscription', 'for each open subscription', subscriptions),
    ],
  });
}
