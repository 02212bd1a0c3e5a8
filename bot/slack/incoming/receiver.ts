import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
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
import { readBody, refuseUnread } from '../../adapter/request-body.ts';
import { logFields } from '../upstream.ts';

/** A request that Slack signed longer ago may have been overheard and sent again. */
const RECENT = 5 * MINUTE;
const UNSIGNED = 'a request that Slack did not sign';

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
  const signatureOf = signatureCheck(signingSecret, now);
  let bolt: Bolt | null = null;
  http.post('/slack/events', async (request, response) => {
    const signature = signatureOf(request.headers);
    if (!signature) {
      log.warn(UNSIGNED);
      return refuseUnread(request, response, 401);
    }
    const read = await readBody(request).catch(() => null);
    if (!read) return void response.destroy();
    if ('refused' in read) return refuseUnread(request, response, read.refused);
    const { bytes } = read;
    if (!signature.isOf(bytes)) {
      log.warn(UNSIGNED);
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

interface Signature {
  isOf(body: Buffer): boolean;
}

/**
 * https://docs.slack.dev/authentication/verifying-requests-from-slack. Null where the headers alone show that it cannot
 * be right, and the body need not be read: each of the two must be there once, and the time a recent one.
 */
function signatureCheck(
  secret: string,
  now: () => Date,
): (headers: IncomingHttpHeaders) => Signature | null {
  if (!secret) throw new Error('Without a signing secret anybody could pass for Slack');
  const key = createSecretKey(secret, 'utf8');
  return ({ 'x-slack-signature': signature, 'x-slack-request-timestamp': stamp }) => {
    const hex = typeof signature === 'string' && /^v0=([0-9a-f]{64})$/.exec(signature)?.[1];
    const isWhole = typeof stamp === 'string' && /^\d{1,12}$/.test(stamp);
    if (!hex || !isWhole || !isRecent(Number(stamp), now())) return null;
    const said = Buffer.from(hex, 'hex');
    return {
      isOf: (body) =>
        timingSafeEqual(
          said,
          createHmac('sha256', key).update(`v0:${stamp}:`).update(body).digest(),
        ),
    };
  };
}

const isRecent = (seconds: number, now: Date): boolean =>
  Math.abs(now.getTime() - seconds * SECOND) <= RECENT;

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
