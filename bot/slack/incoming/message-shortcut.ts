import type { Origin } from '../../../crm/note/origin.ts';
import type { Place } from '../../../crm/person/place.ts';
import { resultWithin } from '../../adapter/answer-in-time.ts';
import { beginFromMessage } from '../../adapter/begin-from-message.ts';
import type { Ask } from '../../platform.ts';
import { deliveryName, dispatch, findPlace, type SlackContext, slackAccount } from '../context.ts';
import type { Workspace } from '../directory/workspaces.ts';
import { deliverAnswer } from '../outgoing/answer.ts';
import type { ResponseTarget } from '../outgoing/response-target.ts';
import { missingScope } from '../upstream.ts';
import { findWorkspace, type SlackPayload } from './events.ts';
import { MessageAction, type ShownMessage, Thread } from './payload.ts';
import { plainWords } from './plain-words.ts';
import { copyOf } from './shared-file.ts';

/** Slack opens a dialog within 3 seconds or not at all, so a thread that comes later is left out. */
const IN_TIME = 1500;
const [LONGEST, FILES, PEOPLE] = [3000, 20, 50];
/** Of a thread: as many to a page, as many pages, and as many characters of the newest as a note has room for. */
const [PAGE, PAGES, ROOM] = [200, 5, 15_000];

/** "Note on a customer" in a message's own menu: the message becomes a draft of the person who chose it, and a form opens. */
export async function answerShortcut(
  slack: SlackContext,
  payload: SlackPayload,
  ack: () => Promise<void>,
): Promise<void> {
  await ack();
  const chosen = MessageAction.safeParse(payload.body).data;
  if (!chosen) return;
  const workspace = await findWorkspace(slack, payload);
  const { user, channel, trigger_id: trigger, callback_id: command } = chosen;
  const stands = await findPlace(slack, workspace, user.id, channel);
  const { spot, seen } = targetFor(chosen, stands);
  const once = `shortcut:${trigger}`;
  const ask = async (): Promise<Ask> => {
    const place = await findPlace(slack, workspace, user.id, seen);
    return beginFromMessage(
      slack.app,
      {
        account: slackAccount(workspace, user.id),
        place,
        delivery: deliveryName(workspace, `${once}:message`),
      },
      { command, place: stands, origin: await originOf(slack, workspace, chosen, stands) },
    );
  };
  await deliverAnswer(
    slack,
    { workspace, spot, trigger },
    dispatch(slack, { workspace, user: user.id, channel: seen, key: once, once, ask }),
    { announced: 'silently' },
  );
}

/** Where Slack does not say who reads the channel, or others do, the answer comes between the person and the bot. */
function targetFor(
  { user, channel, message, response_url: url }: MessageAction,
  { shared }: Place,
): { spot: ResponseTarget; seen: { id: string; name?: string | undefined; direct?: boolean } } {
  if (shared || !url)
    return {
      spot: { kind: 'message', channel: user.id, ts: null },
      seen: { id: user.id, direct: true },
    };
  return {
    spot: {
      kind: 'response',
      url,
      channel: channel.id,
      user: user.id,
      thread: message.thread_ts,
      replaces: false,
    },
    seen: channel,
  };
}

async function originOf(
  slack: SlackContext,
  workspace: Workspace,
  { channel, message }: MessageAction,
  place: Place,
): Promise<Origin> {
  const [link, read] = await Promise.all([
    resultWithin(IN_TIME, linkTo(workspace, channel.id, message.ts)),
    message.thread_ts
      ? readThread(workspace, channel.id, message.thread_ts)
      : { messages: [], whole: true, lacks: null },
  ]);
  const others = read.messages.filter(({ ts }) => ts !== message.ts);
  const kept = keepNewest(others, ROOM - message.text.length);
  const messages = [message, ...kept];
  const leftOut = read.whole ? others.length - kept.length : null;
  const name = await namesOf(slack, workspace, messages);
  const said = await Promise.all(
    messages.map(async (one) => ({
      author: nameIn(one, name),
      at: new Date(Number(one.ts) * 1000),
      words: (
        await plainWords(one.text, { bot: '', email: async (user) => name(user) })
      ).words.slice(0, LONGEST),
    })),
  );
  return {
    author: nameIn(message, name),
    link: link ?? null,
    place: place.kind === 'channel' && place.name ? `#${place.name}` : null,
    messages: said,
    ...(leftOut !== 0 && { leftOut }),
    ...(read.lacks !== null && { lacks: read.lacks }),
    files: messages
      .flatMap(({ files }) => files)
      .slice(0, FILES)
      .map((file) => ({
        name: file.name ?? file.title ?? 'file',
        type: file.mimetype ?? null,
        size: file.size ?? null,
        link: file.permalink ?? null,
        ...(slack.noteFiles && { copy: copyOf(file, workspace.tenant) }),
      })),
  };
}

/** From the end, for what was said last matters most; in the order in which it was said. */
function keepNewest(messages: readonly ShownMessage[], room: number): ShownMessage[] {
  const kept: ShownMessage[] = [];
  let left = room;
  for (const message of messages.toReversed()) {
    left -= Math.min(message.text.length, LONGEST);
    if (left < 0) break;
    kept.unshift(message);
  }
  return kept;
}

const linkTo = ({ web }: Workspace, channel: string, ts: string): Promise<string | null> =>
  web.chat.getPermalink({ channel, message_ts: ts }).then(
    ({ permalink }) => permalink ?? null,
    () => null,
  );

interface ReadThread {
  messages: ShownMessage[];
  /** Nothing of it is missing. */
  whole: boolean;
  /** The scope without which it cannot be read. */
  lacks: string | null;
}

/** As much of a thread as comes in time, oldest first; nothing where the bot may not read the channel: then the message alone is kept. */
async function readThread({ web }: Workspace, channel: string, ts: string): Promise<ReadThread> {
  const read = new Map<string, ShownMessage>();
  const state: Pick<ReadThread, 'whole' | 'lacks'> = { whole: false, lacks: null };
  const pages = async (): Promise<void> => {
    let cursor: string | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const answer = Thread.parse(
        await web.conversations.replies({ channel, ts, limit: PAGE, ...(cursor && { cursor }) }),
      );
      // Slack repeats the first message on every page.
      for (const message of answer.messages) read.set(message.ts, message);
      cursor = answer.response_metadata?.next_cursor || undefined;
      state.whole = !cursor;
      if (!cursor) return;
    }
  };
  await resultWithin(
    IN_TIME,
    pages().catch((error: unknown) => {
      state.lacks = missingScope(error);
    }),
  );
  return { messages: [...read.values()], ...state };
}

async function namesOf(
  slack: SlackContext,
  workspace: Workspace,
  messages: readonly ShownMessage[],
): Promise<(user: string) => string | null> {
  const mentioned = messages.flatMap(({ text }) =>
    [...text.matchAll(/<@([UW][A-Z0-9]+)/g)].map(([, user = '']) => user),
  );
  const ids = [...new Set([...messages.flatMap(({ user }) => user ?? []), ...mentioned])].slice(
    0,
    PEOPLE,
  );
  const users = await resultWithin(
    IN_TIME,
    slack.directory.users(workspace, ids).catch(() => []),
  );
  const names = new Map(
    ids.map((id, i) => [
      id,
      users?.[i]?.profile?.real_name ?? users?.[i]?.real_name ?? users?.[i]?.name ?? null,
    ]),
  );
  return (user) => names.get(user) ?? null;
}

const nameIn = (
  { user, username, bot_profile: bot }: ShownMessage,
  name: (user: string) => string | null,
): string => (user && name(user)) || username || bot?.name || user || '–';
