import { z } from 'zod';
import { Upstream, type UpstreamFault } from '../../crm/problem.ts';

type Headers = { get(name: string): unknown };
const isHeaders = (value: unknown): value is Headers => typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
const Failed = z.object({
  statusCode: z.number().optional().catch(undefined),
  response: z.object({ headers: z.custom<Headers>(isHeaders) }).optional().catch(undefined),
});

/** What the connector answered, as the one type of error that others understand. Its client has by then tried three times more. */
export function upstream(cause: unknown): Upstream {
  if (cause instanceof Upstream) return cause;
  const { statusCode, response } = Failed.safeParse(cause).data ?? {};
  const seconds = Number(response?.headers.get('retry-after') ?? Number.NaN);
  return new Upstream('teams', faultOf(statusCode), { cause, ...(Number.isFinite(seconds) && { retryAfter: seconds * 1000 }) });
}

function faultOf(status: number | undefined): UpstreamFault {
  if (status === undefined || status >= 500 || status === 408) return 'unavailable';
  if (status === 429) return 'rate-limited';
  return status === 401 || status === 403 ? 'unauthorised' : 'rejected';
}
