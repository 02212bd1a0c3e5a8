import { expect, test } from 'vitest';
import { mean, median, percentile } from '../../../kpi/statistics/percentile.ts';

// As `percentile_cont(part) WITHIN GROUP (ORDER BY …)` and `numpy.percentile` answer.
test.each([
  [[], 0.5, null],
  [[7], 0, 7],
  [[7], 0.9, 7],
  [[1, 2], 0.5, 1.5],
  [[3, 1, 2], 0.5, 2],
  [[10, 2, 9], 0.5, 9],
  [[15, 20, 35, 40, 50], 0.4, 29],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9.1],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 1, 10],
  [[-5, 5], 0.25, -2.5],
])('of %j, %d: %s', (values, part, expected) => {
  const found = percentile(values, part);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 12);
});

test('leaves the values in their order', () => {
  const values = [3, 1, 2];
  expect(median(values)).toBe(2);
  expect(values).toEqual([3, 1, 2]);
});

test.each([-0.1, 1.1, Number.NaN])('a part of %d is none', (part) =>
  expect(() => percentile([1], part)).toThrow(RangeError),
);

test('the mean of nothing is not known', () => {
  expect(mean([])).toBeNull();
  expect(median([])).toBeNull();
  expect(mean([1, 2, 6])).toBe(3);
});
