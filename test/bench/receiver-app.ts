// A Bolt app that answers at once with as much as a card is; its argument says who receives Slack's requests.

import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { App, ExpressReceiver, type Receiver } from '@slack/bolt';
import express, { type Express, type Request, type RequestHandler } from 'express';
import { pino } from 'pino';
import { boltLog } from '../../bot/slack/bolt-log.ts';
import { httpReceiver } from '../../bot/slack/incoming/receiver.ts';
import { now } from '../clock.ts';
import { BOT_TOKEN, SIGNING_SECRET } from './slack.ts';

const log = pino({ level: 'silent' });
const logger = boltLog(log);
const endpoints = { events: '/slack/events' };

const RECEIVERS: Readonly<Record<string, (http: Express) => Receiver>> = {
  ours: (http) => httpReceiver({ http, signingSecret: SIGNING_SECRET, now, log }),
  bolt: (http) =>
    new ExpressReceiver({ app: http, signingSecret: SIGNING_SECRET, logger, endpoints }),
  // Bolt's receiver without its check of the signature, and ours before it.
  unsigned(http) {
    http.post(endpoints.events, signedOnly(SIGNING_SECRET));
    return new ExpressReceiver({
      app: http,
      signingSecret: SIGNING_SECRET,
      signatureVerification: false,
      logger,
      endpoints,
    });
  },
};

/** The check that `bot/slack/incoming/receiver.ts` makes, as Express has it; Bolt parses what it finds in `rawBody`. */
function signedOnly(secret: string): RequestHandler {
  const key = createSecretKey(secret, 'utf8');
  return async (request, response, next) => {
    const body = await bodyOf(request);
    const signature = String(request.headers['x-slack-signature']);
    const stamp = String(request.headers['x-slack-request-timestamp']);
    const right = `v0=${createHmac('sha256', key).update(`v0:${stamp}:`).update(body).digest('hex')}`;
    const isRecent = Math.abs(now().getTime() / 1000 - Number(stamp)) <= 300;
    const isSigned =
      signature.length === right.length &&
      timingSafeEqual(Buffer.from(signature), Buffer.from(right));
    if (!isRecent || !isSigned) return void response.status(401).end();
    Object.assign(request, { rawBody: body });
    next();
  };
}

async function bodyOf(request: Request): Promise<Buffer> {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  await once(request, 'end');
  return Buffer.concat(parts);
}

const http = express();
const made = RECEIVERS[process.argv[2] ?? '']?.(http);
if (!made) throw new Error(`Which of ${Object.keys(RECEIVERS).join(', ')}?`);
const bolt = new App({
  receiver: made,
  logger,
  authorize: async () => ({ botToken: BOT_TOKEN, botUserId: 'U0BOT', botId: 'B0BOT' }),
});
const blocks = Array.from({ length: 10 }, (_, at) => ({
  type: 'section' as const,
  text: {
    type: 'mrkdwn' as const,
    text: `*${at}* ${'what the card says of a customer '.repeat(4)}`,
  },
}));
bolt.command('/customer', async ({ body, ack }) => {
  await ack({ response_type: 'ephemeral', text: body.text, blocks });
});
const server = createServer(http).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
console.log(`ready: http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`);
