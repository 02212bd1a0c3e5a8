import { expect, test } from 'vitest';
import * as kpis from '../../kpi/index.ts';

const NO_DEALS = { won: 0, lost: 0, open: 0, sold: null, daysToWin: null };
const usd = (amount: number) => ({ currency: 'USD', amount });

const cost = (facts: Partial<Parameters<typeof kpis.customerAcquisitionCost.figure>[0]>) =>
  kpis.customerAcquisitionCost.figure({
    spend: [],
    customers: 0,
    channels: [],
    deals: NO_DEALS,
    ...facts,
  });
const answers = ({ variants }: { variants: readonly { name: string; value: number }[] }) =>
  variants.map(({ name, value }) => [name, value]);

test('deals of which none is closed have no win rate, rather than one of 0 %', () => {
  expect(cost({ deals: { ...NO_DEALS, open: 44 } }).variants).toEqual([]);
  expect(answers(cost({ deals: { ...NO_DEALS, lost: 3, open: 1 } }))).toEqual([
    ['Win rate of closed deals', 0],
    ['Win rate of all deals', 0],
  ]);
});

test('each channel has the customers that its visits brought; one that brought nobody has no cost', () => {
  const found = cost({
    spend: [usd(900)],
    customers: 3,
    channels: [
      { channel: 'search', spend: usd(600), customers: 1.5 },
      { channel: 'social', spend: usd(300), customers: 0 },
    ],
  });
  expect(found.value).toBe(300);
  expect(answers(found)).toEqual([['search', 400]]);
});

test('an amount in another currency than the spend is not offered beside it', () => {
  const sold = { deals: 2, revenue: { currency: 'EUR', amount: 100 } };
  const deals = { ...NO_DEALS, won: 2, sold };
  expect(cost({ spend: [usd(900)], customers: 3, deals }).variants.map(({ unit }) => unit)).toEqual(
    ['percent', 'percent'],
  );
  expect(cost({ deals })).toMatchObject({ value: null, currency: 'EUR' });
});

test('reviews are offered beside ratings of their scale, and are no ratings themselves', () => {
  const reviews = [
    { score: 5, best: 5, count: 1 },
    { score: 2, best: 5, count: 1 },
  ];
  const alone = kpis.customerSatisfaction.figure({ answers: [], reviews });
  expect([alone.value, alone.best]).toEqual([null, 5]);
  expect(answers(alone)).toEqual([
    ['Reviews', 3.5],
    ['Good reviews', 50],
  ]);
  const rated = kpis.customerSatisfaction.figure({
    answers: [{ score: 9, best: 10, count: 2 }],
    reviews,
  });
  expect(answers(rated)).toEqual([['Satisfied', 100]]);
});
