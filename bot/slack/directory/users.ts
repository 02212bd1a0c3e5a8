import { z } from 'zod';
import type { Account, Identity } from '../../../crm/person/person.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { cacheFor } from '../../adapter/cache.ts';
import { mapInBatches } from '../../adapter/map-in-batches.ts';
import { callSlack, slackError, slackUpstream } from '../upstream.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** A Slack user, as far as we read it. */
export const SlackUser = z.object({
  id: z.string(),
  team_id: z.string().nullish(),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
  is_email_confirmed: z.boolean().nullish(),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  enterprise_user: z.object({ enterprise_id: z.string().nullish() }).nullish(),
  profile: z.object({ email: z.string().nullish(), real_name: z.string().nullish() }).nullish(),
});
export type SlackUser = z.infer<typeof SlackUser>;

export interface UserDirectory {
  identify(account: Account): Promise<Identity>;
  /** The users behind these ids, bots too; `null` for one that Slack does not show us. Throws `Upstream`. */
  users(workspace: Workspace, ids: readonly string[]): Promise<(SlackUser | null)[]>;
  /** The account with this address; null where the workspace has none. Throws `Upstream`. */
  findByEmail(workspace: Workspace, email: string): Promise<string | null>;
  /** The handle of a group of users, `support`; null where Slack does not say. */
  groupHandle(workspace: Workspace, id: string): Promise<string | null>;
}

const Groups = z.object({
  usergroups: z.array(z.object({ id: z.string(), handle: z.string() })).default([]),
});

/** A user read while a channel's members were counted is not read again for this long. */
const JUST_READ = 30_000;
const FRESH = 5 * MINUTE;
/** From here on the whole list is cheaper than asking one by one. */
const MANY = 60;
const PAGE = 500;

const INVISIBLE = new Set(['user_not_found', 'user_not_visible', 'users_not_found']);

/** Slack's `users.info`: who an account is, by nothing that its owner typed. */
export function userDirectory({
  workspaces,
  now,
}: {
  workspaces: Workspaces;
  now: () => Date;
}): UserDirectory {
  const known = cacheFor<SlackUser | null>({ now, age: FRESH, size: 50_000 });
  const groups = cacheFor<ReadonlyMap<string, string>>({ now, age: FRESH });
  const keyOf = ({ tenant }: Workspace, id: string) => `${tenant}:${id}`;
  const user = (workspace: Workspace, id: string, age = FRESH) =>
    known.get(keyOf(workspace, id), () => fetchUser(workspace, id), age);

  return {
    async identify({ tenant, user: id }) {
      const workspace = await workspaces.of(tenant).catch((cause: unknown) => {
        throw slackUpstream(cause);
      });
      const read = async (age: number): Promise<Identity> => {
        const found = await user(workspace, id, age);
        return found
          ? slackIdentity(found, workspace)
          : { standing: 'outsider', email: null, name: id, zone: null, locale: null };
      };
      const identity = await read(JUST_READ);
      // A refusal is not remembered: Slack may know better by now.
      return isColleague(identity) ? identity : read(0);
    },
    async users(workspace, ids) {
      const unknown = ids.filter((id) => !known.has(keyOf(workspace, id)));
      if (unknown.length > MANY)
        await listUsers(workspace, new Set(unknown), (found) =>
          known.put(keyOf(workspace, found.id), found),
        );
      return mapInBatches(ids, (id) => user(workspace, id));
    },
    async findByEmail({ web }, email) {
      const answer = await callSlack(web.users.lookupByEmail({ email })).catch((error: unknown) => {
        if (INVISIBLE.has(slackError(error) ?? '')) return null;
        throw error;
      });
      return answer ? SlackUser.parse(answer.user).id : null;
    },
    async groupHandle(workspace, id) {
      const known = await groups
        .get(workspace.tenant, () => fetchGroups(workspace))
        .catch(() => null);
      return known?.get(id) ?? null;
    },
  };
}

const isColleague = ({ standing, email }: Identity): boolean =>
  standing === 'member' && email !== null;

export function slackIdentity(
  user: SlackUser,
  workspace: Pick<Workspace, 'team' | 'enterprise'>,
): Identity {
  // Slack says so of an address that its owner proved; without that it is anybody's.
  const email = user.is_email_confirmed === true ? user.profile?.email || null : null;
  const name = user.profile?.real_name || user.real_name || user.name || user.id;
  return {
    standing: standingOf(user, workspace),
    email,
    name,
    zone: user.tz || null,
    locale: user.locale || null,
  };
}

/** Deny by default: who is not shown to be one of ours is an outsider, as is an account that was closed. */
function standingOf(
  user: SlackUser,
  { team, enterprise }: Pick<Workspace, 'team' | 'enterprise'>,
): Identity['standing'] {
  const ours = new Set([team, enterprise].filter((id) => id !== null));
  const home = [user.team_id, user.enterprise_user?.enterprise_id].some(
    (id) => typeof id === 'string' && ours.has(id),
  );
  if (!home || user.is_stranger || user.deleted || user.is_bot) return 'outsider';
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member';
}

async function fetchGroups({ web }: Workspace): Promise<ReadonlyMap<string, string>> {
  const { usergroups } = Groups.parse(await callSlack(web.usergroups.list()));
  return new Map(usergroups.map(({ id, handle }) => [id, handle]));
}

async function fetchUser({ web }: Workspace, id: string): Promise<SlackUser | null> {
  try {
    const answer = await callSlack(web.users.info({ user: id, include_locale: true }));
    return SlackUser.parse(answer.user);
  } catch (error) {
    if (INVISIBLE.has(slackError(error) ?? '')) return null;
    throw error;
  }
}

async function listUsers(
  { web }: Workspace,
  wanted: Set<string>,
  found: (user: SlackUser) => void,
): Promise<void> {
  let cursor = '';
  do {
    const answer = await callSlack(
      web.users.list({ limit: PAGE, include_locale: true, ...(cursor && { cursor }) }),
    );
    for (const user of z.array(SlackUser).parse(answer.members ?? []))
      if (wanted.delete(user.id)) found(user);
    cursor = answer.response_metadata?.next_cursor ?? '';
  } while (cursor && wanted.size > 0);
}
