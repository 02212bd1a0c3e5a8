import { Upstream } from '../crm/problem.ts';

const SOONEST = 2_000;
const LATEST = 600_000;

/**
 * A platform that does not answer is asked again after half of the time that one has waited already, for as long as it
 * takes: a time that is named does not count as one of the queue's tries.
 */
export async function withBackoff<Result>(
  since: Date,
  now: Date,
  work: Promise<Result>,
): Promise<Result> {
  return work.catch((cause: unknown) => {
    const passes =
      cause instanceof Upstream &&
      cause.retryAfter === undefined &&
      (cause.fault === 'unavailable' || cause.fault === 'rate-limited');
    if (!passes) throw cause;
    throw afterHalfAsLong(cause, now.getTime() - since.getTime());
  });
}

/** Names the time of the next try: half as long as the work has waited already, unless the other side named one. */
export function afterHalfAsLong(cause: Upstream, waited: number, soonest = SOONEST): Upstream {
  if (cause.retryAfter !== undefined) return cause;
  return new Upstream(cause.system, cause.fault, {
    cause,
    retryAfter: Math.min(LATEST, Math.max(soonest, waited / 2)),
  });
}
