import type { EngagementFacts } from '../crm/figure/facts.ts';
import { defineKpi, type Figure, figureOf, noFigure } from './kpi.ts';
import { percentOf, shareOf } from './share.ts';

export const engagementRate = defineKpi({
  id: 'engagement-rate',
  name: 'Engagement rate',
  aliases: ['engagement', 'active customers', 'usage', 'usage rate'],
  shape: 'ratio',
  unit: 'percent',
  better: 'up',
  definition: 'The share of customers who used the product in the period.',
  formula: 'customers with at least one use ÷ customers',
  sources: 'days of product use, by customer',
  connect: 'the product’s own usage, by webhook or file (usage-day)',
  movers: [
    { department: 'product', does: 'Ask the customers who stopped what they missed.' },
    { department: 'success', does: 'Show one customer a week a feature that they do not use.' },
    { department: 'onboarding', does: 'Stay until the second colleague there has signed in.' },
    { department: 'marketing', does: 'Write about what is new to those who would use it.' },
  ],
  read: (facts) => facts.engagement(),
  figure: engagement,
});

function engagement({ customers, engaged, hasUsage }: EngagementFacts): Figure {
  if (!hasUsage) return noFigure('nobody stores how the product is used');
  const value = percentOf(engaged, customers);
  if (value === null) return noFigure('there was no customer');
  return figureOf({ value, ...shareOf(engaged, customers), records: 'usage' });
}
