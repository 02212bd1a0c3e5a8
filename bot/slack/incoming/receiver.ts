import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { parse } from 'node:querystring';
import {
  AuthorizationError,
  type App as Bolt,
  type Receiver,
  type ReceiverEvent,
} from '@slack/bolt';
import type { Express, Response } from 'express';
import type { Logger } from 'pino';
import { MINUTE, SECOND } from '../../../crm/time/durations.ts';
import { logFields } from '../upstream.ts';

const LARGEST = 4 * 2 ** 20;
/** A request that Slack signed longer ago may have been overheard and sent again. */
const RECENT = 5 * MINUTE;

/**
 * Slack's requests over HTTP, for Bolt. Bolt's own receiver makes three keys to check one signature, which is a sixth of
 * what an answer may cost; here the key is made once.
 */
export function httpReceiver({
  http,
  signingSecret,
  now,
  log,
}: {
  http: Express;
  signingSecret: string;
  now: () => Date;
  log: Logger;
}): Receiver {
  const isSigned = signatureCheck(signingSecret, now);
  let bolt: Bolt | null = null;
  http.post('/slack/events', async (request, response) => {
    const bytes = await readBody(request).catch(() => null);
    if (!bytes) return void response.status(413).end();
    if (!isSigned(bytes, request.headers)) {
      log.warn('a request that Slack did not sign');
      return void response.status(401).end();
    }
    const body = parseBody(bytes, request.headers['content-type']);
    if (!body) return void response.status(400).end();
    if (body['ssl_check']) return void response.status(200).end();
    if (body['type'] === 'url_verification')
      return void response.json({ challenge: body['challenge'] });
    if (body['type'] === 'app_rate_limited') {
      log.warn('slack sends fewer events than happen');
      return void response.status(200).end();
    }
    await bolt
      ?.processEvent(eventOf(body, request.headers, response))
      .catch((error: unknown) => answerFailure(error, response, log));
    // No listener takes this kind of request. An event that is not acknowledged would come again, and cost us all others in the end.
    if (!response.writableEnded) response.status(isEvent(request.headers) ? 200 : 404).end();
  });
  return {
    init(app) {
      bolt = app;
    },
    start: async () => {},
    stop: async () => {},
  };
}

/** https://docs.slack.dev/authentication/verifying-requests-from-slack */
function signatureCheck(
  secret: string,
  now: () => Date,
): (body: Buffer, headers: IncomingHttpHeaders) => boolean {
  if (!secret) throw new Error('Without a signing secret anybody could pass for Slack');
  const key = createSecretKey(secret, 'utf8');
  return (body, { 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp }) => {
    if (
      typeof signature !== 'string' ||
      typeof stamp !== 'string' ||
      !isRecent(Number(stamp), now())
    )
      return false;
    const [said, right] = [
      Buffer.from(signature),
      Buffer.from(
        `v0=${createHmac('sha256', key).update(`v0:${stamp}:`).update(body).digest('hex')}`,
      ),
    ];
    return said.length === right.length && timingSafeEqual(said, right);
  };
}

/** Not a number is not recent. */
const isRecent = (seconds: number, now: Date): boolean =>
  Math.abs(now.getTime() - seconds * SECOND) <= RECENT;

/** Null where it is too large, which is read to its end all the same, so that the answer is heard. Rejects where it breaks off. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    request.on('data', (part: Buffer) => {
      size += part.length;
      if (size <= LARGEST) parts.push(part);
    });
    request.on('end', () => resolve(size <= LARGEST ? Buffer.concat(parts) : null));
    request.on('error', reject);
  });
}

/** Events come as JSON, and of more kinds than we ask for. */
const isEvent = (headers: IncomingHttpHeaders): boolean =>
  headers['content-type']?.startsWith('application/json') === true;

type Body = ReceiverEvent['body'];

/** Commands come as a form, presses as JSON in a form, events as JSON; null for anything else. */
function parseBody(bytes: Buffer, type: string | undefined): Body | null {
  const text = bytes.toString();
  if (!type?.startsWith('application/x-www-form-urlencoded')) return parseObject(text);
  const form = parse(text);
  return typeof form['payload'] === 'string' ? parseObject(form['payload']) : { ...form };
}

function parseObject(text: string): Body | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
}

function eventOf(
  body: Body,
  { 'x-slack-retry-num': retry, 'x-slack-retry-reason': reason }: IncomingHttpHeaders,
  response: Response,
): ReceiverEvent {
  return {
    body,
    ack: async (answer?: unknown) => acknowledge(response, answer),
    ...(typeof retry === 'string' && { retryNum: Number.parseInt(retry, 10) }),
    ...(typeof reason === 'string' && { retryReason: reason }),
  };
}

/** Head and body in one piece: half of the writing. */
function acknowledge(response: Response, answer: unknown): void {
  if (response.writableEnded) throw new Error('Slack has its acknowledgement already');
  if (!answer) return void response.end();
  if (typeof answer !== 'string') response.setHeader('content-type', 'application/json');
  response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
}

function answerFailure(error: unknown, response: Response, log: Logger): void {
  log.error(logFields(error), 'slack request failed');
  if (!response.writableEnded)
    response.status(error instanceof AuthorizationError ? 401 : 500).end();
}
