import { describe, expect, test } from 'vitest';
import type { LifetimeFacts, Purchase, SubscriptionRevenue } from '../../crm/figure/lifetime.ts';
import { customerLifetimeValue } from '../../kpi/customer-lifetime-value.ts';
import { monthsOf } from '../../kpi/lifetime/contractual.ts';
import { randomFrom } from '../bench/names.ts';
import { REFERENCE } from '../missing-reference.ts';
import { CALIBRATED, cdnowSample, hasCdnow } from './cdnow.ts';

const NOTHING: LifetimeFacts = {
  margin: 80,
  first: '2024-03-01',
  last: '2024-03-31',
  zone: 'UTC',
  recurring: [],
  orders: [],
  every: 1,
};
/** Twenty customers, one of them lost in a month, and nineteen who pay 100.00 a month each. */
const TWENTY: SubscriptionRevenue = {
  currency: 'EUR',
  opening: 20,
  lost: 1,
  closing: 19,
  monthly: 190_000,
};
const figureOf = (facts: Partial<LifetimeFacts>) =>
  customerLifetimeValue.figure({ ...NOTHING, ...facts });

describe('contractual: margin × average monthly revenue ÷ monthly churn', () => {
  test.each<[string, Partial<LifetimeFacts>, number]>([
    // 0.8 × 100.00 ÷ (1 / 20)
    ['a month', { recurring: [TWENTY] }, 160_000],
    // A third of that churn a month: 0.8 × 100.00 ÷ (1 / 60)
    ['a quarter', { first: '2024-01-01', recurring: [TWENTY] }, 480_000],
    ['half a month', { first: '2024-04-01', last: '2024-04-15', recurring: [TWENTY] }, 80_000],
    ['a leap February', { first: '2024-02-01', last: '2024-02-29', recurring: [TWENTY] }, 160_000],
    ['everybody lost, others came', { recurring: [{ ...TWENTY, lost: 20 }] }, 8000],
    ['a margin of everything', { margin: 100, recurring: [TWENTY] }, 200_000],
  ])('%s', async (_, facts, expected) => {
    const figure = await figureOf(facts);
    expect(figure.value).toBeCloseTo(expected, 6);
    expect(figure).toMatchObject({ reason: null, currency: 'EUR', sample: 20 });
    expect(figure.method).toMatch(/^contractual: /);
    expect((figure.numerator ?? 0) / (figure.denominator ?? 1)).toBeCloseTo(expected, 6);
  });

  test.each<[string, Partial<LifetimeFacts>, RegExp]>([
    ['nothing is stored', {}, /no paid subscription and no order/],
    ['no margin', { margin: null, recurring: [TWENTY] }, /margin is not set; .* margin 72 %/],
    ['no churn', { recurring: [{ ...TWENTY, lost: 0 }] }, /no customer was lost .* longer period/],
    ['all new', { recurring: [{ ...TWENTY, opening: 0, lost: 0 }] }, /before 2024-03-01/],
    [
      'nobody left',
      { recurring: [{ ...TWENTY, closing: 0, monthly: 0, lost: 20 }] },
      /no customer has a paid subscription on 2024-03-31/,
    ],
  ])('%s: not known, and why', async (_, facts, reason) => {
    const figure = await figureOf(facts);
    expect(figure.value).toBeNull();
    expect(figure.reason).toMatch(reason);
  });

  test('without a margin it offers the revenue, and calls it so', async () => {
    expect((await figureOf({ margin: null, recurring: [TWENTY] })).variants).toMatchObject([
      { name: 'contractual, before the margin', value: 200_000 },
    ]);
  });

  test('of two currencies, the one that most customers began with; the others are missing', async () => {
    const dollars = { ...TWENTY, currency: 'USD', opening: 5 };
    expect(await figureOf({ recurring: [dollars, TWENTY] })).toMatchObject({
      currency: 'EUR',
      completeness: { part: 20, whole: 25, of: 'customers who pay in EUR' },
    });
  });
});

test.each([
  ['2024-01-01', '2024-01-31', 1],
  ['2024-02-01', '2024-02-29', 1],
  ['2024-01-01', '2024-12-31', 12],
  ['2023-03-16', '2024-03-15', 12],
  ['2024-01-31', '2024-02-28', 1],
  ['2024-04-01', '2024-04-01', 1 / 30],
  ['2024-01-01', '2024-02-10', 1 + 10 / 29],
])('from %s to %s there are %d months', (first, last, months) =>
  expect(monthsOf(first, last)).toBeCloseTo(months, 12),
);

/** Customers of a shop: each buys at a rate of their own, pays an amount of their own, and stops after a while. */
function shop(customers: number): Purchase[] {
  const random = randomFrom(7);
  const wait = (mean: number) => -mean * Math.log(1 - random());
  return Array.from({ length: customers }, (_, at) => {
    const [gap, stops, amount] = [wait(40), random() * 0.5, 2000 + wait(4000)];
    const purchases: Purchase[] = [];
    for (let day = random() * 60; day < 290; day += wait(gap)) {
      purchases.push({
        customer: `c${at}`,
        at: new Date(Date.UTC(2024, 0, 1 + Math.floor(day), 12)),
        amount: Math.round(amount * (0.5 + random())),
        cancelledAt: null,
      });
      if (random() < stops) break;
    }
    return purchases;
  }).flat();
}

describe('non-contractual: margin × expected purchases × expected amount', () => {
  const sold = { last: '2024-10-31', orders: [{ currency: 'EUR', purchases: shop(120) }] };

  test('from orders alone', async () => {
    const figure = await figureOf(sold);
    expect(figure).toMatchObject({ reason: null, currency: 'EUR', sample: 120, denominator: 120 });
    expect(figure.value).toBeGreaterThan(0);
    expect(figure.method).toMatch(/^non-contractual: .*BG\/NBD and Gamma-Gamma/);
    expect((await figureOf({ ...sold, margin: 40 })).value).toBeCloseTo((figure.value ?? 0) / 2, 6);
  });

  test('an order counts no more from the day on which it is cancelled', async () => {
    const cancelledOn = (day: string) => {
      const purchases = shop(120).map((purchase) => ({ ...purchase, cancelledAt: new Date(day) }));
      return figureOf({ ...sold, orders: [{ currency: 'EUR', purchases }] });
    };
    const kept = await cancelledOn('2024-11-01T12:00Z');
    const cancelled = await cancelledOn('2024-10-31T12:00Z');
    expect(kept.value).toBe((await figureOf(sold)).value);
    expect(cancelled).toMatchObject({ value: null, reason: expect.stringMatching(/0 of 0/) });
  });

  test.each<[string, Partial<LifetimeFacts>, RegExp]>([
    [
      'too few came back',
      { orders: [{ currency: 'EUR', purchases: shop(12) }] },
      /too few .* of 12/,
    ],
    ['no margin', { margin: null }, /margin is not set/],
    [
      'everybody alike',
      {
        orders: [
          {
            currency: 'EUR',
            purchases: Array.from({ length: 400 }, (_, at) => ({
              customer: `c${at % 40}`,
              at: new Date(Date.UTC(2024, 0, 1 + 30 * Math.floor(at / 40))),
              amount: 5000,
              cancelledAt: null,
            })),
          },
        ],
      },
      /did not converge/,
    ],
  ])('%s: not known, and why', async (_, facts, reason) => {
    const figure = await figureOf({ ...sold, ...facts });
    expect(figure.value).toBeNull();
    expect(figure.reason).toMatch(reason);
  });

  test('stands beside the contractual one where both can be said', async () => {
    const figure = await figureOf({ ...sold, recurring: [TWENTY] });
    expect(figure.method).toMatch(/^contractual/);
    expect(figure.variants.map(({ name }) => name)).toEqual(['non-contractual']);
    const dollars = { ...TWENTY, currency: 'USD' };
    expect((await figureOf({ ...sold, recurring: [dollars] })).variants).toEqual([]);
  });

  test('is offered where the contractual one cannot be said', async () => {
    const figure = await figureOf({ ...sold, recurring: [{ ...TWENTY, lost: 0 }] });
    expect(figure).toMatchObject({ value: null, currency: 'EUR' });
    expect(figure.reason).toMatch(/^contractual: no customer was lost/);
    expect(figure.variants.map(({ name }) => name)).toEqual(['non-contractual']);
  });
});

describe.skipIf(!hasCdnow)(`${REFERENCE} CDNOW, lifetime value`, () => {
  test('of the sample, in dollars', async () => {
    const figure = await figureOf({
      margin: 100,
      last: CALIBRATED.end,
      orders: [{ currency: 'USD', purchases: cdnowSample() }],
    });
    expect(figure).toMatchObject({ sample: 2357, currency: 'USD' });
    // 0.92 purchases of about 37 dollars are expected of an average customer in a year.
    expect(figure.value).toBeGreaterThan(2000);
    expect(figure.value).toBeLessThan(4500);
  });
});
