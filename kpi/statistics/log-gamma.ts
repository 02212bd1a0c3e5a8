/** Lanczos (1964) with g = 7 and nine terms, as computed by Godfrey (2001). */
const G = 7;
const FIRST = 0.99999999999980993;
const TERMS = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
/** From here on Stirling's series is exact to a double. */
const LARGE = 64;

/**
 * The natural logarithm of Γ(x), for x > 0: absolute error below 1e-14 near its zeros 1 and 2, relative error below
 * 1e-14 elsewhere. Throws RangeError for other arguments.
 */
export function logGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`logGamma is for positive numbers, not ${x}`);
  if (x >= LARGE) return stirling(x);
  // Γ(x) = Γ(x + 1) / x keeps the sum where it is exact.
  if (x < 0.5) return logGamma(x + 1) - Math.log(x);
  let sum = FIRST;
  for (const [at, term] of TERMS.entries()) sum += term / (x + at);
  const base = x + G - 0.5;
  return HALF_LOG_TWO_PI + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Abramowitz & Stegun 6.1.41. */
function stirling(x: number): number {
  const square = x * x;
  const correction = (1 / 12 - (1 / 360 - 1 / (1260 * square)) / square) / x;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + correction;
}
