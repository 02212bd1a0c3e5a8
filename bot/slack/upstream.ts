import { webApi } from '@slack/bolt';
import { Upstream, type UpstreamFault } from '../../crm/problem.ts';

const UNAUTHORISED = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'no_permission',
  'org_login_required',
]);
const UNAVAILABLE = new Set([
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
]);

/** Calls Slack; whatever goes wrong is `Upstream('slack', …)`. */
export async function callSlack<Result>(call: Promise<Result>): Promise<Result> {
  return call.catch((cause: unknown) => {
    throw slackUpstream(cause);
  });
}

export function slackUpstream(cause: unknown): Upstream {
  if (cause instanceof Upstream) return cause;
  if (cause instanceof webApi.WebAPIRateLimitedError)
    return faultFrom('rate-limited', cause, cause.retryAfter * 1000);
  if (cause instanceof webApi.WebAPIPlatformError)
    return faultFrom(faultOf(cause.data.error), cause);
  if (cause instanceof webApi.WebAPIHTTPError)
    return faultFrom(cause.statusCode >= 500 ? 'unavailable' : 'rejected', cause);
  // The client gives up on a rate limit with a plain error that only its message tells apart.
  const retryAfter =
    cause instanceof Error
      ? /rate limit was exceeded.*retry-after: (\d+)/.exec(cause.message)?.[1]
      : undefined;
  return retryAfter
    ? faultFrom('rate-limited', cause, Number(retryAfter) * 1000)
    : faultFrom('unavailable', cause);
}

/** Slack's own word for what it refused, or null where it was something else. */
export function slackError(error: unknown): string | null {
  const cause = error instanceof Upstream ? error.cause : error;
  return cause instanceof webApi.WebAPIPlatformError ? cause.data.error : null;
}

/** The scope that Slack wants for what it refused; null where that was not the reason. */
export function missingScope(error: unknown): string | null {
  const cause = error instanceof Upstream ? error.cause : error;
  if (!(cause instanceof webApi.WebAPIPlatformError) || cause.data.error !== 'missing_scope')
    return null;
  return 'needed' in cause.data && typeof cause.data.needed === 'string' ? cause.data.needed : null;
}

/** The log's fields for a fault: they say where it came from, and never repeat a person's words. */
export function logFields(error: unknown): {
  fault: string;
  slack: string | null;
  at?: string | undefined;
} {
  const fault = error instanceof Error ? error.message.slice(0, 300) : typeof error;
  return {
    fault,
    slack: slackError(error),
    ...(error instanceof Error &&
      !(error instanceof Upstream) && { at: error.stack?.split('\n')[1]?.trim() }),
  };
}

function faultOf(error: string): UpstreamFault {
  if (error === 'ratelimited' || error === 'rate_limited') return 'rate-limited';
  if (UNAUTHORISED.has(error)) return 'unauthorised';
  return UNAVAILABLE.has(error) ? 'unavailable' : 'rejected';
}

function faultFrom(fault: UpstreamFault, cause: unknown, retryAfter?: number): Upstream {
  return new Upstream('slack', fault, { cause, ...(retryAfter !== undefined && { retryAfter }) });
}
