import type { Request, RequestHandler } from 'express';
import { isLoopbackAddress, isLoopbackHost } from './loopback.ts';

const CLOSED =
  'The playground answers only on this machine, at http://localhost, and not by way of a proxy. PLAYGROUND=1 opens it to others.';
const FOREIGN = 'This came from another page than the playground, so it was not answered.';
const NOT_JSON = 'Only JSON is read here.';

/**
 * Where people are believed who they say they are, only this machine gets in: by the address of the connection, by the
 * name that was asked for (another site's name may be made to point here) and not by way of a proxy. `open` leaves that
 * out. In either case only the playground's own page may send something, and only JSON, which no form of another page
 * can send.
 */
export const localGuard =
  ({ open }: { open: boolean }): RequestHandler =>
  (request, response, next) => {
    const refusal = refusalOf(request, open);
    if (refusal) response.status(refusal.status).type('text').send(`${refusal.say}\n`);
    else next();
  };

function refusalOf(request: Request, open: boolean): { status: number; say: string } | null {
  if (!open && !isLocal(request)) return { status: 403, say: CLOSED };
  if (isForeign(request)) return { status: 403, say: FOREIGN };
  const reads = request.method === 'GET' || request.method === 'HEAD';
  return reads || isJson(request) ? null : { status: 415, say: NOT_JSON };
}

const isJson = (request: Request): boolean =>
  /^application\/json\s*(;|$)/i.test(request.get('content-type') ?? '');

/** From this machine itself: by its address, under its name, and not by way of a proxy. */
export const isLocal = (request: Request): boolean =>
  isLoopbackAddress(request.socket.remoteAddress ?? '') &&
  hasLocalName(request) &&
  !isForwarded(request);

/** Node keeps the first of two names, a proxy before it perhaps the second, so there must be one. */
function hasLocalName({ rawHeaders }: Request): boolean {
  const names = rawHeaders.filter(
    (_, i) => i % 2 === 1 && rawHeaders[i - 1]?.toLowerCase() === 'host',
  );
  return names.length === 1 && names.every(isLoopbackHost);
}

/** Names by which proxies say for whom they speak, or that they were there. */
const FORWARDING =
  /^(via|forwarded|cdn-loop|max-forwards|client-ip|ngrok-.*|cf-.*|fastly-.*|fly-.*|x-forwarded.*|x-original-.*|x-envoy-.*|x-azure-.*|x-amzn-.*|x-appengine-.*|x-arr-.*|x-vercel-.*|x-proxy.*|x-scheme|x-host|.*-(ip|addr|clientip|socketip|user-ip))$/i;

/** A proxy on this machine speaks for somebody elsewhere. Some say nothing but still speak HTTP/1.0, which no browser does. */
const isForwarded = ({ headers, httpVersion }: Request): boolean =>
  httpVersion === '1.0' || Object.keys(headers).some((name) => FORWARDING.test(name));

/** Browsers say where a request comes from; other programs have nobody's session to misuse. */
function isForeign(request: Request): boolean {
  const origin = request.get('origin');
  if (origin !== undefined && URL.parse(origin)?.host !== request.get('host')) return true;
  const site = request.get('sec-fetch-site');
  if (site === undefined || site === 'same-origin' || site === 'none') return false;
  // Another page may link to ours, which is all that a navigation does.
  return request.method !== 'GET' || request.get('sec-fetch-mode') !== 'navigate';
}
