import { logGamma } from './log-gamma.ts';
import { minimise } from './minimise.ts';

/**
 * Gamma-Gamma: Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value". Each purchase of a customer costs
 * gamma(p, ν), and ν is distributed as gamma(q, γ) over customers; all three are positive. γ is an amount of money.
 */
export interface GammaGamma {
  p: number;
  q: number;
  gamma: number;
}

/** A customer's purchases and the mean amount of one, in any one unit of money. */
export interface Spend {
  purchases: number;
  average: number;
}

export type GammaGammaFit =
  | { kind: 'fitted'; model: GammaGamma; logLikelihood: number; evaluations: number }
  | { kind: 'not-converged'; evaluations: number };

/** Outside of these a parameter runs away: the amounts do not tell it. */
const SMALLEST = 1e-4;
const LARGEST = 1e5;

/** The parameters of maximum likelihood, from the customers with a purchase and an average above 0. */
export async function fitGammaGamma(spends: readonly Spend[]): Promise<GammaGammaFit> {
  const paying = spends.filter(({ purchases, average }) => purchases > 0 && average > 0);
  if (paying.length === 0) return { kind: 'not-converged', evaluations: 0 };
  const logLikelihood = gammaGammaLogLikelihood(paying);
  // In logarithms, with γ measured against the mean amount, so that all coordinates are of one size.
  const amount = paying.reduce((sum, { average }) => sum + average, 0) / paying.length;
  const modelAt = ([p = 0, q = 0, gamma = 0]: readonly number[]): GammaGamma => ({
    p: Math.exp(p),
    q: Math.exp(q),
    gamma: amount * Math.exp(gamma),
  });
  const found = await minimise((at) => -logLikelihood(modelAt(at)), [1, 1, 0]);
  const model = modelAt(found.at);
  const { evaluations } = found;
  const inside = [model.p, model.q, model.gamma / amount].every(
    (value) => value > SMALLEST && value < LARGEST,
  );
  if (!found.converged || !inside) return { kind: 'not-converged', evaluations };
  return { kind: 'fitted', model, logLikelihood: -found.value, evaluations };
}

/** The log-likelihood of averages as a function of the parameters: the sum over customers of equation 1a. */
export function gammaGammaLogLikelihood(spends: readonly Spend[]): (model: GammaGamma) => number {
  const byPurchases = Map.groupBy(spends, ({ purchases }) => purchases);
  return ({ p, q, gamma }) => {
    let sum = 0;
    for (const [x, same] of byPurchases) {
      const each = logGamma(p * x + q) - logGamma(p * x) - logGamma(q) + q * Math.log(gamma);
      for (const { average } of same)
        sum +=
          each +
          (p * x - 1) * Math.log(average) +
          p * x * Math.log(x) -
          (p * x + q) * Math.log(gamma + x * average);
    }
    return sum;
  };
}

/**
 * E[M | p, q, γ, average, x], equation 5, in the unit of the averages: the amount that a purchase of this customer costs
 * in the long run, between their own average and everybody's. With no purchase it is everybody's, pγ/(q − 1); null where
 * q is too small for that mean to exist.
 */
export function expectedSpend({ p, q, gamma }: GammaGamma, spend: Spend): number | null {
  const { purchases, average } = spend;
  const weight = p * purchases + q - 1;
  return weight > 0 ? (p * (gamma + purchases * average)) / weight : null;
}
