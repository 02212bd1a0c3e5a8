import { describe, expect, test } from 'vitest';
import {
  bgNbdLogLikelihood,
  expectedFromNew,
  expectedRepeats,
  fitBgNbd,
  probabilityAlive,
} from '../../../kpi/statistics/bg-nbd.ts';
import { purchaseHistories } from '../../../kpi/statistics/purchase-history.ts';
import { REFERENCE } from '../../missing-reference.ts';
import { CALIBRATED, cdnowMaster, cdnowSample, cdnowSummary, hasCdnow } from '../cdnow.ts';

/** The maximum for CDNOW's sample, with more digits than the paper's r .243, α 4.414, a .793, b 2.426. */
const CDNOW = { r: 0.2425929, alpha: 4.4135317, a: 0.7928862, b: 2.425754 };
const RETURNING = { frequency: 2, recency: 30.43, age: 38.86 };
const NEW = { frequency: 0, recency: 0, age: 0 };

describe('the paper’s point checks', () => {
  test('E[purchases in 39 weeks | x = 2, t_x = 30.43, T = 38.86]', () =>
    expect(expectedRepeats(CDNOW, RETURNING, 39)).toBeCloseTo(1.226, 3));

  test.each([
    [0.1429, 0.0078],
    [1, 0.0532],
    [3, 0.1506],
    [31.8571, 1.0405],
    [32, 1.0437],
  ])('E[X(%d)] = %d', (weeks, expected) =>
    expect(expectedFromNew(CDNOW, weeks)).toBeCloseTo(expected, 4),
  );
});

test('E[X(78)]: the paper has 1.8576, its series cut off after 150 terms; the whole one is 1.8580', async () => {
  expect(expectedFromNew(CDNOW, 78)).toBeCloseTo(1.85797, 5);
  expect(Math.abs(expectedFromNew(CDNOW, 78) - 1.8576)).toBeLessThan(0.0005);
});

describe('expected purchases', () => {
  test('are fewer than of an average customer after silence, and more after repeats', async () => {
    const later = expectedFromNew(CDNOW, 20) - expectedFromNew(CDNOW, 10);
    const silent = { frequency: 0, recency: 0, age: 10 };
    expect(expectedRepeats(CDNOW, silent, 10)).toBeLessThan(later);
    expect(expectedRepeats(CDNOW, { ...silent, frequency: 3, recency: 9 }, 10)).toBeGreaterThan(
      later,
    );
  });

  test.each([
    ['a = 1', { ...CDNOW, a: 1 }],
    ['a + b = 1', { ...CDNOW, a: 0.4, b: 0.6 }],
    ['a + b below 1', { ...CDNOW, a: 0.3, b: 0.4 }],
    ['a + b = 2 and a = 1', { ...CDNOW, a: 1, b: 1 }],
  ])('have no gap at %s', (_, model) => {
    const near = { ...model, a: model.a + 1e-5, b: model.b + 1e-5 };
    for (const history of [NEW, RETURNING])
      expect(expectedRepeats(model, history, 39)).toBeCloseTo(
        expectedRepeats(near, history, 39),
        3,
      );
  });

  test('stay finite for somebody who buys every day', async () => {
    const daily = { frequency: 3000, recency: 500, age: 500 };
    const expected = expectedRepeats(CDNOW, daily, 52);
    expect(expected).toBeGreaterThan(200);
    expect(expected).toBeLessThan(3000 * (52 / 500));
    expect(probabilityAlive(CDNOW, { ...daily, recency: 400 })).toBeLessThan(1e-100);
    expect(expectedRepeats(CDNOW, { ...daily, recency: 1 }, 52)).toBe(0);
  });

  test('of no time are none', () =>
    expect(expectedRepeats(CDNOW, RETURNING, 0)).toBeCloseTo(0, 15));
});

describe('P(alive)', () => {
  test.each([
    ['without a repeat', { frequency: 0, recency: 0, age: 38.86 }, 1],
    // 1 / (1 + a / (b + 1) · ((α + T) / (α + t_x))^(r + 2))
    ['two repeats', RETURNING, 0.7266],
    ['bought today', { frequency: 1, recency: 10, age: 10 }, 0.7537],
  ])('%s', async (_, history, expected) =>
    expect(probabilityAlive(CDNOW, history)).toBeCloseTo(expected, 3),
  );

  test('falls in silence, and rises when somebody comes back', async () => {
    const silent = probabilityAlive(CDNOW, { frequency: 3, recency: 4, age: 30 });
    const back = probabilityAlive(CDNOW, { frequency: 4, recency: 30, age: 30 });
    expect(silent).toBeLessThan(0.06);
    expect(back).toBeGreaterThan(0.8);
  });
});

describe('a fit', () => {
  const customers = (frequency: number, recency: number, age: number, count: number) =>
    Array.from({ length: count }, () => ({ frequency, recency, age }));

  test.each([
    ['nobody', []],
    ['one customer without a repeat', customers(0, 0, 10, 1)],
    ['nobody bought twice', customers(0, 0, 30, 50)],
    ['everybody buys alike and stays', customers(10, 30, 30, 50)],
  ])('%s: says that it did not converge', async (_, histories) =>
    expect((await fitBgNbd(histories)).kind).toBe('not-converged'),
  );

  test('counts the same history once: the likelihood is that of every customer', async () => {
    const one = bgNbdLogLikelihood([RETURNING])(CDNOW);
    const none = bgNbdLogLikelihood([{ frequency: 0, recency: 0, age: 5 }])(CDNOW);
    const all = [...customers(2, 30.43, 38.86, 7), ...customers(0, 0, 5, 3)];
    expect(bgNbdLogLikelihood(all)(CDNOW)).toBeCloseTo(7 * one + 3 * none, 9);
  });

  test('of nobody’s purchases is none', () => expect(bgNbdLogLikelihood([])(CDNOW)).toBe(0));
});

describe.skipIf(!hasCdnow)(`${REFERENCE} CDNOW, BG/NBD`, () => {
  test('the published parameters and log-likelihood', async () => {
    const fit = await fitBgNbd(cdnowSummary());
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    expect(fit.model.r).toBeCloseTo(0.243, 3);
    expect(fit.model.alpha).toBeCloseTo(4.414, 3);
    expect(fit.model.a).toBeCloseTo(0.793, 3);
    expect(fit.model.b).toBeCloseTo(2.426, 3);
    expect(fit.logLikelihood).toBeCloseTo(-9582.4, 1);
  });

  test('from the orders, and all 39 weeks that follow', async () => {
    const histories = purchaseHistories(cdnowSample(), CALIBRATED);
    const fit = await fitBgNbd(histories);
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    expect(fit.logLikelihood).toBeCloseTo(-9582.4, 1);
    const expected = histories.reduce(
      (sum, history) => sum + expectedRepeats(fit.model, history, 39),
      0,
    );
    // 1,882 repeats were made.
    expect(expected / 1882).toBeGreaterThan(0.85);
    expect(expected / 1882).toBeLessThan(1.15);
  });

  test('all 23,570 customers', async () => {
    const fit = await fitBgNbd(purchaseHistories(cdnowMaster(), CALIBRATED));
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    expect(fit.logLikelihood).toBeCloseTo(-95368.4, 1);
  });
});
