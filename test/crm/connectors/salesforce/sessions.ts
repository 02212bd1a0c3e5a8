import type { Request, Response } from 'express';

export const APP = { id: '3MVG9fake', secret: 'fake-secret', refreshToken: '5Aep861fake' };

interface OAuthFault {
  error: string;
  error_description: string;
}

/** The tokens of an External Client App. */
export function sessions() {
  const living = new Set<string>();
  let granted = 0;
  let callsLeft = Number.POSITIVE_INFINITY;
  let length = 40;
  let url = '';
  let refusal: OAuthFault | null = null;
  let isOnce = false;
  let refusesAll = false;

  return {
    standAt(address: string): void {
      url = address;
    },
    grant(request: Request, response: Response): void {
      const body = request.body as Record<string, string>;
      if (refusal) {
        response.status(400).json(refusal);
        if (isOnce) refusal = null;
        return;
      }
      const wrong = faultOfGrant(body);
      if (wrong) {
        response.status(400).json(wrong);
        return;
      }
      granted += 1;
      const token = `00Dfake!${granted}.`.padEnd(length, 'x');
      living.add(token);
      response.json({
        access_token: token,
        instance_url: url,
        id: `${url}/id/00D/005`,
        token_type: 'Bearer',
        issued_at: '1764000000000',
        signature: 'c2ln',
      });
    },
    admits(request: Request): boolean {
      const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
      if (callsLeft <= 0) living.clear();
      callsLeft -= 1;
      if (callsLeft < 0) callsLeft = Number.POSITIVE_INFINITY;
      return living.has(token) && !refusesAll;
    },
    granted: () => granted,
    /** All tokens end after so many calls more. */
    endAfter(calls: number): void {
      callsLeft = calls;
    },
    /** No token is good for anything, however new. */
    refuseAll(): void {
      refusesAll = true;
    },
    /** All tokens end, and the next wish for one is refused. */
    takeBack(): void {
      living.clear();
      refusal = { error: 'invalid_grant', error_description: 'user hasn’t approved this consumer' };
      isOnce = true;
    },
    refuseApp(error: string, description: string): void {
      refusal = { error, error_description: description };
      isOnce = false;
    },
    /** Tokens of so many characters, as those that carry claims. */
    lengthenTokens(characters: number): void {
      length = characters;
    },
  };
}

function faultOfGrant(body: Readonly<Record<string, string>>): OAuthFault | null {
  const fault = (error: string, error_description: string) => ({ error, error_description });
  const { client_id: id, client_secret: secret, grant_type: grant, refresh_token: token } = body;
  if (id !== APP.id) return fault('invalid_client_id', 'client identifier invalid');
  if (secret !== APP.secret) return fault('invalid_client', 'invalid client credentials');
  if (grant === 'client_credentials') return null;
  if (grant !== 'refresh_token') return fault('unsupported_grant_type', 'not supported');
  return token === APP.refreshToken ? null : fault('invalid_grant', 'expired access/refresh token');
}
