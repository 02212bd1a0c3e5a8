import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import express, { type Express } from 'express';
import type { Platform, Wiring } from '../../bot/platform.ts';
import type { SlackConfig } from '../../bot/slack/config.ts';
import { slackPlatform } from '../../bot/slack/slack.ts';
import type { Values } from '../../cards/view.ts';
import { actionOf, blocksOf, fieldsOf, searchOf, stateOf, visible } from '../slack/fake/look.ts';
import { BOT_TOKEN, BOT_USER, type Directory, type FakeChannel, type FakePerson, fakeDirectory, TEAM } from '../slack/fake/people.ts';
import { content, screens, type Screens, type Surface } from '../slack/fake/screen.ts';
import { type FakeApi, fakeApi, listening, viewOf } from '../slack/fake/server.ts';
import type { Chat, Seen, Speaker, Suggestion, Where } from './chat.ts';

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
export async function slackChat({ people: given, channels = [], config, listens, bot }: SlackChatOptions): Promise<SlackChat> {
  const people = fakeDirectory(given, channels);
  const screen = screens();
  const api = await fakeApi(people, screen);
  listens?.(api.server);
  const http = express();
  let platform: Platform | undefined;
  const connect = (wiring: Wiring) => {
    const base: SlackConfig = { signingSecret: SIGNING_SECRET, access: { kind: 'token', botToken: BOT_TOKEN }, apiUrl: api.url, publicUrl: 'https://rapport.example', patience: PATIENT };
    platform = slackPlatform({ ...base, ...config }, wiring);
    return platform;
  };
  const running = await bot({ http, connect });
  const { server, url } = await listening(http);
  await running.start();
  if (!platform) throw new Error('The bot has no Slack');
  const made = platform;

  const chat: SlackChat = {
    api, people, screen, url, platform: made,
    posts: () => screen.messages.filter(({ to, channel, deleted }) => to === null && channel.startsWith('C') && !deleted)
      .map((message) => ({ channel: people.channel(message.channel)?.name ?? message.channel, text: visible({ kind: 'message', message }), raw: message })),
    async sends(body, { headers = {}, secret = SIGNING_SECRET, at = Math.floor(Date.now() / 1000), waits = true } = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const signature = `v0=${createHmac('sha256', secret).update(`v0:${at}:${text}`).digest('hex')}`;
      const type = typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json';
      const response = await fetch(`${url}/slack/events`, {
        method: 'POST', body: text,
        headers: { 'content-type': type, 'x-slack-signature': signature, 'x-slack-request-timestamp': String(at), ...headers },
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

let serial = 0;
export const nextId = (prefix: string): string => {
  serial += 1;
  return `${prefix}${serial}`;
};

export const form = (fields: Record<string, string>): string => new URLSearchParams(fields).toString();
export const payload = (body: object): string => form({ payload: JSON.stringify(body) });

function speaker(chat: SlackChat, user: string): Speaker {
  const look = () => seen(chat.screen.shown(user), user);
  const team = { id: TEAM, domain: 'rapport' };
  return {
    async says(words, where = { in: 'direct' }) {
      if (where.in === 'slash') await slash(chat, user, words, where);
      else await chat.sends(said(chat, user, words, where));
      return look();
    },
    async presses(label) {
      const surface = chat.screen.shown(user);
      const action = actionOf(surface, label);
      if (!surface || !action) throw new Error(`Nothing to press called "${label}" in:\n${visible(surface)}`);
      await chat.sends(payload({ ...pressOn(chat, user, surface, action), team }));
      return look();
    },
    async fills(values: Values) {
      const surface = chat.screen.shown(user);
      if (surface?.kind !== 'view' || surface.view.type !== 'modal') throw new Error(`No dialog is open, but:\n${visible(surface)}`);
      const view = { ...surface.view, state: stateOf(fieldsOf(surface), values) };
      chat.screen.closed(user);
      const response = await chat.sends(payload({ type: 'view_submission', user: { id: user }, team, trigger_id: chat.api.trigger(user), view }));
      const ack = asObject(await response.text());
      if (ack?.['response_action'] === 'update') chat.screen.show(user, { kind: 'view', view: viewOf(ack['view'], view.id) });
      return look();
    },
    async types(query) {
      const surface = chat.screen.shown(user);
      const search = searchOf(surface);
      if (!surface || !search) throw new Error(`Nowhere to type in:\n${visible(surface)}`);
      const { view, container, channel } = whereabouts(surface);
      const body = { type: 'block_suggestion', user: { id: user }, team, action_id: search.element['action_id'], block_id: search.blockId, value: query, container, view, channel };
      const answer = asObject(await (await chat.sends(payload(body))).text());
      const options = Array.isArray(answer?.['options']) ? answer['options'] : [];
      return options.map((option: { value: string; text: { text: string } }) => ({ value: option.value, label: option.text.text }));
    },
    async picks({ value, label }: Suggestion) {
      const surface = chat.screen.shown(user);
      const search = searchOf(surface);
      if (!surface || !search) throw new Error(`Nothing to pick from in:\n${visible(surface)}`);
      const chosen = { text: { type: 'plain_text', text: label }, value };
      const action = { type: 'external_select', action_id: search.element['action_id'], block_id: search.blockId, selected_option: chosen, action_ts: nextId('1.') };
      await chat.sends(payload({ ...pressOn(chat, user, surface, action), team }));
      return look();
    },
    async opensHome() {
      await chat.sends(event({ type: 'app_home_opened', user, tab: 'home', channel: chat.people.directId(user), event_ts: nextId('17.') }));
      return look();
    },
  };
}

export const event = (inner: object, more: object = {}): object => ({
  type: 'event_callback', team_id: TEAM, api_app_id: 'A0', event_id: nextId('Ev'), event: inner,
  authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: BOT_USER, is_bot: true, is_enterprise_install: false }], ...more,
});

function said(chat: SlackChat, user: string, words: string, where: Where): object {
  const ts = nextId('1700000000.');
  if (where.in === 'direct') return event({ type: 'message', user, text: escaped(words), ts, channel: chat.people.directId(user), channel_type: 'im' }, { is_ext_shared_channel: false });
  const channel = chat.people.channelId(where.in);
  const shared = chat.people.channel(channel)?.shared ?? false;
  return event({ type: 'app_mention', user, text: `<@${BOT_USER}> ${escaped(words)}`, ts, channel }, { is_ext_shared_channel: shared });
}

const escaped = (words: string): string => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The whole answer may be in the acknowledgement: then it is what the person sees. */
async function slash(chat: SlackChat, user: string, words: string, { channel: name = '#general' }: Where): Promise<void> {
  const channel = chat.people.channelId(name);
  const [first = '', ...rest] = words.split(' ');
  const command = first.startsWith('/') ? { command: first, text: rest.join(' ') } : { command: '/rapport', text: words };
  const message = chat.screen.write({ channel, to: user });
  message.deleted = true;
  const body = { ...command, text: escaped(command.text), user_id: user, channel_id: channel, channel_name: name.slice(1), team_id: TEAM, trigger_id: chat.api.trigger(user), response_url: chat.api.responseUrl(channel, user, message) };
  const response = await chat.sends(form(body), { waits: false });
  const ack = asObject(await response.text());
  if (ack) {
    Object.assign(message, content(ack), { deleted: false });
    chat.screen.show(user, { kind: 'message', message });
  }
  await chat.platform.stop();
}

function pressOn(chat: SlackChat, user: string, surface: Surface, action: object): object {
  const channel = surface.kind === 'message' ? surface.message.channel : '';
  const url = surface.kind === 'message' ? { response_url: chat.api.responseUrl(channel, user, surface.message) } : {};
  return { type: 'block_actions', user: { id: user }, trigger_id: chat.api.trigger(user), actions: [action], ...whereabouts(surface), ...url };
}

function whereabouts(surface: Surface): { container: object; channel?: object; view?: object } {
  if (surface.kind === 'view') return { container: { type: 'view', view_id: surface.view.id }, view: surface.view };
  const { ts, channel, to, thread } = surface.message;
  const container = { type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: to !== null, ...(thread && { thread_ts: thread }) };
  return { container, channel: { id: channel, name: channel.startsWith('D') ? 'directmessage' : channel.toLowerCase() } };
}

function seen(surface: Surface | null, user: string): Seen {
  if (!surface) return { text: '', private: true, raw: null };
  const isPrivate = surface.kind === 'view' || surface.message.to === user || surface.message.channel.startsWith('D');
  const isModal = surface.kind === 'view' && surface.view.type === 'modal';
  const fields = fieldsOf(surface).map(({ id, label }) => ({ id, label }));
  const opened = isModal ? { form: { title: surface.view.title?.text ?? '', fields } } : {};
  return { text: visible(surface), private: isPrivate, raw: surface.kind === 'view' ? surface.view : { ...surface.message, blocks: blocksOf(surface) }, ...opened };
}

function asObject(text: string): Record<string, unknown> | null {
  return text.startsWith('{') ? JSON.parse(text) : null;
}
