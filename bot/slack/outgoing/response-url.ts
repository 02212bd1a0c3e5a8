import { setTimeout as wait } from 'node:timers/promises';
import type { KnownBlock } from '@slack/types';
import { Upstream } from '../../../crm/problem.ts';

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

const TRIES = 3;
const LONGEST_WAIT = 30_000;

/**
 * Posts to a response URL. False where Slack takes nothing more there: it serves 5 times within 30 minutes.
 * Throws `Upstream` where Slack does not answer.
 */
export async function postToResponseUrl(url: string, response: ResponseMessage): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await postResponse(url, response);
    if (answer.ok) return true;
    if (answer.status < 500 && answer.status !== 429) return false;
    const pause = retryAfter(answer) ?? 300 * 2 ** attempt;
    if (attempt === TRIES || pause > LONGEST_WAIT) throw overloadedFault(answer, pause);
    await wait(pause);
  }
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

function retryAfter(answer: globalThis.Response): number | null {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return answer.status === 429 && Number.isFinite(seconds) ? seconds * 1000 : null;
}

const overloadedFault = (answer: globalThis.Response, pause: number): Upstream =>
  new Upstream('slack', answer.status === 429 ? 'rate-limited' : 'unavailable', {
    retryAfter: pause,
    cause: `response URL answered ${answer.status}`,
  });
