import type { TurnContext } from 'botbuilder';
import type { Place } from '../../../commands/command.ts';
import type { Account, Identity } from '../../../crm/person/person.ts';
import { Upstream } from '../../../crm/problem.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import { expiringMap } from '../../adapter/cache.ts';
import type { Readers } from '../../platform.ts';
import type { TeamsConfig } from '../config.ts';
import type { Conversation, ConversationStore } from './conversations.ts';
import { fetchMember, fetchMembers, type Member, memberId } from './roster.ts';

export interface MemberDirectory {
  identify(account: Account): Promise<Identity>;
  readers(place: Pick<Place, 'tenant' | 'id'>): Promise<Readers>;
  /** The e-mail of somebody who is mentioned, or null where it cannot be known. */
  emailOf(context: TurnContext, roster: string, user: string): Promise<string | null>;
}

// As long as one request may take that asks for a channel's readers and then for each of them.
const FRESH = MINUTE;
const KEPT = 5_000;

export function memberDirectory(
  config: TeamsConfig,
  conversations: ConversationStore,
  now: () => Date,
): MemberDirectory {
  const seen = expiringMap<Identity>({ now, age: FRESH, size: KEPT });
  const keyOf = ({ tenant, user }: Pick<Account, 'tenant' | 'user'>): string => `${tenant} ${user}`;

  async function identify(account: Account): Promise<Identity> {
    const conversation = await conversations.ofPerson(account);
    const recent = seen.get(keyOf(account));
    // A refusal is looked up again, where there is a chat in which that can be done.
    if (recent && (isAdmitted(recent) || !conversation))
      return {
        ...recent,
        zone: conversation?.zone ?? null,
        locale: conversation?.locale ?? null,
      };
    if (!conversation)
      throw new Upstream('teams', 'rejected', {
        cause: new Error('This account never wrote to the bot'),
      });
    // Somebody who left the team where they wrote last is still known in their own chat.
    const member = await memberIn(conversation, account).catch(async (cause: unknown) => {
      const own = isRefused(cause) && (await conversations.direct(account));
      if (!own || own.id === conversation.id) throw cause;
      return memberIn(own, account);
    });
    return identityOf(member, conversation, config);
  }

  /** Some rosters do not know the directory's id, so the id by which the person wrote is asked for, too. */
  async function memberIn(conversation: Conversation, { user }: Account): Promise<Member> {
    const { roster, sender } = conversation;
    const ids = [...new Set([user, ...(sender ? [sender] : [])])];
    const member = await conversations.within(conversation, (context) =>
      fetchMember(context, roster, ids),
    );
    const directory = member.aadObjectId ?? member.objectId;
    if (directory && !ids.includes(directory))
      throw new Upstream('teams', 'rejected', { cause: new Error('The roster names another') });
    return member;
  }

  async function readers(place: Pick<Place, 'tenant' | 'id'>): Promise<Readers> {
    const conversation = await conversations.ofPlace(place);
    if (!conversation)
      throw new Upstream('teams', 'rejected', {
        cause: new Error('The bot does not know this place'),
      });
    const members = await conversations.within(conversation, (context) =>
      fetchMembers(context, conversation.roster),
    );
    const known = members.map((member) => ({
      account: accountOf(member, place.tenant),
      identity: identityOf(member, { ...conversation, zone: null, locale: null }, config),
    }));
    for (const { account, identity } of known) seen.set(keyOf(account), identity);
    return {
      accounts: known.map(({ account }) => account),
      outsiders:
        !isHome(place.tenant, config) ||
        known.some(({ identity }) => identity.standing === 'outsider'),
    };
  }

  return {
    identify,
    readers,
    async emailOf(context, roster, user) {
      const member = await fetchMember(context, roster, [user]).catch(() => null);
      return member && emailOf(member);
    },
  };
}

const isAdmitted = ({ standing, email }: Identity): boolean =>
  standing === 'member' && email !== null;

const accountOf = (member: Member, tenant: string): Account => ({
  platform: 'teams',
  tenant,
  user: memberId(member),
});
/**
 * The user principal name alone: its domain is one that the tenant has proved to be its own, and no two accounts have
 * the same one. `email` is whatever was entered, which Microsoft does not verify.
 */
const emailOf = ({ userPrincipalName }: Member): string | null =>
  userPrincipalName && !isExternal(userPrincipalName) ? userPrincipalName : null;

const isExternal = (name: string): boolean => name.toUpperCase().includes('#EXT#');

function identityOf(
  member: Member,
  { tenant, zone, locale }: Pick<Conversation, 'tenant' | 'zone' | 'locale'>,
  config: TeamsConfig,
): Identity {
  return {
    standing: standingOf(member, member.tenantId || tenant, config),
    email: emailOf(member),
    name: member.name ?? '',
    zone,
    locale,
  };
}

function standingOf(
  { userRole, userPrincipalName }: Member,
  tenant: string,
  config: TeamsConfig,
): Identity['standing'] {
  if (!isHome(tenant, config) || userRole === 'anonymous') return 'outsider';
  return userRole === 'guest' || isExternal(userPrincipalName ?? '') ? 'guest' : 'member';
}

// An e-mail is only as good as the tenant that vouches for it, so with an app id no tenant is taken on trust.
function isHome(tenant: string, { appId, tenantId }: TeamsConfig): boolean {
  return tenantId ? tenant.toLowerCase() === tenantId.toLowerCase() : !appId;
}

const isRefused = (cause: unknown): boolean =>
  cause instanceof Upstream && (cause.fault === 'rejected' || cause.fault === 'unauthorised');
