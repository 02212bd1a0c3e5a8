/**
 * The value below which this part (0 to 1) of all values lies, in their unit; null where there are none. Between two
 * values it is interpolated linearly: Hyndman & Fan (1996), definition 7, as PostgreSQL's `percentile_cont`, Excel's
 * `PERCENTILE.INC` and NumPy have it. So the median of 1 and 2 is 1.5.
 */
export function percentile(values: readonly number[], part: number): number | null {
  if (!(part >= 0 && part <= 1)) throw new RangeError(`A part is 0 to 1, not ${part}`);
  const sorted = Float64Array.from(values).sort();
  const place = part * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (above - below) * (place - Math.floor(place));
}

/** The 50th percentile, in the values' unit; null where there are none. */
export const median = (values: readonly number[]): number | null => percentile(values, 0.5);

/** The arithmetic mean, in the values' unit; null where there are none. */
export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
