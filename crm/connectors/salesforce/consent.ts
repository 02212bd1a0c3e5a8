import { z } from 'zod';
import {
  ConsentEnded,
  type ConsentFlow,
  type GrantedTokens,
  NotAllowed,
  type PersonalTokens,
  type TokenSource,
} from '../../connection/consent-flow.ts';
import type { ConnectorWriter } from '../../connector.ts';
import { Upstream } from '../../problem.ts';
import { SECOND } from '../../time/durations.ts';
import {
  consentPage,
  isEndedGrant,
  redeemCode,
  refreshGrant,
  refusedBy,
  sendForm,
} from '../oauth.ts';
import type { SalesforceClient } from './client.ts';
import { EndedSession, HiddenField, HiddenObject, MissingRecord } from './faults.ts';
import { KEY_FIELD } from './objects.ts';
import { type Credentials, type Token, type Tokens, trustedInstance } from './token.ts';

/** To write, to go on without the colleague, and to know who they are. */
const SCOPES = 'api refresh_token openid';

export const CONSENT_SETUP = `For colleagues’ own names: in the same app, Settings → OAuth Settings → Callback URL: PUBLIC_URL followed by /connect/salesforce. Add the scopes “Perform requests at any time (refresh_token, offline_access)” and “Access unique user identifiers (openid)”, and enable the Authorization Code flow with Require Proof Key for Code Exchange (PKCE). Make ${KEY_FIELD} editable for these colleagues too.`;

const Granted = z.object({
  access_token: z.string().min(1),
  /** Only with a consent, or where the app’s policies rotate it. */
  refresh_token: z.string().min(1).optional(),
  instance_url: z.url({ protocol: /^https?$/ }),
});

const UserInfo = z.object({
  user_id: z.string().min(1),
  email: z.string().nullish(),
  email_verified: z.boolean().default(false),
});

const TIME_LIMIT = 30 * SECOND;

/** Salesforce lets the app do what the colleague may do, and names them as the one who did it. */
export function salesforceConsent(
  system: string,
  { loginUrl, clientId, clientSecret }: Omit<Credentials, 'refreshToken'>,
  parts: {
    /** Of the app itself: its organisation is the one that is connected. */
    tokens: Tokens;
    clientWith(tokens: Tokens): SalesforceClient;
    writerBy(client: SalesforceClient): ConnectorWriter;
  },
): ConsentFlow {
  const at = (path: string) => new URL(`/services/oauth2/${path}`, loginUrl);
  const oauth = { system, clientId, clientSecret, tokenUrl: at('token') };
  const granted = (
    { access_token: access, refresh_token, instance_url }: z.output<typeof Granted>,
    before?: string,
  ): GrantedTokens => {
    const refresh = refresh_token ?? before;
    if (refresh) {
      const instance = trustedInstance(system, instance_url, loginUrl);
      return { access, refresh, instance, lastsFor: null };
    }
    const reason = 'the app does not ask for the scope refresh_token';
    throw new Upstream(system, 'rejected', { reason });
  };

  return {
    pageFor: async (asked) => consentPage(oauth, { page: at('authorize'), scope: SCOPES }, asked),
    async redeem(asked) {
      const tokens = granted(await redeemCode(oauth, Granted, asked));
      const { user_id: id, email, email_verified: isVerified } = await userInfo(tokens);
      return {
        tokens,
        user: { id, email: (isVerified && email?.trim().toLowerCase()) || null },
        isOurs: tokens.instance === (await parts.tokens.get()).instance,
      };
    },
    refresh: async (tokens) => granted(await refreshGrant(oauth, Granted, tokens), tokens.refresh),
    async revoke({ refresh }) {
      const answer = await sendForm(system, z.unknown(), {
        url: at('revoke'),
        form: { token: refresh },
      });
      const isGone = answer.kind === 'granted' || /invalid_token/.test(answer.refusal.code);
      if (!isGone && answer.kind === 'refused' && !isEndedGrant(answer.refusal))
        throw refusedBy(system, 'unauthorised', answer.refusal);
    },
    writerAs: (tokens) => parts.writerBy(personal(system, parts.clientWith(asTokens(tokens)))),
  };

  async function userInfo({ access, instance }: GrantedTokens): Promise<z.output<typeof UserInfo>> {
    const url = new URL('/services/oauth2/userinfo', instance ?? loginUrl);
    const json = await fetch(url, {
      headers: { authorization: `Bearer ${access}`, accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(TIME_LIMIT),
    })
      .then(async (response) => (response.ok ? response.json() : null))
      .catch((cause: unknown) => Promise.reject(new Upstream(system, 'unavailable', { cause })));
    const parsed = UserInfo.safeParse(json);
    if (!parsed.success) throw new Upstream(system, 'unavailable', { cause: parsed.error });
    return parsed.data;
  }
}

const asToken = ({ access, instance }: PersonalTokens): Token => ({
  value: access,
  instance: instance ?? '',
});

const asTokens = (source: TokenSource): Tokens => ({
  get: async () => asToken(await source.get()),
  renew: async ({ value }) => asToken(await source.renew({ access: value })),
});

/** In the name of a colleague, a refusal is of their own rights, and a session that cannot be renewed is their consent's end. */
function personal(system: string, client: SalesforceClient): SalesforceClient {
  async function personally<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (cause) {
      if (cause instanceof EndedSession) throw new ConsentEnded(system, cause);
      throw isForbidden(cause) ? new NotAllowed(system, { reason: cause.reason, cause }) : cause;
    }
  }
  return {
    ...client,
    read: (request) => personally(() => client.read(request)),
    send: (schema, request) => personally(() => client.send(schema, request)),
  };
}

const isForbidden = (cause: unknown): cause is Upstream =>
  cause instanceof MissingRecord ||
  cause instanceof HiddenObject ||
  cause instanceof HiddenField ||
  (cause instanceof Upstream &&
    (cause.fault === 'rejected' || cause.fault === 'unauthorised') &&
    /^HTTP 403|INSUFFICIENT_ACCESS/.test(String(cause.cause)));
