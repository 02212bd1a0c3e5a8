/** The value below which this part of all lies, e.g. 0.99. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

/** The usual value in the tenth of a series that ends at this part of it. */
export const medianAt = (series: readonly number[], part: number): number =>
  median(series.slice(Math.floor(series.length * (part - 0.1)), Math.ceil(series.length * part)));

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How far apart several measurements of the same thing lie: half of the span, in percent of the median. */
export const spread = (values: readonly number[]): string =>
  `±${Math.round(((Math.max(...values) - Math.min(...values)) / 2 / median(values)) * 100)} %`;

/** Measures by turns, so that what else happens on the machine happens to both. */
export async function byTurns<Result>(
  rounds: number,
  measures: readonly (() => Promise<Result>)[],
): Promise<Result[][]> {
  const results: Result[][] = measures.map(() => []);
  for (let round = 0; round < rounds; round += 1)
    for (const [at, measure] of measures.entries()) results[at]?.push(await measure());
  return results;
}

/** Milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
