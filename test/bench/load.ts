import autocannon from 'autocannon';
import { type Signed, slashCommand } from './slack.ts';

export interface Load {
  perSecond: number;
  answers: number;
  p50: number;
  p99: number;
  /** Answers that were none: errors, other codes than 200, time-outs. */
  failed: number;
}

/** Slash commands for all these customers, one after the other, over several connections. Signed beforehand, so that signing costs no time. */
export async function press(
  url: string,
  names: readonly string[],
  { seconds, rate }: { seconds: number; rate?: number },
): Promise<Load> {
  const most = rate ? rate * seconds * 2 : 2500 * seconds;
  const signed: Signed[] = Array.from({ length: most }, (_, at) =>
    slashCommand(names[at % names.length] ?? '', at),
  );
  let next = 0;
  const result = await autocannon({
    url: `${url}/slack/events`,
    method: 'POST',
    connections: rate ? 25 : 16,
    duration: seconds,
    ...(rate && { overallRate: rate }),
    requests: [
      { method: 'POST', setupRequest: (request) => ({ ...request, ...signed[next++ % most] }) },
    ],
    verifyBody: (body) => typeof body === 'string' && body.includes('ephemeral'),
  });
  return {
    perSecond: result.requests.average,
    answers: result.requests.total,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failed: result.errors + result.timeouts + result.non2xx + result.mismatches,
  };
}

/** One slash command, and what came back. */
export async function ask(url: string, name: string): Promise<string> {
  const response = await fetch(`${url}/slack/events`, { method: 'POST', ...slashCommand(name, 0) });
  return response.text();
}
