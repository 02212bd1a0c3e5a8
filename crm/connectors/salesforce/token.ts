import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { MINUTE } from '../../time/durations.ts';

export interface Credentials {
  /** The organisation's own address, `https://acme.my.salesforce.com`. */
  loginUrl: string;
  clientId: string;
  clientSecret: string;
  /** Of a person's consent; without it the app speaks as the user that its policies name. */
  refreshToken: string | undefined;
}

export interface Token {
  value: string;
  /** The address of the organisation's records, without a slash at its end. */
  instance: string;
}

export interface Tokens {
  /** The token that is in use. */
  get(): Promise<Token>;
  /** Another one than `ended`. All who come with the same ended token get the same new one. */
  renew(ended: Token): Promise<Token>;
}

const Granted = z.object({
  access_token: z.string().min(1),
  instance_url: z.url({ protocol: /^https?$/ }),
  refresh_token: z.string().min(1).optional(),
});
const Refused = z
  .object({ error: z.string().default(''), error_description: z.string().default('') })
  .catch({ error: '', error_description: '' });

/** Where organisations of Salesforce live, besides the address that was given. */
const SALESFORCE = /\.(?:salesforce\.com|salesforce\.mil|force\.com|sfcrmproducts\.cn)$/;

const TIME_LIMIT = MINUTE;

/** Gets tokens for the app, and holds the last one. Throws `Upstream`. */
export function tokensOf(system: string, credentials: Credentials, timeLimit = TIME_LIMIT): Tokens {
  let refreshToken = credentials.refreshToken;
  let current: Token | null = null;
  let coming: Promise<Token> | null = null;

  async function ask(): Promise<Token> {
    const answer = await fetch(new URL('/services/oauth2/token', credentials.loginUrl), {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({
        client_id: credentials.clientId,
        client_secret: credentials.clientSecret,
        ...(refreshToken === undefined
          ? { grant_type: 'client_credentials' }
          : { grant_type: 'refresh_token', refresh_token: refreshToken }),
      }),
      // A secret goes nowhere but to the address that it was given for.
      redirect: 'error',
      signal: AbortSignal.timeout(timeLimit),
    })
      .then(async (response) => ({ response, json: await response.json().catch(() => null) }))
      .catch((cause: unknown) => Promise.reject(new Upstream(system, 'unavailable', { cause })));
    if (!answer.response.ok) throw refusal(system, answer.response.status, answer.json);
    const granted = Granted.safeParse(answer.json);
    if (!granted.success) throw new Upstream(system, 'unavailable', { cause: granted.error });
    refreshToken = refreshToken && (granted.data.refresh_token ?? refreshToken);
    return {
      value: granted.data.access_token,
      instance: trustedInstance(system, granted.data.instance_url, credentials.loginUrl),
    };
  }

  function next(): Promise<Token> {
    coming ??= ask()
      .then((token) => {
        current = token;
        return token;
      })
      .finally(() => {
        coming = null;
      });
    return coming;
  }

  return {
    get: async () => current ?? (await next()),
    renew: async (ended) => (current && current !== ended ? current : await next()),
  };
}

/** The token is sent only to Salesforce, or to the very host that the administrator named. */
export function trustedInstance(system: string, given: string, loginUrl: string): string {
  const [instance, login] = [new URL(given), new URL(loginUrl)];
  const isOwn = instance.host === login.host && instance.protocol === login.protocol;
  if (!isOwn && !(instance.protocol === 'https:' && SALESFORCE.test(instance.hostname)))
    throw new Upstream(system, 'unauthorised', {
      reason: `the address of the organisation, ${instance.host}, is none of Salesforce’s`,
    });
  return instance.origin;
}

/** An administrator's next step, by Salesforce's own words for the refusal. */
const STEPS: readonly (readonly [RegExp, string])[] = [
  [
    /OAUTH_EC_APP_NOT_FOUND|not installed/i,
    'The app is not installed in this organisation. Create it there (Setup → External Client App Manager → New External Client App), or check that SALESFORCE_LOGIN_URL is the address of the organisation that has it',
  ],
  [
    /no client credentials user/i,
    'The app has no user to run as: Setup → External Client App Manager → the app → Policies → Edit → OAuth Flows → Enable Client Credentials Flow, and Run As a user by its username',
  ],
  [
    /client credentials flow not enabled|unsupported_grant_type/i,
    'The app does not allow this flow: Setup → External Client App Manager → the app → Settings → OAuth Settings → Flow Enablement → Enable Client Credentials Flow, and the same under Policies',
  ],
  [
    /not supported on this domain|invalid_client_id.*domain/i,
    'SALESFORCE_LOGIN_URL has to be the organisation’s My Domain address, https://….my.salesforce.com (Setup → My Domain), and not login.salesforce.com',
  ],
  [
    /expired access\/refresh token|invalid refresh token|token.*revoked/i,
    'The refresh token is no longer good: consent again, and switch Refresh Token Rotation off in the app’s policies, or use the client credentials flow without SALESFORCE_REFRESH_TOKEN',
  ],
  [
    /invalid_client/i,
    'The consumer key or secret is not the app’s: Setup → External Client App Manager → the app → Settings → OAuth Settings → Consumer Key and Secret',
  ],
  [
    /ip restricted|not admin approved|user hasn/i,
    'The app’s policies keep this user or this server out: Setup → External Client App Manager → the app → Policies → App Authorization',
  ],
];

function refusal(system: string, status: number, json: unknown): Upstream {
  const { error, error_description: description } = Refused.parse(json);
  const words = [error, description].filter(Boolean).join(': ');
  const details = { cause: `HTTP ${status} ${words}` };
  if (status === 429)
    return new Upstream(system, 'rate-limited', { ...details, retryAfter: MINUTE });
  if (status >= 500 || error === 'unknown_error')
    return new Upstream(system, 'unavailable', details);
  const step = STEPS.find(([pattern]) => pattern.test(words))?.[1];
  return new Upstream(system, 'unauthorised', {
    ...details,
    reason: [step, words && `Salesforce says “${words}”`].filter(Boolean).join('. '),
  });
}
