import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ConsentEnded, type ConsentFlow } from '../connection/consent-flow.ts';
import { Upstream } from '../problem.ts';
import { MINUTE, SECOND } from '../time/durations.ts';

const TIME_LIMIT = 30 * SECOND;

/** RFC 6749, 5.2, and HubSpot's own words for the same. */
const Refused = z
  .object({
    error: z.string().optional(),
    status: z.string().optional(),
    error_description: z.string().optional(),
    message: z.string().optional(),
  })
  .catch({});

export interface OAuthRefusal {
  /** `invalid_grant` and the like. */
  code: string;
  /** The system's own words; empty where it gave none. */
  words: string;
}

export type OAuthAnswer<Body> =
  | { kind: 'granted'; body: Body }
  | { kind: 'refused'; refusal: OAuthRefusal };

/**
 * Sends a form to a system's OAuth endpoint. A refusal is an answer; everything else that goes wrong is `Upstream`.
 * Neither carries a token or a secret.
 */
export async function sendForm<Schema extends z.ZodType>(
  system: string,
  schema: Schema,
  { url, form }: { url: URL; form: Readonly<Record<string, string>> },
): Promise<OAuthAnswer<z.output<Schema>>> {
  const { status, ok, json } = await fetch(url, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(form),
    // A secret goes nowhere but to the address that it was given for.
    redirect: 'error',
    signal: AbortSignal.timeout(TIME_LIMIT),
  })
    .then(async (response) => ({
      status: response.status,
      ok: response.ok,
      json: await response.json().catch(() => null),
    }))
    .catch((cause: unknown) => Promise.reject(new Upstream(system, 'unavailable', { cause })));
  if (status === 429) throw new Upstream(system, 'rate-limited', { retryAfter: MINUTE });
  if (status >= 500) throw new Upstream(system, 'unavailable', { cause: `HTTP ${status}` });
  if (!ok) return { kind: 'refused', refusal: refusalOf(json) };
  const parsed = schema.safeParse(json);
  if (!parsed.success) throw new Upstream(system, 'unavailable', { cause: parsed.error });
  return { kind: 'granted', body: parsed.data };
}

/** An app that colleagues consent to, and where its tokens come from. */
export interface ConsentApp {
  system: string;
  clientId: string;
  clientSecret: string;
  tokenUrl: URL;
}

/** The address of the page on which a colleague consents. RFC 6749, 4.1.1, with the proof key of RFC 7636. */
export function consentPage(
  { clientId }: Pick<ConsentApp, 'clientId'>,
  { page, scope }: { page: URL; scope: string },
  { state, challenge, redirectUri }: Parameters<ConsentFlow['pageFor']>[0],
): string {
  const asked = new URL(page);
  asked.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }).toString();
  return asked.href;
}

export const secretsOf = ({ clientId, clientSecret }: ConsentApp): Record<string, string> => ({
  client_id: clientId,
  client_secret: clientSecret,
});

/** Tokens for the code that the consent brought. */
export async function redeemCode<Schema extends z.ZodType>(
  app: ConsentApp,
  granted: Schema,
  { code, verifier, redirectUri }: Parameters<ConsentFlow['redeem']>[0],
): Promise<z.output<Schema>> {
  const answer = await sendForm(app.system, granted, {
    url: app.tokenUrl,
    form: {
      ...secretsOf(app),
      grant_type: 'authorization_code',
      code,
      code_verifier: verifier,
      redirect_uri: redirectUri,
    },
  });
  if (answer.kind === 'refused') throw refusedBy(app.system, 'rejected', answer.refusal);
  return answer.body;
}

/** New tokens. Throws `ConsentEnded` where the consent is no good any more. */
export async function refreshGrant<Schema extends z.ZodType>(
  app: ConsentApp,
  granted: Schema,
  { refresh }: Parameters<ConsentFlow['refresh']>[0],
): Promise<z.output<Schema>> {
  const answer = await sendForm(app.system, granted, {
    url: app.tokenUrl,
    form: { ...secretsOf(app), grant_type: 'refresh_token', refresh_token: refresh },
  });
  if (answer.kind === 'granted') return answer.body;
  if (isEndedGrant(answer.refusal)) throw new ConsentEnded(app.system, answer.refusal.code);
  throw refusedBy(app.system, 'unauthorised', answer.refusal);
}

function refusalOf(json: unknown): OAuthRefusal {
  const { error, status, error_description: description, message } = Refused.parse(json);
  return { code: error ?? status ?? '', words: description ?? message ?? '' };
}

/** The fault that a refusal stands for, where it is nobody's end of a consent. */
export const refusedBy = (
  system: string,
  fault: 'rejected' | 'unauthorised',
  { code, words }: OAuthRefusal,
): Upstream =>
  new Upstream(system, fault, { reason: words || code || 'no reason given', cause: code });

/** Whether it is the grant that is no good any more, and not the app that asks. */
export const isEndedGrant = ({ code, words }: OAuthRefusal): boolean =>
  /invalid_grant|BAD_REFRESH_TOKEN/i.test(code) ||
  (!/client/i.test(code) && /refresh[_ ]token/i.test(words));

/** RFC 7636, 4.2: the page gets the hash, and only who has the verifier can redeem the code. */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');
