export type Milliseconds = number;

/** At most so many calls in any such time. */
export interface RateLimit {
  /** Unique over all systems: `hubspot search`. */
  name: string;
  calls: number;
  per: Milliseconds;
}

/**
 * How a limit is kept: a stock of calls that fills steadily. A full stock and what fills it within `per` are together no
 * more than the limit, so no interval of that length sees more calls.
 */
export interface Stock {
  most: number;
  /** Calls a millisecond. */
  refill: number;
}

/** The part of a limit that may be used at once. */
const AT_ONCE = 0.2;

export function stockOf({ calls, per }: RateLimit): Stock {
  const most = Math.max(1, Math.floor(calls * AT_ONCE));
  return { most, refill: Math.max(calls - most, 1) / per };
}

/** A reading leaves this part of the stock to what a colleague waits for. */
const SPARED = 0.5;

export const sparedOf = (limit: RateLimit): number => Math.floor(stockOf(limit).most * SPARED);
