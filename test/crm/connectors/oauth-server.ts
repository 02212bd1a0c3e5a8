import { createHash, randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { MINUTE, SECOND } from '../../../crm/time/durations.ts';

export interface OAuthUser {
  id: string;
  email: string;
  isVerified?: boolean;
  /** Another company's account than the one that is connected. */
  account?: string;
}

export interface OAuthClient {
  id: string;
  secret: string;
  /** Registered addresses: no other one gets a code. */
  redirectUris: string[];
}

interface Code {
  user: OAuthUser;
  redirectUri: string;
  challenge: string;
  at: number;
  /** Tokens that it was exchanged for. */
  grant: string | null;
}

interface Grant {
  user: OAuthUser;
  refresh: string;
  access: string;
  expiresAt: number;
}

export interface OAuthRefused {
  error: string;
  error_description: string;
}

const CODE_LASTS = MINUTE;

/** The part of a vendor's system that grants tokens for a user's consent, as strict as RFC 6749, 6819 and 7636. */
export function oauthServer({
  now,
  client,
  lasts = 30 * MINUTE,
  rotates = false,
}: {
  now: () => Date;
  client: OAuthClient;
  lasts?: number;
  /** A refresh token is good once. */
  rotates?: boolean;
}) {
  const codes = new Map<string, Code>();
  const grants = new Map<string, Grant>();
  let signedIn: OAuthUser | null = null;
  let refreshes = 0;

  const refused = (error: string, error_description: string): OAuthRefused => ({
    error,
    error_description,
  });
  const byRefresh = (token: string | undefined) =>
    [...grants].find(([, { refresh }]) => refresh === token);
  const fresh = (user: OAuthUser, refresh = `refresh-${randomUUID()}`): Grant => ({
    user,
    refresh,
    access: `access-${randomUUID()}`,
    expiresAt: now().getTime() + lasts,
  });

  function faultOfClient({ client_id: id, client_secret: secret }: Form): OAuthRefused | null {
    return id === client.id && secret === client.secret
      ? null
      : refused('invalid_client', 'client id or secret is wrong');
  }

  function exchange({ code = '', redirect_uri: uri, code_verifier: verifier = '' }: Form) {
    const known = codes.get(code);
    if (!known) return refused('invalid_grant', 'there is no such code');
    if (known.grant !== null) {
      // RFC 6819, 5.2.1.1: somebody else may have used it, so its tokens end too.
      grants.delete(known.grant);
      return refused('invalid_grant', 'the code was used before');
    }
    if (now().getTime() - known.at > CODE_LASTS) return refused('invalid_grant', 'too late');
    if (uri !== known.redirectUri) return refused('invalid_grant', 'redirect_uri does not match');
    if (createHash('sha256').update(verifier).digest('base64url') !== known.challenge)
      return refused('invalid_grant', 'code_verifier does not match');
    const id = randomUUID();
    known.grant = id;
    const grant = fresh(known.user);
    grants.set(id, grant);
    return grant;
  }

  function refresh({ refresh_token: token }: Form) {
    const [id, before] = byRefresh(token) ?? [];
    if (!id || !before) return refused('invalid_grant', 'expired access/refresh token');
    refreshes += 1;
    const grant = fresh(before.user, rotates ? undefined : before.refresh);
    grants.set(id, grant);
    return grant;
  }

  return {
    client,
    /** The user who sits at the browser; null: nobody agrees. */
    signsIn(user: OAuthUser | null): void {
      signedIn = user;
    },
    /** Answers the page's address: where the browser is sent. Throws for an address that nobody registered. */
    agree(query: Request['query']): string {
      const { client_id: id, redirect_uri: uri = '', state = '' } = query as Form;
      if (id !== client.id || !client.redirectUris.includes(uri))
        throw new Error(`The page of the vendor shows an error: ${id} ${uri}`);
      const back = new URL(uri);
      back.searchParams.set('state', state);
      const { code_challenge: challenge, code_challenge_method: method } = query as Form;
      if (!challenge || method !== 'S256') throw new Error('The page asks for PKCE');
      if (!signedIn) {
        back.searchParams.set('error', 'access_denied');
        return back.href;
      }
      const code = `code-${randomUUID()}`;
      codes.set(code, {
        user: signedIn,
        redirectUri: uri,
        challenge,
        at: now().getTime(),
        grant: null,
      });
      back.searchParams.set('code', code);
      return back.href;
    },
    grant(form: Form): Grant | OAuthRefused {
      const fault = faultOfClient(form);
      if (fault) return fault;
      if (form.grant_type === 'authorization_code') return exchange(form);
      if (form.grant_type === 'refresh_token') return refresh(form);
      return refused('unsupported_grant_type', String(form.grant_type));
    },
    /** Null where it was revoked; a refusal for a token that is none. */
    revoke(form: Form, { needsClient = true } = {}): OAuthRefused | null {
      const fault = needsClient ? faultOfClient(form) : null;
      if (fault) return fault;
      const [id] = byRefresh(form.token) ?? [];
      if (!id) return refused('invalid_grant', 'the token is invalid');
      grants.delete(id);
      return null;
    },
    /** The user whose living access token this is. */
    userOf(access: string): OAuthUser | null {
      const grant = [...grants.values()].find((one) => one.access === access);
      return grant && grant.expiresAt > now().getTime() ? grant.user : null;
    },
    /** The user takes the consent back in the vendor's own settings, or an administrator does. */
    takeBack(email: string): void {
      for (const [id, { user }] of grants) if (user.email === email) grants.delete(id);
    },
    /** Grants that are good, by user. */
    living: (): string[] => [...grants.values()].map(({ user }) => user.email),
    /** Every secret that was given out, for tests that look for them elsewhere. */
    secrets: (): string[] => [
      ...codes.keys(),
      ...[...grants.values()].flatMap((one) => [one.access, one.refresh]),
    ],
    refreshes: () => refreshes,
    lasting: (grant: Grant) => Math.round((grant.expiresAt - now().getTime()) / SECOND),
  };
}

export type OAuthServer = ReturnType<typeof oauthServer>;
export type Form = Readonly<Record<string, string | undefined>>;
