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
  secretsOf,
  sendForm,
} from '../oauth.ts';
import { type HubspotClient, type HubspotRequest, MissingScope, VERSION } from './client.ts';

/** The rights that a colleague is asked for: notes and tasks go with companies, and owners are companies' own. */
export const CONSENT_SCOPES = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
];

export const CONSENT_SETUP = `For colleagues’ own names: a HubSpot app of your own (hs project create), with "auth": { "type": "oauth" }, "isUserLevel": true and the scopes ${CONSENT_SCOPES.join(', ')}, deployed to your account. Its redirect URL is PUBLIC_URL followed by /connect/hubspot. Its Client ID and Client secret are HUBSPOT_USER_CLIENT_ID and HUBSPOT_USER_CLIENT_SECRET.`;

const Granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().positive(),
});

const Introspected = z.object({
  active: z.boolean(),
  hub_id: z.coerce.string(),
  user_id: z.coerce.string(),
  user: z.string().nullish(),
});

export interface HubspotApp {
  apiUrl: string;
  /** The address of the pages that people see. */
  pagesUrl: string;
  clientId: string;
  clientSecret: string;
}

/**
 * Consent to an app with user-level access: HubSpot lets it do what the colleague may do, and names them as the one who
 * did it. https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens
 */
export function hubspotConsent(
  system: string,
  app: HubspotApp,
  parts: {
    /** The number of the account that is connected. */
    account(): Promise<string>;
    clientWith(token: string): HubspotClient;
    writerBy(client: HubspotClient): ConnectorWriter;
  },
): ConsentFlow {
  const tokenUrl = (rest = '') => new URL(`/oauth/${VERSION}/token${rest}`, app.apiUrl);
  const oauth = { ...app, system, tokenUrl: tokenUrl() };
  const secrets = secretsOf(oauth);

  return {
    pageFor: async (asked) =>
      consentPage(
        app,
        {
          page: new URL(`/oauth/${await parts.account()}/authorize`, app.pagesUrl),
          scope: CONSENT_SCOPES.join(' '),
        },
        asked,
      ),
    async redeem(asked) {
      const tokens = tokensOf(await redeemCode(oauth, Granted, asked));
      const { user, user_id: id, hub_id: account } = await introspect(tokens.access);
      const isOurs = account === (await parts.account());
      return { tokens, user: { id, email: user?.trim().toLowerCase() || null }, isOurs };
    },
    refresh: async (tokens) => tokensOf(await refreshGrant(oauth, Granted, tokens)),
    async revoke({ refresh }) {
      const form = { ...secrets, token: refresh, token_type_hint: 'refresh_token' };
      const answer = await sendForm(system, z.unknown(), { url: tokenUrl('/revoke'), form });
      if (answer.kind === 'refused' && !isEndedGrant(answer.refusal))
        throw refusedBy(system, 'unauthorised', answer.refusal);
    },
    writerAs: (tokens) => parts.writerBy(personalClient(system, tokens, parts.clientWith)),
  };

  async function introspect(token: string): Promise<z.output<typeof Introspected>> {
    const form = { ...secrets, token, token_type_hint: 'access_token' };
    const url = tokenUrl('/introspect');
    const answer = await sendForm(system, Introspected, { url, form });
    if (answer.kind === 'refused') throw refusedBy(system, 'unauthorised', answer.refusal);
    if (!answer.body.active) throw new ConsentEnded(system, 'the token is not active');
    return answer.body;
  }
}

const tokensOf = (granted: z.output<typeof Granted>): GrantedTokens => ({
  access: granted.access_token,
  refresh: granted.refresh_token,
  instance: null,
  lastsFor: granted.expires_in * SECOND,
});

/** Speaks in the name of a colleague. Tokens that HubSpot refuses are replaced once. */
function personalClient(
  system: string,
  tokens: TokenSource,
  clientWith: (token: string) => HubspotClient,
): HubspotClient {
  const sendWith = async <Schema extends z.ZodType>(
    { access }: PersonalTokens,
    schema: Schema,
    request: HubspotRequest,
  ) => {
    try {
      return await clientWith(access).send(schema, request);
    } catch (cause) {
      throw isForbidden(cause) ? new NotAllowed(system, { reason: cause.reason, cause }) : cause;
    }
  };
  return {
    async send(schema, request) {
      const first = await tokens.get();
      try {
        return await sendWith(first, schema, request);
      } catch (cause) {
        if (!isRefused(cause)) throw cause;
      }
      const second = await tokens.renew(first);
      try {
        return await sendWith(second, schema, request);
      } catch (cause) {
        throw isRefused(cause) ? new ConsentEnded(system, cause) : cause;
      }
    },
  };
}

const isForbidden = (cause: unknown): cause is Upstream =>
  cause instanceof MissingScope ||
  (cause instanceof Upstream && cause.fault === 'rejected' && cause.cause === 'HTTP 404');

const isRefused = (cause: unknown): boolean =>
  cause instanceof Upstream && cause.fault === 'unauthorised';
