import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';
import { Upstream } from '../../../crm/problem.ts';
import { type RetryLimits, retryUpstream } from '../../../crm/retry.ts';
import { faultOf, retryAfterOf } from '../upstream.ts';
import { currentCall } from './connector-call.ts';

type Options = NonNullable<
  ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]
>;
type HttpClient = NonNullable<Options['httpClient']>;
type ConnectorRequest = Parameters<HttpClient['sendRequest']>[0];

const RETRY_LIMITS: RetryLimits = { tries: 4, firstWait: 500, longestWait: 5_000 };

/**
 * How the SDK reaches Teams. Its own client tries everything three times more, waits as long as any `Retry-After` says
 * and never gives up on a silent server; one that creates could come twice by that. Here only what can be repeated is.
 */
export const connectorClient = (): HttpClient => ({
  sendRequest(request) {
    if (creates(request)) return sendOnce(request);
    return retryUpstream({ ...RETRY_LIMITS, signal: currentCall().signal }, () =>
      sendOnce(request),
    );
  },
});

const creates = ({ method }: ConnectorRequest): boolean => method === 'POST';

/** An error of ours is one that the SDK does not repeat by itself. Others than these it reads from the answer. */
async function sendOnce(request: ConnectorRequest): ReturnType<HttpClient['sendRequest']> {
  const call = currentCall();
  call.signal.throwIfAborted();
  if (creates(request)) call.left = true;
  try {
    const { status, headers, text } = await fetchResponse(request, call.signal);
    const fault = faultOf(status);
    if (fault !== 'unavailable' && fault !== 'rate-limited')
      return { request, status, headers: headersLike(request, headers), bodyAsText: text };
    call.left &&= fault === 'unavailable';
    throw new Upstream('teams', fault, {
      ...retryAfterOf(headers),
      cause: new Error(`Teams answered ${status}`),
    });
  } catch (cause) {
    if (cause instanceof Upstream) throw cause;
    if (creates(request)) call.left = !neverArrived(cause);
    throw new Upstream('teams', 'unavailable', { cause });
  }
}

async function fetchResponse(
  { url, method, headers, body }: ConnectorRequest,
  signal: AbortSignal,
): Promise<{ status: number; headers: Headers; text: string }> {
  const sent = Object.entries(headers.toJson()).filter(
    ([name]) => name.toLowerCase() !== 'content-length',
  );
  const response = await fetch(url, {
    method,
    headers: sent,
    signal,
    redirect: 'manual',
    ...(typeof body === 'string' && { body }),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The SDK's own kind of headers, of which the request has some. */
function headersLike(
  { headers }: ConnectorRequest,
  received: Headers,
): ConnectorRequest['headers'] {
  const made = headers.clone();
  for (const name of made.headerNames()) made.remove(name);
  for (const [name, value] of received) made.set(name, value);
  return made;
}

const NEVER_ARRIVED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const Failed = z.object({ cause: z.object({ code: z.string() }) });
const neverArrived = (cause: unknown): boolean =>
  NEVER_ARRIVED.has(Failed.safeParse(cause).data?.cause.code ?? '');
