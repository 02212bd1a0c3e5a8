import { z } from 'zod';
import { Upstream } from '../../crm/problem.ts';

const Failed = z.object({ name: z.string().optional(), message: z.string().optional() }).loose();
const FailedUpstream = z.object({
  name: z.literal('Upstream'),
  system: z.string(),
  fault: z.enum(['rate-limited', 'unauthorised', 'unavailable', 'rejected']),
});

/** Rebuilds an error from the queue's record of it. */
export function errorOf(kept: unknown): Error {
  const upstream = FailedUpstream.safeParse(kept);
  if (upstream.success)
    return new Upstream(upstream.data.system, upstream.data.fault, { cause: kept });
  const failed = Failed.safeParse(kept);
  return new Error((failed.success && failed.data.message) || 'It failed', { cause: kept });
}
