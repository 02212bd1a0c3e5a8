import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { isLocal } from '../adapter/local-guard.ts';

const NO_TOKEN =
  'Metrics are for this machine alone, and not by way of a proxy. METRICS_TOKEN opens them to a scraper that sends it as a bearer token.';
const WRONG_TOKEN =
  'Metrics are for this machine, or for a scraper that sends METRICS_TOKEN: “Authorization: Bearer …”.';

/** Lets in this machine, unless somebody else asks through it, and those who know the token. */
export const metricsGuard =
  (token: string | null): RequestHandler =>
  (request, response, next) => {
    if (isLocal(request) || (token !== null && hasToken(request, token))) return next();
    if (token !== null) response.set('WWW-Authenticate', 'Bearer realm="metrics"');
    response
      .status(token === null ? 403 : 401)
      .type('text')
      .send(`${token === null ? NO_TOKEN : WRONG_TOKEN}\n`);
  };

/** Compares digests, which are as long as each other: the time says nothing of the token. */
function hasToken(request: Request, token: string): boolean {
  const given = /^Bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digestOf(given), digestOf(token));
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
