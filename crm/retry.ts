import { setTimeout as pause } from 'node:timers/promises';
import { Upstream } from './problem.ts';

/** How long a platform is asked again; times in milliseconds. */
export interface RetryLimits {
  /** How often in all, the first time too. */
  tries: number;
  /**
   * Before the second try where the platform names no time; doubled before each further one. Of this any part is waited,
   * by chance, so that those who failed together do not all come back together ("full jitter",
   * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
   */
  firstWait: number;
  /** A longer wait than this is left to the caller, who comes back another time instead of holding up others. */
  longestWait: number;
  /** No wait before the next try is shorter. */
  leastWait?(): number;
  /** False where another try helps nobody, or would do twice what may be done once; by itself, all but what passes. */
  mayRepeat?(cause: Upstream): boolean;
  /** From 0 to 1. */
  random?(): number;
  /** Its end is the deadline: nothing is tried after it. */
  signal?: AbortSignal;
}

/** Another try may help. */
export const passes = ({ fault }: Upstream): boolean =>
  fault === 'unavailable' || fault === 'rate-limited';

/**
 * Does the work until the platform takes it, waiting as long as the platform's `retryAfter` says. Throws the last
 * failure where another try is not worth it, or not in time. Only for work that may be done twice, or that failed
 * before anything was done.
 */
export async function retryUpstream<Result>(
  limits: RetryLimits,
  work: (attempt: number) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (cause) {
      const wait = waitAfter(cause, attempt, limits);
      if (wait === null) throw cause;
      await pause(wait, undefined, { signal: limits.signal }).catch(() => {
        throw cause;
      });
    }
  }
}

/** Null where there is to be no other try. */
function waitAfter(
  cause: unknown,
  attempt: number,
  { tries, firstWait, longestWait, random = Math.random, ...limits }: RetryLimits,
): number | null {
  const { leastWait = () => 0, mayRepeat = passes } = limits;
  if (attempt >= tries || !(cause instanceof Upstream) || !mayRepeat(cause)) return null;
  const most = cause.retryAfter ?? firstWait * 2 ** (attempt - 1);
  // Whether it is worth waiting for is not left to chance.
  if (Math.max(most, leastWait()) > longestWait) return null;
  return Math.max(cause.retryAfter ?? random() * most, leastWait());
}
