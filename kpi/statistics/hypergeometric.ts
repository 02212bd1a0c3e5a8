/** A number as its sign and the logarithm of its size, which no double is too small for. */
export interface SignedLog {
  sign: -1 | 0 | 1;
  log: number;
}

/** A sum beyond this is scaled down, so that it never overflows. */
const HUGE = 2 ** 512;

/**
 * Gauss's hypergeometric function ₂F₁(a, b; c; z) in log space, for real a and b, 0 ≤ z < 1 and a c that is no whole
 * number below 1. Relative error below 1e-12 for positive a, b and c. Throws RangeError for other arguments.
 *
 * The series (Abramowitz & Stegun 15.1.1) has positive terms only where a, b and c are positive, so nothing cancels.
 * Euler's transformation (15.3.3) makes it short near z = 1; it is taken where its terms keep one sign after the first.
 */
export function hypergeometric(a: number, b: number, c: number, z: number): SignedLog {
  if (!(z >= 0 && z < 1)) throw new RangeError(`hypergeometric is for 0 ≤ z < 1, not ${z}`);
  if (c <= 0 && Number.isInteger(c)) throw new RangeError(`hypergeometric has a pole at c = ${c}`);
  const excess = c - a - b;
  if (excess >= 0 || c - a < -1 || c - b < -1) return series(a, b, c, z);
  const { sign, log } = series(c - a, c - b, c, z);
  return { sign, log: log + excess * Math.log1p(-z) };
}

function series(a: number, b: number, c: number, z: number): SignedLog {
  let term = 1;
  let sum = 1;
  let scale = 0;
  for (let n = 0; ; n += 1) {
    const ratio = ((a + n) / (c + n)) * ((b + n) / (n + 1)) * z;
    term *= ratio;
    sum += term;
    // The rest is a geometric series of `ratio` at most, once the terms shrink.
    const shrinks = Math.abs(ratio) < 1 && n > -Math.min(a, b, c);
    if (shrinks && Math.abs(term) <= Number.EPSILON * Math.abs(sum) * (1 - Math.abs(ratio))) break;
    if (term === 0) break;
    if (Math.abs(sum) < HUGE && Math.abs(term) < HUGE) continue;
    term /= HUGE;
    sum /= HUGE;
    scale += Math.log(HUGE);
  }
  if (sum === 0) return { sign: 0, log: -Infinity };
  return { sign: sum > 0 ? 1 : -1, log: Math.log(Math.abs(sum)) + scale };
}
