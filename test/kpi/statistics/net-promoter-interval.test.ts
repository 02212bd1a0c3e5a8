import { expect, test } from 'vitest';
import { netPromoterInterval } from '../../../kpi/statistics/net-promoter-interval.ts';

test('the published example, within the 0.1 points that it is given to', () => {
  const found = netPromoterInterval({ promoters: 250, detractors: 75, answers: 1000 });
  expect(found?.score).toBe(17.5);
  expect(Math.abs((found?.lower ?? 0) - 14.3)).toBeLessThan(0.1);
  expect(Math.abs((found?.upper ?? 0) - 20.5)).toBeLessThan(0.1);
});

test('nobody answered: not known', () => {
  expect(netPromoterInterval({ promoters: 0, detractors: 0, answers: 0 })).toBeNull();
});

test.each([
  [1, 0, 1, 100],
  [0, 1, 1, -100],
  [0, 0, 1, 0],
  [1, 1, 2, 0],
  [10, 0, 10, 100],
  [1000, 0, 1000, 100],
])(
  '%d promoters and %d detractors of %d: %d, inside of its interval',
  (promoters, detractors, answers, score) => {
    const found = netPromoterInterval({ promoters, detractors, answers });
    if (!found) throw new Error('no score');
    expect(found.score).toBe(score);
    expect(found.lower).toBeLessThanOrEqual(score);
    expect(found.upper).toBeGreaterThanOrEqual(score);
    expect(found.upper - found.lower).toBeGreaterThan(0);
    expect(found.lower).toBeGreaterThanOrEqual(-100);
    expect(found.upper).toBeLessThanOrEqual(100);
  },
);

test('more answers say it more exactly', () => {
  const widths = [10, 100, 1000, 10_000].map((answers) => {
    const found = netPromoterInterval({ promoters: answers / 2, detractors: answers / 5, answers });
    return (found?.upper ?? 0) - (found?.lower ?? 0);
  });
  expect(widths).toEqual(widths.toSorted((one, other) => other - one));
});
