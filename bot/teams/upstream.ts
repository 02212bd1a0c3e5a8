import { z } from 'zod';
import { Upstream, type UpstreamFault } from '../../crm/problem.ts';
import { HOUR } from '../../crm/time/durations.ts';

type Headers = { get(name: string): unknown };
const isHeaders = (value: unknown): value is Headers =>
  typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function';
const Failed = z.object({
  statusCode: z.number().optional().catch(undefined),
  response: z
    .object({ headers: z.custom<Headers>(isHeaders) })
    .optional()
    .catch(undefined),
});
const REFUSED_CARD = new Set([400, 413]);
/** A longer wait that Teams asks for is cut to this. */
const LONGEST = HOUR;

/** Turns a fault of the connector into `Upstream`, the one type of error that others understand. */
export function teamsUpstream(cause: unknown): Upstream {
  if (cause instanceof Upstream) return cause;
  const { statusCode, response } = Failed.safeParse(cause).data ?? {};
  return new Upstream('teams', faultOf(statusCode) ?? 'unavailable', {
    cause,
    ...(response && retryAfterOf(response.headers)),
  });
}

/** Whether Teams refused the card itself, and might take a plainer one. */
export const isCardRefused = (error: unknown): boolean =>
  error instanceof Upstream &&
  REFUSED_CARD.has(Failed.safeParse(error.cause).data?.statusCode ?? 0);

export function faultOf(status: number | undefined): UpstreamFault | null {
  if (status === undefined || status >= 500 || status === 408 || status === 412)
    return 'unavailable';
  if (status === 429) return 'rate-limited';
  if (status < 400) return null;
  return status === 401 || status === 403 ? 'unauthorised' : 'rejected';
}

/** In milliseconds; both of its forms, seconds and a date, and no longer than an hour. */
export function retryAfterOf(headers: Headers): { retryAfter?: number } {
  const said = headers.get('retry-after');
  const seconds = Number(said ?? Number.NaN);
  const milliseconds = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(String(said)) - Date.parse(String(headers.get('date')));
  return Number.isFinite(milliseconds)
    ? { retryAfter: Math.min(LONGEST, Math.max(0, milliseconds)) }
    : {};
}
