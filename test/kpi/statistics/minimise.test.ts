import { expect, test } from 'vitest';
import { minimise, type Objective } from '../../../kpi/statistics/minimise.ts';

const rosenbrock: Objective = ([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;
const powell: Objective = ([a = 0, b = 0, c = 0, d = 0]) =>
  (a + 10 * b) ** 2 + 5 * (c - d) ** 2 + (b - 2 * c) ** 4 + 10 * (a - d) ** 4;

test.each([
  ['one variable', ([x = 0]: readonly number[]) => (x - 3) ** 2 + 1, [0], [3], 6],
  ['Rosenbrock’s valley', rosenbrock, [-1.2, 1], [1, 1], 6],
  ['Powell’s singular function', powell, [3, -1, 0, 1], [0, 0, 0, 0], 3],
  ['an edge', ([x = 0]: readonly number[]) => (x > 1 ? Number.NaN : x * x), [0.9], [0], 6],
])('%s', async (_, objective, start, expected, digits) => {
  const { at, converged } = await minimise(objective, start);
  expect(converged).toBe(true);
  for (const [axis, x] of expected.entries()) expect(at[axis]).toBeCloseTo(x, digits);
});

test('a slope without a bottom does not converge', async () => {
  const { converged, evaluations } = await minimise(([x = 0]) => -x, [0]);
  expect(converged).toBe(false);
  expect(evaluations).toBeLessThan(5000);
});

test('a function that has no value anywhere does not converge', async () => {
  expect((await minimise(() => Number.NaN, [0, 0])).converged).toBe(false);
});
