import { z } from 'zod';
import type { Place } from '../../../commands/command.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { cacheFor } from '../../adapter/cache.ts';
import type { Readers } from '../../platform.ts';
import { callSlack } from '../upstream.ts';
import { slackIdentity, type UserDirectory } from './users.ts';
import type { Workspace } from './workspaces.ts';

/** A Slack conversation, as far as we read it. */
const Conversation = z.object({
  id: z.string(),
  name: z.string().nullish(),
  is_im: z.boolean().nullish(),
  is_mpim: z.boolean().nullish(),
  is_shared: z.boolean().nullish(),
  is_ext_shared: z.boolean().nullish(),
  is_org_shared: z.boolean().nullish(),
  is_pending_ext_shared: z.boolean().nullish(),
  pending_connected_team_ids: z.array(z.string()).nullish(),
});
type Conversation = z.infer<typeof Conversation>;

export interface SlackPlaces {
  /** Where something was asked. Shared where Slack does not say that it is not: asked at most every minute. */
  place(workspace: Workspace, seen: SeenChannel): Promise<Place>;
  /** Asked now, for what is about to be posted. Throws `Upstream` where it cannot be known. */
  isShared(workspace: Workspace, channel: string): Promise<boolean>;
  readers(workspace: Workspace, place: Place): Promise<Readers>;
}

/** The channel as the request itself describes it. */
export interface SeenChannel {
  id: string;
  name?: string | undefined;
  /** Events say so; commands and presses do not. */
  shared?: boolean | undefined;
  /** A message event of a conversation with the bot itself. */
  direct?: boolean | undefined;
}

const PAGE = 500;
/** Slack's stand-ins for the name of a conversation without one. */
const NAMELESS = new Set(['directmessage', 'privategroup']);

export function slackPlaces({
  directory,
  now,
}: {
  directory: UserDirectory;
  now: () => Date;
}): SlackPlaces {
  const known = cacheFor<Conversation>({ now, age: MINUTE });
  const about = (workspace: Workspace, channel: string, age = MINUTE) =>
    known.get(`${workspace.tenant}:${channel}`, () => fetchConversation(workspace, channel), age);

  return {
    async place(workspace, seen) {
      const base = { platform: 'slack', tenant: workspace.tenant, id: seen.id } as const;
      if (seen.direct) return { ...base, kind: 'direct', name: null, shared: seen.shared === true };
      // Slack hides conversations that the bot is not in: whether those are shared cannot be known.
      const found = await about(workspace, seen.id).catch(() => null);
      const name = found?.name ?? (seen.name && !NAMELESS.has(seen.name) ? seen.name : null);
      return {
        ...base,
        kind: kindOf(seen, found),
        name,
        shared: seen.shared === true || !found || isShared(found),
      };
    },
    isShared: async (workspace, channel) => isShared(await about(workspace, channel, 0)),
    async readers(workspace, place) {
      const accountOf = (user: string) => ({
        platform: 'slack' as const,
        tenant: workspace.tenant,
        user,
      });
      if (place.kind === 'home') return { accounts: [accountOf(place.id)], outsiders: false };
      const [conversation, members] = await Promise.all([
        about(workspace, place.id, 0),
        fetchMembers(workspace, place.id),
      ]);
      const users = await directory.users(workspace, members);
      // A closed account is still listed, and reads nothing.
      const reading = members.flatMap((id, i) =>
        users[i]?.is_bot || users[i]?.deleted ? [] : [{ id, user: users[i] }],
      );
      const strangers = reading.some(
        ({ user }) => !user || slackIdentity(user, workspace).standing === 'outsider',
      );
      return {
        accounts: reading.map(({ id }) => accountOf(id)),
        outsiders: isShared(conversation) || strangers,
      };
    },
  };
}

/** Shared inside one enterprise is not shared with another organisation; an invitation that waits already is. */
function isShared(found: Conversation): boolean {
  const invited =
    found.is_pending_ext_shared || (found.pending_connected_team_ids ?? []).length > 0;
  return Boolean(found.is_ext_shared || invited || (found.is_shared && !found.is_org_shared));
}

/** A direct message that Slack does not show us is one between colleagues. */
function kindOf({ id, name }: SeenChannel, found: Conversation | null): Place['kind'] {
  if (found?.is_im) return 'direct';
  return found?.is_mpim || name?.startsWith('mpdm-') || id.startsWith('D') ? 'group' : 'channel';
}

async function fetchConversation({ web }: Workspace, channel: string): Promise<Conversation> {
  const answer = await callSlack(web.conversations.info({ channel }));
  return Conversation.parse(answer.channel);
}

async function fetchMembers({ web }: Workspace, channel: string): Promise<string[]> {
  const members: string[] = [];
  let cursor = '';
  do {
    const page = await callSlack(
      web.conversations.members({ channel, limit: PAGE, ...(cursor && { cursor }) }),
    );
    members.push(...(page.members ?? []));
    cursor = page.response_metadata?.next_cursor ?? '';
  } while (cursor);
  return members;
}
