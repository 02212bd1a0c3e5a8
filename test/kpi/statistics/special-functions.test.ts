import { expect, test } from 'vitest';
import { hypergeometric } from '../../../kpi/statistics/hypergeometric.ts';
import { logGamma } from '../../../kpi/statistics/log-gamma.ts';

/** Distance from the true value, relative where that is above 1. */
const errorOf = (found: number, expected: number): number =>
  Math.abs(found - expected) / Math.max(1, Math.abs(expected));

// Computed with 40 digits by mpmath.
test.each([
  [1e-8, 18.42068073818021],
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247001],
  [1, 0],
  [1.0001, -5.771334222047127e-5],
  [1.5, -0.12078223763524522],
  [2, 0],
  [2.5, 0.2846828704729192],
  [3.7, 1.428072326665388],
  [10, 12.801827480081469],
  [63.9, 200.59429015529486],
  [64, 201.00931639928152],
  [100, 359.1342053695754],
  [1234.5, 7550.550901077895],
  [1e6, 12815504.569147611],
])('log Γ(%d)', (x, expected) => expect(errorOf(logGamma(x), expected)).toBeLessThan(1e-14));

test.each([0, -1, Number.NaN])('log Γ(%d) is refused', (x) =>
  expect(() => logGamma(x)).toThrow(RangeError),
);

// The logarithms, computed with 40 digits by mpmath; the third is not a double itself.
test.each([
  [2.243, 4.426, 4.219, 0.4742, 1.5214640852601398],
  [0.243, 2.426, 2.219, 0.03, 0.008099138501300559],
  [0.243, 2.426, 2.219, 0.9464, 0.871037029497306],
  [100, 1, 2, 0.9, 223.46616487193378],
  [300, 302, 301.5, 0.99, 1383.8511700865984],
  [1000.2, 1002.4, 1002.2, 0.5, 693.4242397317671],
  [0.5, 0.5, 1.5, 0.25, 0.046117597181290486],
  [1, 1, 2, 0.5, 0.326634259978281],
  [5, 0.9, 0.4, 0.95, 17.960355130706276],
  [0.3, 0.2, -0.5, 0.4, -0.10655579641704836],
  [2, 3, 4, 0, 0],
  [0.25, 2.16, 1.88, 0.9999, 4.002749985513464],
])('log ₂F₁(%d, %d; %d; %d)', (a, b, c, z, expected) => {
  const { sign, log } = hypergeometric(a, b, c, z);
  expect(sign).toBe(1);
  expect(errorOf(log, expected)).toBeLessThan(1e-12);
});

test('₂F₁ can be negative where c is: 1 + abz / c', () => {
  expect(hypergeometric(-1, 1, -0.5, 0.75)).toEqual({ sign: 1, log: Math.log(2.5) });
  expect(hypergeometric(-1, -1, -0.5, 0.75)).toEqual({ sign: -1, log: Math.log(0.5) });
});

test.each([
  [1, 1, 1, 1],
  [1, 1, 1, -0.1],
  [1, 1, -2, 0.5],
])('₂F₁(%d, %d; %d; %d) is refused', (a, b, c, z) =>
  expect(() => hypergeometric(a, b, c, z)).toThrow(RangeError),
);
