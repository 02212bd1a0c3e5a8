import type { KnownBlock } from '@slack/types';
import { Upstream } from '../../../crm/problem.ts';
import { type RetryLimits, retryUpstream } from '../../../crm/retry.ts';

export interface SlackMessage {
  text: string;
  blocks: KnownBlock[];
}

export interface ResponseMessage extends Partial<SlackMessage> {
  replace_original?: boolean;
  delete_original?: boolean;
  response_type?: 'ephemeral';
  thread_ts?: string;
}

const RETRY_LIMITS: RetryLimits = { tries: 3, firstWait: 600, longestWait: 30_000 };

/**
 * Posts to a response URL. False where Slack takes nothing more there: it serves 5 times within 30 minutes.
 * Throws `Upstream` where Slack does not answer.
 */
export async function postToResponseUrl(url: string, response: ResponseMessage): Promise<boolean> {
  let answered = false;
  // A response that was lost on the way may have been shown: only one that takes its own place is sent again then.
  const replacesItself = response.replace_original === true || response.delete_original === true;
  const mayRepeat = () => answered || replacesItself;
  return retryUpstream({ ...RETRY_LIMITS, mayRepeat }, async () => {
    answered = false;
    const { ok, status, headers } = await postResponse(url, response);
    answered = true;
    if (status >= 500 || status === 429) throw overloaded(status, headers);
    return ok;
  });
}

async function postResponse(url: string, response: ResponseMessage): Promise<globalThis.Response> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(response),
      redirect: 'error',
      signal: AbortSignal.timeout(10_000),
    });
    await answer.body?.cancel();
    return answer;
  } catch (cause) {
    throw new Upstream('slack', 'unavailable', { cause });
  }
}

function overloaded(status: number, headers: Headers): Upstream {
  const cause = new Error(`response URL answered ${status}`);
  if (status !== 429) return new Upstream('slack', 'unavailable', { cause });
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return new Upstream('slack', 'rate-limited', {
    cause,
    ...(Number.isFinite(seconds) && { retryAfter: seconds * 1000 }),
  });
}
