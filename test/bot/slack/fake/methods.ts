import { BOT_USER, type Directory } from './people.ts';
import { nextId } from './requests.ts';
import { content, type FakeMessage, type FakeView, type Screens } from './screen.ts';

export interface Workspace {
  team: string | null;
  enterprise: string | null;
}

/** Methods that need no bot token. */
export const OPEN = new Set(['oauth.v2.access', 'apps.connections.open']);
export const APP_TOKEN = 'xapp-test-token';

export function responded(
  screen: Screens,
  link: { channel: string; user: string; message: FakeMessage | null },
  body: Record<string, unknown>,
): FakeMessage | null {
  const { message, user, channel } = link;
  if (body['delete_original']) {
    if (message) message.deleted = true;
    return null;
  }
  if (body['replace_original'] && message) {
    // Slack writes it anew where there is nothing to replace.
    Object.assign(message, content(body), { deleted: false });
    screen.show(user, { kind: 'message', message });
    return message;
  }
  const written = screen.write({
    channel,
    to: body['response_type'] === 'in_channel' ? null : user,
    thread: asText(body['thread_ts']),
    ...content(body),
  });
  screen.show(user, { kind: 'message', message: written });
  return written;
}

const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const fails = (error: string) => ({ ok: false, error });

interface World {
  people: Directory;
  screen: Screens;
  triggers: Map<string, string>;
  tokens: Map<string, Workspace>;
  token: string;
  socketUrl: string;
  uploadUrl: string;
  files: ReadonlyMap<string, { info: Record<string, unknown> }>;
  scopes: ReadonlySet<string>;
}

export function answered(
  method: string,
  args: Record<string, unknown>,
  { people, screen, triggers, tokens, token, socketUrl, uploadUrl, files, scopes }: World,
): object {
  const channel = String(args['channel'] ?? '');
  switch (method) {
    case 'auth.test':
      return { ok: true, user_id: BOT_USER, bot_id: 'B0BOT', ...whereIs(tokens.get(token)) };
    case 'apps.connections.open':
      return token === APP_TOKEN ? { ok: true, url: socketUrl } : fails('invalid_auth');
    case 'oauth.v2.access':
      return granted(String(args['code']), tokens);
    case 'users.info': {
      const user = people.userJson(String(args['user']));
      return user ? { ok: true, user } : fails('user_not_found');
    }
    case 'users.lookupByEmail': {
      const found = people.people.find(({ email }) => email === args['email']);
      const user = found && people.userJson(found.id);
      return user ? { ok: true, user } : fails('users_not_found');
    }
    case 'usergroups.list':
      return { ok: true, usergroups: [{ id: 'S0123ABC', handle: 'support' }] };
    case 'users.list':
      return {
        ok: true,
        members: people.people.map(({ id }) => people.userJson(id)),
        response_metadata: { next_cursor: '' },
      };
    case 'conversations.info': {
      const found = people.channelJson(channel);
      return found ? { ok: true, channel: found } : fails('channel_not_found');
    }
    case 'conversations.members':
      return membersPage(people.members(channel), Number(args['cursor'] || 0));
    case 'conversations.open': {
      const user = String(args['users']);
      return people.userJson(user)
        ? { ok: true, channel: { id: people.directId(user) } }
        : fails('user_not_found');
    }
    case 'conversations.history': {
      const found = screen.messages.filter(
        (message) =>
          message.channel === channel &&
          message.to === null &&
          !message.deleted &&
          message.thread === null,
      );
      return { ok: true, messages: found.toReversed().slice(0, Number(args['limit'] ?? 100)) };
    }
    case 'chat.postMessage': {
      if (people.channel(channel)?.restricted) return fails('restricted_action');
      const user = /^[UD]/.test(channel) ? `U${channel.slice(1)}` : null;
      const message = screen.write({
        channel: user ? people.directId(user) : channel,
        to: null,
        thread: asText(args['thread_ts']),
        ...content(args),
        metadata: args['metadata'],
      });
      // A post that nobody asked for is told to the person, who goes on looking at what they look at.
      if (user && !args['metadata']) screen.show(user, { kind: 'message', message });
      return { ok: true, channel: message.channel, ts: message.ts };
    }
    case 'chat.postEphemeral': {
      const user = String(args['user']);
      if (people.channel(channel)?.restricted) return fails('restricted_action');
      if (!people.members(channel)?.includes(user)) return fails('channel_not_found');
      const message = screen.write({
        channel,
        to: user,
        thread: asText(args['thread_ts']),
        ...content(args),
      });
      screen.show(user, { kind: 'message', message });
      return { ok: true, message_ts: message.ts };
    }
    case 'chat.update':
    case 'chat.delete': {
      const message = screen.messages.find(
        ({ ts, to, deleted }) => ts === args['ts'] && to === null && !deleted,
      );
      if (!message) return fails('message_not_found');
      Object.assign(message, method === 'chat.delete' ? { deleted: true } : content(args));
      const user = `U${message.channel.slice(1)}`;
      const now = screen.shown(user);
      // Nobody turns to an older message because it was edited, or away from a dialog.
      const isElsewhere =
        (now?.kind === 'view' && now.view.type === 'modal') ||
        (now?.kind === 'message' && now.message.ts > message.ts);
      if (message.channel.startsWith('D') && !message.metadata && !isElsewhere)
        screen.show(user, { kind: 'message', message });
      return { ok: true, channel, ts: message.ts };
    }
    case 'chat.getPermalink':
      return people.members(channel)
        ? {
            ok: true,
            channel,
            permalink: `https://rapport.slack.com/archives/${channel}/p${String(args['message_ts']).replace('.', '')}`,
          }
        : fails('channel_not_found');
    case 'conversations.replies': {
      if (!people.members(channel)) return fails('channel_not_found');
      // The first message and then its answers, oldest first.
      const thread = screen.messages.filter(
        (one) =>
          one.channel === channel &&
          one.to === null &&
          !one.deleted &&
          (one.ts === args['ts'] || one.thread === args['ts']),
      );
      // A page holds the first message again, and at most 15 others here, so that a long thread takes several.
      const [first, ...answers] = thread;
      const from = Number(args['cursor'] ?? 0);
      const page = answers.slice(from, from + Math.min(15, Number(args['limit'] ?? 1000)));
      const more = from + page.length < answers.length;
      return {
        ok: true,
        messages: [...(first ? [first] : []), ...page].map(messageJson),
        has_more: more,
        ...(more && { response_metadata: { next_cursor: String(from + page.length) } }),
      };
    }
    case 'files.info': {
      if (!scopes.has('files:read'))
        return { ...fails('missing_scope'), needed: 'files:read', provided: 'files:write' };
      const file = files.get(String(args['file']));
      return file ? { ok: true, file: file.info } : fails('file_not_found');
    }
    case 'files.getUploadURLExternal':
      return {
        ok: true,
        upload_url: `${uploadUrl}/${screen.messages.length}`,
        file_id: `F${Number(args['length'])}`,
      };
    case 'files.completeUploadExternal':
      return { ok: true, files: args['files'] };
    case 'views.open': {
      const user = triggers.get(String(args['trigger_id']));
      if (!user) return fails(user === undefined ? 'expired_trigger_id' : 'exchanged_trigger_id');
      triggers.set(String(args['trigger_id']), '');
      const view = viewOf(args['view'], `V${String(args['trigger_id']).replace(/\D/g, '')}`);
      screen.show(user, { kind: 'view', view });
      return { ok: true, view };
    }
    case 'views.publish': {
      const user = String(args['user_id']);
      if (args['hash'] !== undefined && args['hash'] !== screen.homeHash(user))
        return fails('hash_conflict');
      const hash = nextId('home.');
      const view = { ...viewOf(args['view'], 'VHOME'), hash };
      screen.publish(user, view);
      return { ok: true, view };
    }
    default:
      return fails('unknown_method');
  }
}

/** A message as Slack hands it to an app. */
export const messageJson = ({
  ts,
  text,
  thread,
  by = BOT_USER,
  files,
  metadata,
}: FakeMessage): object => ({
  type: 'message',
  ts,
  text,
  user: by,
  ...(metadata !== undefined && { metadata }),
  ...(thread && { thread_ts: thread }),
  ...(files && { files }),
});

function whereIs(workspace: Workspace | undefined): object {
  const { team = null, enterprise = null } = workspace ?? {};
  return {
    team_id: team ?? enterprise,
    enterprise_id: enterprise,
    is_enterprise_install: team === null,
  };
}

/** The code says where somebody pressed Allow: `T1`, `T1@E1` or, for a whole enterprise, `@E1`. */
function granted(code: string, tokens: Map<string, Workspace>): object {
  const [team = '', enterprise = ''] = code.split('@');
  const workspace = { team: team || null, enterprise: enterprise || null };
  const token = `xoxb-${code}`;
  tokens.set(token, workspace);
  return {
    ok: true,
    app_id: 'A0',
    token_type: 'bot',
    scope: 'chat:write',
    access_token: token,
    bot_user_id: BOT_USER,
    authed_user: { id: 'U001' },
    team: workspace.team && { id: workspace.team, name: team },
    enterprise: workspace.enterprise && { id: workspace.enterprise, name: enterprise },
    is_enterprise_install: workspace.team === null,
  };
}

const PAGE = 3;

/** In pages of three, so that every reader has to turn them. */
function membersPage(members: string[] | null, from: number): object {
  if (!members) return fails('channel_not_found');
  const next = from + PAGE < members.length ? String(from + PAGE) : '';
  return {
    ok: true,
    members: members.slice(from, from + PAGE),
    response_metadata: { next_cursor: next },
  };
}

export const viewOf = (view: unknown, id: string): FakeView => ({
  ...(view as FakeView),
  id,
  hash: `${id}.1`,
});
