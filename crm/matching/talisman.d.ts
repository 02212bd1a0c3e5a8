// The package brings no types of its own.
declare module 'talisman/metrics/damerau-levenshtein.js' {
  /** The optimal string alignment distance of the two, or `Infinity` where it is more than `max`. */
  export function limited(max: number, one: string, other: string): number;
}
