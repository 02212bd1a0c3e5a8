import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import express, { type Express } from 'express';
import type { Platform, Wiring } from '../../bot/platform.ts';
import type { SlackConfig } from '../../bot/slack/config.ts';
import { slackPlatform } from '../../bot/slack/slack.ts';
import { visible } from '../bot/slack/fake/look.ts';
import {
  BOT_TOKEN,
  type Directory,
  type FakeChannel,
  type FakePerson,
  fakeDirectory,
} from '../bot/slack/fake/people.ts';
import { type Screens, screens } from '../bot/slack/fake/screen.ts';
import { type FakeApi, fakeApi, listening } from '../bot/slack/fake/server.ts';
import { speaker } from '../bot/slack/fake/speaker.ts';
import type { Chat } from './chat.ts';

export { event, form, nextId, payload } from '../bot/slack/fake/requests.ts';

export const SIGNING_SECRET = 'a-signing-secret';
/** A busy machine must not turn a quick answer into a slow one. */
const PATIENT = 60_000;

export interface SlackChat extends Chat {
  api: FakeApi;
  people: Directory;
  screen: Screens;
  url: string;
  platform: Platform;
  /** Sends what Slack would send, signed, and waits until the bot has done everything that follows from it. */
  sends(body: string | object, options?: Sending): Promise<Response>;
}

export interface Sending {
  headers?: Record<string, string>;
  secret?: string;
  /** Seconds; now where absent. */
  at?: number;
  /** Comes back with the acknowledgement, before the rest is done. */
  waits?: boolean;
}

export interface SlackChatOptions {
  people: readonly FakePerson[];
  channels?: readonly FakeChannel[];
  /** The clock by which Slack stamps its requests. */
  now: () => Date;
  config?: Partial<SlackConfig>;
  /** Slack's end of socket mode hangs itself on here. */
  listens?(slack: Server): void;
  /** Builds the bot on this server; `connect` makes its Slack platform from its wiring. */
  bot(parts: { http: Express; connect: (wiring: Wiring) => Platform }): Runs | Promise<Runs>;
}

interface Runs {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** The real bot on a loopback port, a Slack made of loopback, and people who type and press. */
export async function slackChat({
  people: given,
  channels = [],
  now,
  config,
  listens,
  bot,
}: SlackChatOptions): Promise<SlackChat> {
  const people = fakeDirectory(given, channels);
  const screen = screens();
  const api = await fakeApi(people, screen);
  listens?.(api.server);
  const http = express();
  let platform: Platform | undefined;
  const connect = (wiring: Wiring) => {
    const base: SlackConfig = {
      signingSecret: SIGNING_SECRET,
      access: { kind: 'token', botToken: BOT_TOKEN },
      apiUrl: api.url,
      publicUrl: 'https://rapport.example',
      patience: PATIENT,
    };
    platform = slackPlatform({ ...base, ...config }, wiring);
    return platform;
  };
  const running = await bot({ http, connect });
  const { server, url } = await listening(http);
  await running.start();
  if (!platform) throw new Error('The bot has no Slack');
  const made = platform;

  const chat: SlackChat = {
    api,
    people,
    screen,
    url,
    platform: made,
    posts: () =>
      screen.messages
        .filter(({ to, channel, deleted }) => to === null && channel.startsWith('C') && !deleted)
        .map((message) => ({
          channel: people.channel(message.channel)?.name ?? message.channel,
          text: visible({ kind: 'message', message }),
          raw: message,
        })),
    told: (email) =>
      screen.messages
        .filter(
          ({ channel, to, deleted }) =>
            to === null && !deleted && channel === people.directId(people.byEmail(email).id),
        )
        .map((message) => ({
          text: visible({ kind: 'message', message }),
          thread: message.thread !== null,
        })),
    refuses: (messages) =>
      api.next(
        'chat.postMessage',
        ...Array.from({ length: messages }, () => ({
          status: 429,
          headers: { 'retry-after': '1' },
        })),
      ),
    joins: (email, channel) => people.seat(channel, email, true),
    leaves: (email, channel) => people.seat(channel, email, false),
    deletes(channel, says) {
      const found = screen.messages.findLast(
        (message) =>
          message.to === null &&
          !message.deleted &&
          message.channel === people.channelId(channel) &&
          visible({ kind: 'message', message }).includes(says),
      );
      if (!found) throw new Error(`Nothing in ${channel} says "${says}"`);
      found.deleted = true;
    },
    async sends(
      body,
      {
        headers = {},
        secret = SIGNING_SECRET,
        at = Math.floor(now().getTime() / 1000),
        waits = true,
      } = {},
    ) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${text}`).digest('hex')}`;
      const type =
        typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
      const response = await fetch(`${url}/slack/events`, {
        method: 'POST',
        body: text,
        headers: {
          'content-type': type,
          'x-slack-signature': signature,
          'x-slack-request-timestamp': String(at),
          ...headers,
        },
      });
      // Over HTTP a stop only waits for what is in flight; the platform goes on.
      if (waits && !config?.appToken) await made.stop();
      return response;
    },
    as: (email) => speaker(chat, people.byEmail(email).id),
    async close() {
      await running.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await api.close();
    },
  };
  return chat;
}
