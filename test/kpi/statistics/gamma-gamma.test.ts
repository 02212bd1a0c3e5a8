import { describe, expect, test } from 'vitest';
import {
  expectedSpend,
  fitGammaGamma,
  gammaGammaLogLikelihood,
} from '../../../kpi/statistics/gamma-gamma.ts';
import { purchaseHistories } from '../../../kpi/statistics/purchase-history.ts';
import { REFERENCE } from '../../missing-reference.ts';
import { CALIBRATED, cdnowSample, hasCdnow } from '../cdnow.ts';

/** The maximum for CDNOW's sample, with more digits than the paper's p 6.25, q 3.74, γ 15.44. */
const CDNOW = { p: 6.2488, q: 3.74459, gamma: 15.44775 };

describe('expected spend', () => {
  test.each([
    [2, 22.345, 24.65],
    [1, 11.77, 18.91],
    [0, 0, 35.17],
    [7, 73.74, 71.46],
    [2, 25.55, 27.28],
  ])('%d purchases of %d on average: %d', (purchases, average, expected) => {
    const found = expectedSpend(CDNOW, { purchases, average }) ?? 0;
    expect(Math.abs(found - expected)).toBeLessThan(0.01);
  });

  test('lies between the own average and everybody’s, nearer the own with each purchase', async () => {
    const found = [1, 10, 1000].map((purchases) =>
      expectedSpend(CDNOW, { purchases, average: 100 }),
    );
    expect(found).toEqual(found.toSorted((one, other) => (one ?? 0) - (other ?? 0)));
    expect(found[0]).toBeGreaterThan(35.17);
    expect(found[2]).toBeCloseTo(100, 0);
  });

  test('is not known where everybody’s mean does not exist', async () => {
    const model = { p: 2, q: 0.9, gamma: 10 };
    expect(expectedSpend(model, { purchases: 0, average: 0 })).toBeNull();
    expect(expectedSpend(model, { purchases: 1, average: 10 })).toBeCloseTo(40 / 1.9, 9);
  });
});

/** Customers who differ more than one customer's purchases do. */
const UNALIKE = [10, 12, 30, 31, 55, 80].flatMap((average) => [
  { purchases: 2, average },
  { purchases: 3, average: average * 1.3 },
]);

describe('a fit', () => {
  test.each([
    ['nobody', []],
    ['nobody bought twice', [{ purchases: 0, average: 0 }]],
    ['everything was free', [{ purchases: 3, average: 0 }]],
    ['everybody pays the same', Array.from({ length: 20 }, () => ({ purchases: 3, average: 50 }))],
  ])('%s: says that it did not converge', async (_, spends) =>
    expect((await fitGammaGamma(spends)).kind).toBe('not-converged'),
  );

  test('does not depend on the unit of money', async () => {
    const spends = UNALIKE;
    const dollars = await fitGammaGamma(spends);
    const cents = await fitGammaGamma(
      spends.map((one) => ({ ...one, average: one.average * 100 })),
    );
    if (dollars.kind !== 'fitted' || cents.kind !== 'fitted') throw new Error('not fitted');
    expect(cents.model.p).toBeCloseTo(dollars.model.p, 4);
    expect(cents.model.q).toBeCloseTo(dollars.model.q, 4);
    expect(cents.model.gamma / 100).toBeCloseTo(dollars.model.gamma, 3);
  });

  test('is higher than its neighbours', async () => {
    const spends = UNALIKE;
    const fit = await fitGammaGamma(spends);
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    const logLikelihood = gammaGammaLogLikelihood(spends);
    for (const change of [0.99, 1.01])
      for (const name of ['p', 'q', 'gamma'] as const)
        expect(logLikelihood({ ...fit.model, [name]: fit.model[name] * change })).toBeLessThan(
          fit.logLikelihood,
        );
  });
});

describe.skipIf(!hasCdnow)(`${REFERENCE} CDNOW, Gamma-Gamma`, () => {
  test('the published parameters, log-likelihood and expected values', async () => {
    const histories = purchaseHistories(cdnowSample(), CALIBRATED);
    const spends = histories.map(({ spend }) => ({ ...spend, average: spend.average / 100 }));
    const fit = await fitGammaGamma(spends);
    if (fit.kind !== 'fitted') throw new Error(fit.kind);
    expect(fit.model.p).toBeCloseTo(6.25, 2);
    expect(fit.model.q).toBeCloseTo(3.74, 2);
    expect(fit.model.gamma).toBeCloseTo(15.44, 1);
    expect(fit.logLikelihood).toBeCloseTo(-4055.92, 2);
    expect(spends.slice(0, 10).map((spend) => expectedSpend(fit.model, spend)?.toFixed(2))).toEqual(
      '24.65 18.91 35.17 35.17 35.17 71.46 18.91 35.17 27.28 35.17'.split(' '),
    );
  });
});
