import { z } from 'zod';
import { Upstream } from '../../problem.ts';
import { MINUTE, SECOND } from '../../time/durations.ts';
import { JOURNAL_VERSION } from './journal.ts';

const SCOPES = [
  'developer.webhooks_journal.read',
  'developer.webhooks_journal.subscriptions.read',
  'developer.webhooks_journal.subscriptions.write',
];
const PATIENCE = 30 * SECOND;
/** A token is replaced so long before it ends. */
const EARLY = 2 * MINUTE;

const Token = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** The token of an app by its own credentials, which are for the journal alone; kept until it nearly ends. */
export function appToken(
  source: string,
  { apiUrl, id, secret }: { apiUrl: string; id: string; secret: string },
): () => Promise<string> {
  let kept: { token: string; until: number } | null = null;
  return async () => {
    if (kept && performance.now() < kept.until) return kept.token;
    const asked = performance.now();
    const { access_token: token, expires_in: seconds } = await ask();
    kept = { token, until: asked + seconds * SECOND - EARLY };
    return token;
  };

  async function ask(): Promise<z.output<typeof Token>> {
    const failed = (cause: unknown) => new Upstream(source, 'unavailable', { cause });
    const answer = await fetch(new URL(`/oauth/${JOURNAL_VERSION}/token`, apiUrl), {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: id,
        client_secret: secret,
        scope: SCOPES.join(' '),
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    }).catch((cause: unknown) => Promise.reject(failed(cause)));
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429)
      throw new Upstream(source, 'unauthorised', {
        reason: `the app got no token for the webhooks journal: check HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and its scopes ${SCOPES.join(', ')}`,
        cause: `HTTP ${answer.status}`,
      });
    const parsed = Token.safeParse(await answer.json().catch(() => null));
    if (!parsed.success) throw failed(parsed.error);
    return parsed.data;
  }
}
