import { describe, expect, test } from 'vitest';
import type { Purchase } from '../../../crm/figure/lifetime.ts';
import { purchaseHistories } from '../../../kpi/statistics/purchase-history.ts';
import { REFERENCE } from '../../missing-reference.ts';
import { CALIBRATED, cdnowSample, cdnowSummary, hasCdnow } from '../cdnow.ts';

const bought = (at: string, amount = 1000, cancelledAt: string | null = null): Purchase => ({
  customer: 'acme',
  at: new Date(at),
  amount,
  cancelledAt: cancelledAt ? new Date(cancelledAt) : null,
});
const until = (end: string, zone = 'UTC') => ({ end, zone });

/** `x t_x T average`, the times in days. */
const inDays = (
  purchases: readonly Purchase[],
  observed: { end: string; zone: string },
): string[] =>
  purchaseHistories(purchases, observed).map(
    ({ frequency, recency, age, spend }) =>
      `${frequency} ${Math.round(recency * 7)} ${Math.round(age * 7)} ${spend.average}`,
  );

describe('purchases as a history: x, t_x, T and the average of the repeats', () => {
  test.each<[string, Purchase[], { end: string; zone: string }, string[]]>([
    ['nobody bought', [], until('2024-03-31'), []],
    ['one purchase', [bought('2024-03-01T10:00Z')], until('2024-03-31'), ['0 0 30 0']],
    ['one on the last day', [bought('2024-03-31T23:59Z')], until('2024-03-31'), ['0 0 0 0']],
    ['one after it', [bought('2024-04-01T00:00Z')], until('2024-03-31'), []],
    [
      'two on one day are one',
      [
        bought('2024-03-01T08:00Z'),
        bought('2024-03-08T08:00Z', 300),
        bought('2024-03-08T20:00Z', 500),
      ],
      until('2024-03-31'),
      ['1 7 30 800'],
    ],
    [
      'in any order',
      [
        bought('2024-03-15T08:00Z', 400),
        bought('2024-03-01T08:00Z', 999),
        bought('2024-03-08T08:00Z', 200),
      ],
      until('2024-03-31'),
      ['2 14 30 300'],
    ],
    [
      'a leap day counts',
      [bought('2024-02-28T12:00Z'), bought('2024-02-29T12:00Z'), bought('2024-03-01T12:00Z')],
      until('2024-03-01'),
      ['2 2 2 1000'],
    ],
    [
      'the same dates of another year',
      [bought('2023-02-28T12:00Z'), bought('2023-03-01T12:00Z')],
      until('2023-03-01'),
      ['1 1 1 1000'],
    ],
    [
      'one evening in UTC',
      [bought('2024-03-01T22:00Z'), bought('2024-03-01T23:30Z')],
      until('2024-03-31'),
      ['0 0 30 0'],
    ],
    [
      'is two days in Berlin',
      [bought('2024-03-01T22:00Z'), bought('2024-03-01T23:30Z')],
      until('2024-03-31', 'Europe/Berlin'),
      ['1 1 30 1000'],
    ],
    [
      'the last day is the zone’s',
      [bought('2024-03-31T11:30Z')],
      until('2024-03-31', 'Pacific/Auckland'),
      [],
    ],
    [
      'whole days where the clocks change',
      [bought('2024-03-30T23:30Z'), bought('2024-03-31T22:30Z')],
      until('2024-04-07', 'Europe/Berlin'),
      ['1 1 7 1000'],
    ],
    [
      'cancelled before the end: it never was',
      [bought('2024-03-01T10:00Z'), bought('2024-03-10T10:00Z', 700, '2024-03-20T10:00Z')],
      until('2024-03-20'),
      ['0 0 19 0'],
    ],
    [
      'cancelled after the end: it still stands',
      [bought('2024-03-01T10:00Z'), bought('2024-03-10T10:00Z', 700, '2024-03-20T10:00Z')],
      until('2024-03-19'),
      ['1 9 18 700'],
    ],
    [
      'cancelled on a day of the zone',
      [bought('2024-03-01T10:00Z'), bought('2024-03-10T10:00Z', 700, '2024-03-19T23:30Z')],
      until('2024-03-19', 'Europe/Berlin'),
      ['1 9 18 700'],
    ],
    [
      'the first one cancelled: the next one is the first',
      [bought('2024-03-01T10:00Z', 900, '2024-03-02T10:00Z'), bought('2024-03-10T10:00Z')],
      until('2024-03-31'),
      ['0 0 21 0'],
    ],
    [
      'a refund lowers the purchase before it and is none itself',
      [
        bought('2024-03-01T10:00Z'),
        bought('2024-03-08T10:00Z', 800),
        bought('2024-03-09T10:00Z', -300),
      ],
      until('2024-03-31'),
      ['1 7 30 500'],
    ],
    [
      'a refund of the first one leaves the repeats alone',
      [
        bought('2024-03-01T10:00Z'),
        bought('2024-03-02T10:00Z', -1000),
        bought('2024-03-08T10:00Z', 800),
      ],
      until('2024-03-31'),
      ['1 7 30 800'],
    ],
    [
      'a refund after the end is not known yet',
      [
        bought('2024-03-01T10:00Z'),
        bought('2024-03-08T10:00Z', 800),
        bought('2024-04-01T10:00Z', -300),
      ],
      until('2024-03-31'),
      ['1 7 30 800'],
    ],
    ['a refund alone', [bought('2024-03-02T10:00Z', -1000)], until('2024-03-31'), []],
    [
      'something for nothing is a purchase',
      [bought('2024-03-01T10:00Z'), bought('2024-03-08T10:00Z', 0)],
      until('2024-03-31'),
      ['1 7 30 0'],
    ],
    [
      'back after a year: one customer, with the first age',
      [
        bought('2023-03-01T10:00Z'),
        bought('2023-03-08T10:00Z', 200),
        bought('2024-03-01T10:00Z', 600),
      ],
      until('2024-03-31'),
      ['2 366 396 400'],
    ],
  ])('%s', (_, purchases, observed, expected) =>
    expect(inDays(purchases, observed)).toEqual(expected),
  );

  test('customers apart, in the order in which they appear', () => {
    const purchases = ['globex', 'acme', 'globex'].map((customer, at) => ({
      ...bought(`2024-03-0${at + 1}T10:00Z`),
      customer,
    }));
    expect(
      purchaseHistories(purchases, until('2024-03-31')).map(({ customer, frequency }) => [
        customer,
        frequency,
      ]),
    ).toEqual([
      ['globex', 1],
      ['acme', 0],
    ]);
  });
});

describe.skipIf(!hasCdnow)(`${REFERENCE} CDNOW, histories`, () => {
  test('of all 2,357 customers, as published', () => {
    const rounded = (value: number) => Number(value.toFixed(2));
    const found = purchaseHistories(cdnowSample(), CALIBRATED);
    const published = cdnowSummary();
    expect(
      found.map(({ frequency, recency, age }) => [frequency, rounded(recency), rounded(age)]),
    ).toEqual(published.map(({ frequency, recency, age }) => [frequency, recency, age]));
    for (const [at, { spend }] of found.entries())
      expect(Math.abs(spend.average / 100 - (published[at]?.average ?? 0))).toBeLessThan(0.0051);
  });
});
