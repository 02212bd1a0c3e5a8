import { hypergeometric } from './hypergeometric.ts';
import { logGamma } from './log-gamma.ts';
import { minimise } from './minimise.ts';
import type { PurchaseHistory } from './purchase-history.ts';

/**
 * BG/NBD: Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24(2). An active
 * customer buys at a rate of their own, and may leave for ever after each purchase with a chance of their own. The rates
 * are distributed as gamma(r, α), the chances as beta(a, b); all four are positive. α is in weeks.
 */
export interface BgNbd {
  r: number;
  alpha: number;
  a: number;
  b: number;
}

/** Parameters and how good they are; none where the likelihood has no maximum that was found. */
export type BgNbdFit =
  | { kind: 'fitted'; model: BgNbd; logLikelihood: number; evaluations: number }
  | { kind: 'not-converged'; evaluations: number };

/** Outside of these a parameter runs away: the histories do not tell it. */
const SMALLEST = 1e-4;
const LARGEST = 1e5;
/** The formulas are finite at a = 1 and a + b + x = 1, but divide by 0 there. This near, the neighbour is used. */
const NEAR_POLE = 1e-7;

/** The parameters of maximum likelihood (equation 7 of the paper), from everybody who ever bought. */
export async function fitBgNbd(histories: readonly PurchaseHistory[]): Promise<BgNbdFit> {
  const logLikelihood = bgNbdLogLikelihood(histories);
  const bought = histories.filter(({ frequency }) => frequency > 0).length;
  const weeks = histories.reduce((sum, { age }) => sum + age, 0) / histories.length;
  if (bought === 0) return { kind: 'not-converged', evaluations: 0 };
  // In logarithms, with α measured against the mean age, so that all coordinates are of one size.
  const modelAt = ([r = 0, alpha = 0, a = 0, b = 0]: readonly number[]): BgNbd => ({
    r: Math.exp(r),
    alpha: weeks * Math.exp(alpha),
    a: Math.exp(a),
    b: Math.exp(b),
  });
  const found = await minimise((at) => -logLikelihood(modelAt(at)), [0, 0, 0, 0]);
  const model = modelAt(found.at);
  const { evaluations } = found;
  const inside = Object.values(model).every((value) => value > SMALLEST && value < LARGEST);
  if (!found.converged || !inside) return { kind: 'not-converged', evaluations };
  return { kind: 'fitted', model, logLikelihood: -found.value, evaluations };
}

/** Customers with the same history, counted once. */
interface Row extends PurchaseHistory {
  customers: number;
}

function countRows(histories: readonly PurchaseHistory[]): Row[] {
  const rows = new Map<string, Row>();
  for (const history of histories) {
    const key = `${history.frequency}/${history.recency}/${history.age}`;
    const row = rows.get(key);
    if (row) row.customers += 1;
    else rows.set(key, { ...history, customers: 1 });
  }
  return [...rows.values()];
}

/**
 * The log-likelihood of histories as a function of the parameters (equations 3 and 7). Only the last term of a row needs
 * more than its number of repeats, so the others are computed once for each number.
 */
export function bgNbdLogLikelihood(
  histories: readonly PurchaseHistory[],
): (model: BgNbd) => number {
  const rows = countRows(histories);
  const frequencies = Map.groupBy(rows, ({ frequency }) => frequency);
  return ({ r, alpha, a, b }) => {
    let sum = 0;
    for (const [x, same] of frequencies) {
      const chance = logGamma(b + x) - logGamma(b) + logGamma(a + b) - logGamma(a + b + x);
      const rate = logGamma(r + x) - logGamma(r) + r * Math.log(alpha);
      const left = x === 0 ? -Infinity : Math.log(a / (b + x - 1));
      for (const { recency, age, customers } of same) {
        const still = -(r + x) * Math.log(alpha + age);
        const gone = left - (r + x) * Math.log(alpha + recency);
        sum += customers * (chance + rate + logOfSum(still, gone));
      }
    }
    return sum;
  };
}

/** log(eˣ + eʸ), where neither fits into a double. */
function logOfSum(x: number, y: number): number {
  const [low, high] = x < y ? [x, y] : [y, x];
  return high + Math.log1p(Math.exp(low - high));
}

/** E[X(t)], equation 9: the purchases that a new customer makes in the `weeks` after the first one, which is not counted. */
export const expectedFromNew = (model: BgNbd, weeks: number): number =>
  expectedRepeats(model, { frequency: 0, recency: 0, age: 0 }, weeks);

/**
 * E[Y(t) | x, t_x, T], equation 10: the purchases to expect of a customer with this history in the next `weeks`. Without
 * a repeat, and with nothing observed, it is equation 9.
 */
export function expectedRepeats(model: BgNbd, history: PurchaseHistory, weeks: number): number {
  const { frequency: x, age } = history;
  const r = model.r + x;
  const b = model.b + x;
  const a = awayFrom(model.a, 1);
  const c = awayFrom(a + b - 1, 0);
  const z = weeks / (model.alpha + age + weeks);
  const { sign, log } = hypergeometric(r, b, c, z);
  const purchases = (c / (a - 1)) * (1 - sign * Math.exp(log + r * Math.log1p(-z)));
  return purchases * probabilityAlive(model, history);
}

const awayFrom = (value: number, pole: number): number =>
  Math.abs(value - pole) < NEAR_POLE ? pole + NEAR_POLE : value;

/**
 * P(alive | x, t_x, T), 0 to 1, at the end of what was observed: the denominator of equation 10. It is 1 without a
 * repeat, because nobody leaves before the second purchase in this model.
 */
export function probabilityAlive(
  model: BgNbd,
  { frequency, recency, age }: PurchaseHistory,
): number {
  if (frequency === 0) return 1;
  const { r, alpha, a, b } = model;
  const gone =
    Math.log(a / (b + frequency - 1)) +
    (r + frequency) * (Math.log(alpha + age) - Math.log(alpha + recency));
  return 1 / (1 + Math.exp(gone));
}
