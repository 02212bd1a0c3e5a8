import { expect, test } from 'vitest';
import * as kpis from '../../kpi/index.ts';

const at = (text: string) => new Date(`${text}:00Z`);
const waits = (...pairs: readonly (readonly [string, string])[]) => ({
  zone: 'Europe/Berlin',
  waits: {
    stretches: pairs.map(([from, to]) => ({ from: at(from), to: at(to) })),
    total: pairs.length,
    holidays: [],
  },
});
const cohort = { currency: 'EUR', accounts: 4, stayed: 3, opening: 400, closing: 500, kept: 290 };
const churn = {
  customers: 10,
  flagged: 0,
  left: 0,
  hasEvents: true,
  hasEnds: true,
  allTime: false,
  marked: null,
  subscriptions: 5,
  ended: 1,
};
const contacts = { solved: 10, answered: 8, once: 6, solutions: null };
const spend = { currency: 'USD', amount: 35_900 };
const deals = { won: 0, lost: 0, open: 0, sold: null, daysToWin: null };
const channels: never[] = [];
const revenue = {
  revenue: { currency: 'EUR', amount: 90_000 },
  accounts: 3,
  subscriptions: 4,
  seats: 0,
  unpriced: 1,
};

test.each([
  [
    'a wait, one only',
    kpis.firstResponseTime.figure(waits(['2024-02-29T10:00', '2024-02-29T10:30'])),
    30,
  ],
  [
    'waits, between two',
    kpis.timeToResolution.figure(
      waits(['2026-03-02T08:00', '2026-03-02T10:00'], ['2026-03-02T08:00', '2026-03-02T14:00']),
    ),
    4,
  ],
  [
    'a handoff over a weekend and a change of the clocks',
    kpis.handoffTime.figure(waits(['2026-03-27T15:00', '2026-03-30T08:00'])),
    2,
  ],
  ['no promise', kpis.keptPromises.figure({ departments: [] }), null],
  [
    'a promise, broken only',
    kpis.keptPromises.figure({ departments: [{ department: 'sales', kept: 0, broken: 1 }] }),
    0,
  ],
  [
    'promises of two departments',
    kpis.keptPromises.figure({
      departments: [
        { department: 'sales', kept: 2, broken: 1 },
        { department: 'success', kept: 1, broken: 0 },
      ],
    }),
    75,
  ],
  ['no wait', kpis.firstResponseTime.figure(waits()), null],
  ['growth is the cohort’s own', kpis.retentionRate.figure([cohort]), 125],
  ['all time has no opening', kpis.retentionRate.figure(null), null],
  ['nobody paid', kpis.retentionRate.figure([]), null],
  [
    'nobody left, which somebody would have told',
    kpis.churnRate.figure({ churn, cohort: null }),
    0,
  ],
  [
    'nobody tells who left: subscriptions',
    kpis.churnRate.figure({ churn: { ...churn, hasEvents: false }, cohort: null }),
    20,
  ],
  [
    'a period in which no subscription ended, of a source that tells of ends',
    kpis.churnRate.figure({
      churn: { ...churn, hasEvents: false, ended: 0, flagged: 3 },
      cohort: null,
    }),
    0,
  ],
  [
    'no subscription ever ended, and accounts are marked as gone',
    kpis.churnRate.figure({
      churn: { ...churn, hasEvents: false, hasEnds: false, allTime: true, ended: 0, flagged: 3 },
      cohort: null,
    }),
    30,
  ],
  [
    'marked as gone, nobody knows when: no answer for one period',
    kpis.churnRate.figure({
      churn: { ...churn, hasEvents: false, hasEnds: false, ended: 0, flagged: 3 },
      cohort: null,
    }),
    null,
  ],
  [
    'nothing to leave',
    kpis.churnRate.figure({ churn: { ...churn, customers: 0, subscriptions: 0 }, cohort: null }),
    null,
  ],
  ['revenue per account', kpis.averageRevenue.figure([revenue]), 30_000],
  ['no price', kpis.averageRevenue.figure([]), null],
  ['one answer of those whose answers are known', kpis.firstContactResolution.figure(contacts), 75],
  [
    'no answers stored',
    kpis.firstContactResolution.figure({ ...contacts, answered: 0, once: 0 }),
    null,
  ],
  [
    'spend for each of 21',
    kpis.customerAcquisitionCost.figure({ deals, channels, spend: [spend], customers: 21 }),
    35_900 / 21,
  ],
  [
    'spend without a customer',
    kpis.customerAcquisitionCost.figure({ deals, channels, spend: [spend], customers: 0 }),
    null,
  ],
  [
    'customers without spend',
    kpis.customerAcquisitionCost.figure({ deals, channels, spend: [], customers: 3 }),
    null,
  ],
  [
    'two currencies',
    kpis.customerAcquisitionCost.figure({
      deals,
      channels,
      spend: [spend, { ...spend, currency: 'EUR' }],
      customers: 3,
    }),
    null,
  ],
  ['half engaged', kpis.engagementRate.figure({ customers: 4, engaged: 2, hasUsage: true }), 50],
  [
    'usage that nobody stores',
    kpis.engagementRate.figure({ customers: 4, engaged: 0, hasUsage: false }),
    null,
  ],
  [
    'an empty timeline',
    kpis.interactionCoverage.figure({ customers: 0, touched: 0, departments: [] }),
    null,
  ],
  ['nobody rated', kpis.customerSatisfaction.figure({ answers: [], reviews: [] }), null],
  [
    'ratings of two scales',
    kpis.customerSatisfaction.figure({
      answers: [
        { score: 4, best: 5, count: 3 },
        { score: 9, best: 10, count: 1 },
      ],
      reviews: [],
    }),
    4,
  ],
  [
    'one channel only',
    kpis.channelConsistency.figure([{ channel: 'email', score: 4, best: 5, count: 9 }]),
    null,
  ],
  [
    'two channels, one point apart',
    kpis.channelConsistency.figure([
      { channel: 'email', score: 4, best: 5, count: 9 },
      { channel: 'call', score: 3, best: 5, count: 9 },
    ]),
    75,
  ],
  [
    'before Rapport was there',
    kpis.adoption.figure({
      departments: [{ department: 'sales', leaders: false, people: 3, active: 0 }],
      hasLog: false,
    }),
    null,
  ],
  [
    'one of two colleagues',
    kpis.adoption.figure({
      departments: [{ department: 'sales', leaders: false, people: 2, active: 1 }],
      hasLog: true,
    }),
    50,
  ],
  [
    'nobody has a subscription',
    kpis.upsellCrossSellRate.figure({
      customers: 0,
      upsold: 0,
      crossSold: 0,
      expanded: 0,
      upgrades: 0,
      downgrades: 0,
    }),
    null,
  ],
])('%s', (_, figure, value) => {
  expect(figure.value).toBe(value);
  expect(figure.reason === null).toBe(value !== null);
});

test('the other definitions stand beside a figure', () => {
  const { variants } = kpis.firstContactResolution.figure({
    ...contacts,
    solutions: { all: 10, reopened: 1 },
  });
  expect(variants).toEqual([expect.objectContaining({ name: 'Not reopened', value: 90 })]);
  expect(kpis.retentionRate.figure([cohort]).variants.map(({ value }) => value)).toEqual([
    72.5, 75,
  ]);
});

test('every figure says what it is, and what each department can do', () => {
  for (const kpi of Object.values(kpis)) {
    expect(kpi.movers.length, kpi.id).toBeGreaterThan(1);
    for (const words of [kpi.definition, kpi.formula, kpi.sources, kpi.connect])
      expect(words.length, kpi.id).toBeGreaterThan(10);
  }
});
