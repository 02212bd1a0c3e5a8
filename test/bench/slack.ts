import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { now } from '../clock.ts';
import { PEOPLE, personEmail } from './dataset.ts';

export const SIGNING_SECRET = 'a-signing-secret-for-measuring';
export const BOT_TOKEN = 'xoxb-measuring';
const TEAM = 'T0BENCH';

export interface SlackApi {
  url: string;
  /** Where answers that come after the acknowledgement go. */
  responseUrl: string;
  /** So many came there. */
  responses(): number;
  close(): void;
}

/** As much of Slack's Web API as a look-up asks for: who we are, who asks, and what the channel is. */
export async function slackApi(): Promise<SlackApi> {
  let responses = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (request.url === '/response') responses += 1;
      const args = new URLSearchParams(Buffer.concat(parts).toString());
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ok: true, ...answer(request.url ?? '', args) }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  return {
    url: `${origin}/api/`,
    responseUrl: `${origin}/response`,
    responses: () => responses,
    close: () => server.close(),
  };
}

function answer(path: string, args: URLSearchParams): object {
  if (path.endsWith('/users.info')) {
    const id = args.get('user') ?? '';
    return {
      user: {
        id,
        team_id: TEAM,
        real_name: id,
        is_email_confirmed: true,
        tz: 'Europe/Berlin',
        locale: 'en-GB',
        profile: { email: personEmail(Number(id.slice(1))) },
      },
    };
  }
  if (path.endsWith('/conversations.info'))
    return { channel: { id: args.get('channel'), is_im: true } };
  return { team_id: TEAM, user_id: 'U0BOT', bot_id: 'B0BOT', team: 'Bench', user: 'rapport' };
}

export interface Signed {
  body: string;
  headers: Record<string, string>;
}

/** `/customer <text>`, or another command, as Slack sends it: signed, from one of many people, each time another delivery. */
export function slashCommand(
  text: string,
  at: number,
  {
    command = '/customer',
    responseUrl = 'https://hooks.slack.com/commands/none',
  }: { command?: string; responseUrl?: string } = {},
): Signed {
  const person = at % PEOPLE;
  const body = new URLSearchParams({
    token: 'unused',
    team_id: TEAM,
    team_domain: 'bench',
    channel_id: `D${person}`,
    channel_name: 'directmessage',
    user_id: `U${person}`,
    user_name: 'ana',
    command,
    text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: responseUrl,
    trigger_id: randomUUID(),
  }).toString();
  const seconds = Math.floor(now().getTime() / 1000);
  const signature = `v0=${createHmac('sha256', SIGNING_SECRET).update(`v0:${seconds}:${body}`).digest('hex')}`;
  return {
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-signature': signature,
      'x-slack-request-timestamp': String(seconds),
    },
  };
}
