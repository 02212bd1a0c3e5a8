import type { Express, Response } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { consentPageStrings as strings } from '../../cards/connection/page-strings.ts';
import { Problem } from '../../crm/problem.ts';
import { type FinishParts, finishConsent } from './finish.ts';
import { consentPage } from './page.ts';

/** Longer values are none of ours, nor of a system that we know. */
const LONGEST = 4000;

const CameBackQuery = z.object({
  state: z.string().min(1).max(LONGEST),
  code: z.string().min(1).max(LONGEST).optional(),
  error: z.string().max(LONGEST).optional(),
});

/** `GET /connect/<system>`: a system's page sends a colleague's browser here, with a code if they agreed. */
export function consentRoute({
  http,
  log,
  ...parts
}: FinishParts & { http: Express; log: Logger }): void {
  http.get('/connect/:source', async (request, response) => {
    const { source } = request.params;
    const query = CameBackQuery.safeParse(request.query).data;
    if (!query) return answer(response, 400, strings.unknown);
    const { state, code = null, error } = query;
    const cameBack = { source, state, code: error === undefined ? code : null };
    try {
      const { system, email } = await finishConsent(cameBack, parts);
      answer(response, 200, { say: strings.connected(system, email), try: null });
    } catch (cause) {
      // The address of the request has a code and a state, and stands in no log.
      if (cause instanceof Problem) {
        log.warn({ source, why: cause.code, err: cause.cause }, 'an account was not connected');
        return answer(response, 400, cause);
      }
      log.error({ source, err: cause }, 'connecting an account failed');
      answer(response, 500, strings.unknownFault);
    }
  });
}

function answer(
  response: Response,
  status: number,
  words: { say: string; try: string | null },
): void {
  response
    .status(status)
    .set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    })
    .type('html')
    .send(consentPage(words));
}
