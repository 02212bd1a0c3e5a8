import type { Values } from '../../../../cards/view/view.ts';
import type { ChatFile, Speaker, Suggestion, VisibleReply, Where } from '../../../chat/chat.ts';
import { expectFewButtons } from '../../../chat/few-buttons.ts';
import type { SlackChat } from '../../../chat/slack.ts';
import { actionOf, blocksOf, fieldsOf, searchOf, stateOf, visible } from './look.ts';
import { messageJson, viewOf } from './methods.ts';
import { BOT_USER, TEAM } from './people.ts';
import { event, form, nextId, payload } from './requests.ts';
import { content, type Surface } from './screen.ts';

/** One person at their Slack: types, presses, fills in, and says what is on the screen then. */
export function speaker(chat: SlackChat, user: string): Speaker {
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
      if (!surface || !action)
        throw new Error(`Nothing to press called "${label}" in:\n${visible(surface)}`);
      await chat.sends(payload({ ...pressOn(chat, user, surface, action), team }));
      return look();
    },
    async fills(values: Values) {
      const surface = chat.screen.shown(user);
      if (surface?.kind !== 'view' || surface.view.type !== 'modal')
        throw new Error(`No dialog is open, but:\n${visible(surface)}`);
      const view = {
        ...surface.view,
        state: stateOf(fieldsOf(surface), values, chat.people.named),
      };
      chat.screen.closed(user);
      const response = await chat.sends(
        payload({
          type: 'view_submission',
          user: { id: user },
          team,
          trigger_id: chat.api.trigger(user),
          view,
        }),
      );
      const ack = asObject(await response.text());
      if (ack?.['response_action'] === 'update')
        chat.screen.show(user, { kind: 'view', view: viewOf(ack['view'], view.id) });
      return look();
    },
    async types(query) {
      const surface = chat.screen.shown(user);
      const search = searchOf(surface);
      if (!surface || !search) throw new Error(`Nowhere to type in:\n${visible(surface)}`);
      const { view, container, channel } = whereabouts(surface);
      const body = {
        type: 'block_suggestion',
        user: { id: user },
        team,
        action_id: search.element['action_id'],
        block_id: search.blockId,
        value: query,
        container,
        view,
        channel,
      };
      const answer = asObject(await (await chat.sends(payload(body))).text());
      const options = Array.isArray(answer?.['options']) ? answer['options'] : [];
      return options.map((option: { value: string; text: { text: string } }) => ({
        value: option.value,
        label: option.text.text,
      }));
    },
    async picks({ value, label }: Suggestion) {
      const surface = chat.screen.shown(user);
      const search = searchOf(surface);
      if (!surface || !search) throw new Error(`Nothing to pick from in:\n${visible(surface)}`);
      const chosen = { text: { type: 'plain_text', text: label }, value };
      const action = {
        type: 'external_select',
        action_id: search.element['action_id'],
        block_id: search.blockId,
        selected_option: chosen,
        action_ts: nextId('1.'),
      };
      await chat.sends(payload({ ...pressOn(chat, user, surface, action), team }));
      return look();
    },
    async looksAt(name, says) {
      const id = chat.people.channelId(name);
      const message = chat.screen.messages.findLast(
        (one) =>
          one.channel === id &&
          one.to === null &&
          !one.deleted &&
          visible({ kind: 'message', message: one }).includes(says),
      );
      if (!message) throw new Error(`Nothing in ${name} says "${says}"`);
      chat.screen.show(user, { kind: 'message', message });
      return look();
    },
    async isTold(words) {
      const direct = chat.people.directId(user);
      const message = await waitFor(
        () =>
          chat.screen.messages.findLast(
            (one) =>
              one.channel === direct &&
              !one.deleted &&
              visible({ kind: 'message', message: one }).includes(words),
          ),
        words,
      );
      chat.screen.show(user, { kind: 'message', message });
      return look();
    },
    async chooses(shortcut, message) {
      const channel = chat.people.channelId(message.channel);
      const post = (author: string, words: string, thread?: string) =>
        chat.screen.write({
          channel,
          to: null,
          text: words,
          thread,
          by: chat.people.byEmail(author).id,
        });
      const first = post(message.author, message.words);
      first.thread = message.replies ? first.ts : null;
      first.files = (message.files ?? []).map((file) => upload(chat, file));
      for (const { author, words } of message.replies ?? []) post(author, words, first.ts);
      const response = chat.api.responseUrl(channel, user, null);
      const body = {
        type: 'message_action',
        callback_id: shortcut,
        user: { id: user },
        team,
        trigger_id: chat.api.trigger(user),
        response_url: response,
        channel: { id: channel, name: message.channel.slice(1) },
        message_ts: first.ts,
        message: messageJson(first),
      };
      await chat.sends(payload(body));
      return look();
    },
    async opensHome() {
      await chat.sends(
        event({
          type: 'app_home_opened',
          user,
          tab: 'home',
          channel: chat.people.directId(user),
          event_ts: nextId('17.'),
        }),
      );
      return look();
    },
  };
}

function upload(chat: SlackChat, { name, type, size, bytes, slack }: ChatFile): object {
  const id = nextId('F');
  const info = {
    id,
    name,
    mimetype: type,
    size: bytes?.length ?? size,
    mode: 'hosted',
    is_external: false,
    permalink: `https://rapport.slack.com/files/${encodeURIComponent(name)}`,
    url_private_download: new URL(`/files/${id}`, chat.api.url).href,
    ...slack,
  };
  if (bytes) chat.api.files.set(id, { info, bytes });
  return info;
}

async function waitFor<T>(find: () => T | undefined, what: string): Promise<T> {
  const end = performance.now() + 90_000;
  for (;;) {
    const found = find();
    if (found) return found;
    if (performance.now() > end) throw new Error(`Nobody was told "${what}"`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function said(chat: SlackChat, user: string, words: string, where: Where): object {
  const ts = nextId('1700000000.');
  if (where.in === 'direct')
    return event(
      {
        type: 'message',
        user,
        text: spoken(chat, words),
        ts,
        channel: chat.people.directId(user),
        channel_type: 'im',
      },
      { is_ext_shared_channel: false },
    );
  const channel = chat.people.channelId(where.in);
  const shared = chat.people.channel(channel)?.shared ?? false;
  return event(
    { type: 'app_mention', user, text: `<@${BOT_USER}> ${spoken(chat, words)}`, ts, channel },
    { is_ext_shared_channel: shared },
  );
}

/** `<@ana@rapport.example>` is a mention, picked from Slack's list. */
const spoken = (chat: SlackChat, words: string): string =>
  escaped(words).replaceAll(
    /&lt;@(\S+?@\S+?)&gt;/g,
    (_, email: string) => `<@${chat.people.byEmail(email).id}>`,
  );

const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The whole answer may be in the acknowledgement: then it is what the person sees. */
async function slash(
  chat: SlackChat,
  user: string,
  words: string,
  { channel: name = '#general' }: Where,
): Promise<void> {
  const channel = chat.people.channelId(name);
  const [first = '', ...rest] = words.split(' ');
  const command = first.startsWith('/')
    ? { command: first, text: rest.join(' ') }
    : { command: '/rapport', text: words };
  const message = chat.screen.write({ channel, to: user });
  message.deleted = true;
  const body = {
    ...command,
    text: escaped(command.text),
    user_id: user,
    channel_id: channel,
    channel_name: name.slice(1),
    team_id: TEAM,
    trigger_id: chat.api.trigger(user),
    response_url: chat.api.responseUrl(channel, user, message),
  };
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
  const url =
    surface.kind === 'message'
      ? { response_url: chat.api.responseUrl(channel, user, surface.message) }
      : {};
  return {
    type: 'block_actions',
    user: { id: user },
    trigger_id: chat.api.trigger(user),
    actions: [action],
    ...whereabouts(surface),
    ...url,
  };
}

function whereabouts(surface: Surface): { container: object; channel?: object; view?: object } {
  if (surface.kind === 'view')
    return { container: { type: 'view', view_id: surface.view.id }, view: surface.view };
  const { ts, channel, to, thread } = surface.message;
  const container = {
    type: 'message',
    message_ts: ts,
    channel_id: channel,
    is_ephemeral: to !== null,
    ...(thread && { thread_ts: thread }),
  };
  return {
    container,
    channel: {
      id: channel,
      name: channel.startsWith('D') ? 'directmessage' : channel.toLowerCase(),
    },
  };
}

function seen(surface: Surface | null, user: string): VisibleReply {
  if (!surface) return { text: '', private: true, raw: null };
  const isPrivate =
    surface.kind === 'view' ||
    surface.message.to === user ||
    surface.message.channel.startsWith('D');
  const isModal = surface.kind === 'view' && surface.view.type === 'modal';
  expectFewButtons({ slack: blocksOf(surface) });
  const fields = fieldsOf(surface).map(({ id, label }) => ({ id, label }));
  const opened = isModal ? { form: { title: surface.view.title?.text ?? '', fields } } : {};
  return {
    text: visible(surface),
    private: isPrivate,
    raw: surface.kind === 'view' ? surface.view : { ...surface.message, blocks: blocksOf(surface) },
    ...opened,
  };
}

function asObject(text: string): Record<string, unknown> | null {
  return text.startsWith('{') ? JSON.parse(text) : null;
}
