import type { NextFunction, Request, Response } from 'express';

const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-real-ip',
  'cf-connecting-ip',
];
const CLOSED =
  'The playground answers only on this machine, at http://localhost. PLAYGROUND=1 opens it to others.';
const FOREIGN = 'This came from another page than the playground, so it was not answered.';

function refusalOf(request: Request, open: boolean): string | null {
  if (!open && !isLocal(request)) return CLOSED;
  return isForeign(request) ? FOREIGN : null;
}

/**
 * In the playground one is whoever one says, so only this machine gets in: by the address of the connection, by the
 * name that was asked for (another site's name may be made to point here) and not by way of a proxy. And only the
 * playground's own page may send something.
 */
export const localGuard =
  (open: boolean) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const refusal = refusalOf(request, open);
    if (refusal) response.status(403).type('text').send(`${refusal}\n`);
    else next();
  };

function isLocal(request: Request): boolean {
  const isForwarded = FORWARDED.some((header) => request.get(header) !== undefined);
  return (
    !isForwarded &&
    isLoopback(request.socket.remoteAddress ?? '') &&
    isLocalName(request.get('host') ?? '')
  );
}

const isLoopback = (address: string): boolean =>
  address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address);

function isLocalName(host: string): boolean {
  const name = URL.parse(`http://${host}`)?.hostname ?? '';
  return name === 'localhost' || name === '[::1]' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Browsers say where a request comes from; other programs have nobody's session to misuse. */
function isForeign(request: Request): boolean {
  const origin = request.get('origin');
  if (origin !== undefined) return URL.parse(origin)?.host !== request.get('host');
  return request.get('sec-fetch-site') === 'cross-site' && request.method !== 'GET';
}
