import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { Upstream } from '../../../crm/problem.ts';
import { type RetryLimits, retryUpstream } from '../../../crm/retry.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { clockOf } from '../../adapter/cache.ts';
import type { TeamsConfig } from '../config.ts';
import { faultOf, retryAfterOf } from '../upstream.ts';

/** Microsoft Graph, read as the app itself. */
export interface Graph {
  /** `path` after `/v1.0/`, or what the last page said to read next. Throws `Upstream`; `unauthorised` where it may not be asked. */
  get(tenant: string, path: string): Promise<unknown>;
}

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().default(3600) });
type Token = z.infer<typeof Token>;

const LONGEST_CALL = 10_000;
const RETRY_LIMITS: RetryLimits = {
  tries: 3,
  firstWait: 1_000,
  longestWait: 5_000,
  mayRepeat: ({ fault }) => fault === 'rate-limited',
};
/** A token that ends while it travels is none. */
const EARLY = MINUTE;
const TENANTS = 100;

/** Null where it is not set up, or nothing but a managed identity could sign in. */
export function graphClient(config: TeamsConfig, now: () => Date): Graph | null {
  if (!config.graphUrl || !config.appId || !config.appPassword) return null;
  const base = new URL('v1.0/', config.graphUrl.replace(/\/?$/, '/'));
  const tokens = new LRUCache<string, string>({ max: TENANTS, ...clockOf(now) });
  async function tokenFor(tenant: string): Promise<string> {
    const known = tokens.get(tenant);
    if (known) return known;
    const { access_token: token, expires_in: seconds } = await fetchGraphToken(config, tenant);
    // A time of 0 would be none.
    tokens.set(tenant, token, { ttl: Math.max(1, seconds * 1000 - EARLY) });
    return token;
  }
  async function ask(tenant: string, url: URL): Promise<unknown> {
    const response = await fetchFromGraph(url, {
      headers: { authorization: `Bearer ${await tokenFor(tenant)}`, accept: 'application/json' },
    });
    if (response.status === 401) tokens.delete(tenant);
    return readBody(response);
  }
  return {
    async get(tenant, path) {
      const url = new URL(path, base);
      // Only Graph is given the token, whatever a page says.
      if (url.origin !== base.origin)
        throw new Upstream('graph', 'rejected', { cause: new Error('Another server') });
      return retryUpstream(RETRY_LIMITS, () => ask(tenant, url));
    },
  };
}

/** The app's own token for Graph, from the tenant in which it reads. Throws `Upstream`. */
export async function fetchGraphToken(
  { appId = '', appPassword = '', graphUrl = '', settings }: TeamsConfig,
  tenant: string,
): Promise<Token> {
  const login = new URL(
    `/${encodeURIComponent(tenant)}/oauth2/v2.0/token`,
    settings?.ToChannelFromBotLoginUrl ?? 'https://login.microsoftonline.com',
  );
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: appPassword,
    scope: `${new URL(graphUrl).origin}/.default`,
  });
  const response = await fetchFromGraph(login, { method: 'POST', body });
  // Entra refuses a login with 400.
  if (response.status === 400)
    throw new Upstream('graph', 'unauthorised', { cause: new Error('Login refused') });
  return Token.parse(await readBody(response));
}

async function fetchFromGraph(url: URL, request: RequestInit): Promise<Response> {
  return fetch(url, {
    ...request,
    signal: AbortSignal.timeout(LONGEST_CALL),
    redirect: 'error',
  }).catch((cause: unknown) => {
    throw new Upstream('graph', 'unavailable', { cause });
  });
}

async function readBody(response: Response): Promise<unknown> {
  const fault = faultOf(response.status);
  if (fault)
    throw new Upstream('graph', fault, {
      ...retryAfterOf(response.headers),
      cause: new Error(`Graph answered ${response.status}`),
    });
  return response.json().catch((cause: unknown) => {
    throw new Upstream('graph', 'unavailable', { cause });
  });
}
