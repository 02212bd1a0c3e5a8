import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Account } from '../../../crm/person/person.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { Store } from '../../../crm/store/store.ts';
import type { WaitingTimes } from '../config.ts';
import {
  type IncomingActivity,
  placeId,
  placeKind,
  teamsAccount,
  tenantId,
} from '../incoming/activity.ts';
import { type ConnectorCall, newCall, runWithinCall } from '../outgoing/connector-call.ts';
import { teamsUpstream } from '../upstream.ts';
import { fetchMember, fetchMembers, isSender } from './roster.ts';

/** Where a person or a place can be reached without being asked first. */
export const Conversation = z.object({
  serviceUrl: z.string(),
  tenant: z.string(),
  id: z.string(),
  kind: z.enum(['direct', 'group', 'channel']),
  /** The id whose members are read: the team's for a standard channel, else the conversation's own. */
  roster: z.string(),
  bot: z.object({ id: z.string(), name: z.string() }),
  /** Entra's id for the person of a personal chat, or for the group behind a channel's team. */
  objectId: z.string().nullable().default(null),
  /** The id by which the person wrote, where it may not be the directory's. */
  sender: z.string().nullable().default(null),
  /** The bot and the person behind `objectId` are alone here: the roster said so. */
  alone: z.boolean().default(false),
  /** The person who wrote, as Teams described them. */
  zone: z.string().nullable(),
  locale: z.string().nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

export interface ConversationStore {
  /** Keeps where the person and the place are reached; only for a conversation that the bot is in. */
  remember(incoming: IncomingActivity): Promise<void>;
  /** Keeps a personal chat as the way to the person, once its roster says that nobody else reads it. False where it is not. */
  rememberOwn(incoming: IncomingActivity): Promise<boolean>;
  /** Whether the bot is in the conversation of an activity: its roster can be read, and has the sender. */
  isThere(incoming: IncomingActivity): Promise<boolean>;
  forget(incoming: IncomingActivity): Promise<void>;
  ofPerson(account: Account): Promise<Conversation | null>;
  ofPlace(place: { tenant: string; id: string }): Promise<Conversation | null>;
  /** Between this person and the bot alone. */
  direct(account: Pick<Account, 'tenant' | 'user'>): Promise<Conversation | null>;
  /** Runs in that conversation without having been asked, for a limited time. Throws `Upstream`. */
  within<Result>(
    conversation: Conversation,
    run: (context: TurnContext) => Promise<Result>,
    call?: ConnectorCall,
  ): Promise<Result>;
}

const KEPT = 5_000;

export function conversationStore(
  adapter: CloudAdapter,
  store: Store,
  {
    appId,
    patience,
    isTrustedService,
  }: {
    appId: string;
    patience: Pick<WaitingTimes, 'call'>;
    isTrustedService: (serviceUrl: string) => boolean;
  },
): ConversationStore {
  // Spares the database a write for every message.
  const written = new LRUCache<string, string>({ max: KEPT });
  async function write(tenant: string, id: string, conversation: Conversation): Promise<void> {
    const key = `${tenant} ${id}`;
    const value = JSON.stringify(conversation);
    if (written.get(key) === value) return;
    await store.conversations.set('teams', tenant, id, conversation);
    written.set(key, value);
  }
  async function read(tenant: string, id: string): Promise<Conversation | null> {
    return Conversation.safeParse(await store.conversations.get('teams', tenant, id)).data ?? null;
  }
  const personKey = ({ user }: Pick<Account, 'user'>): string => `person:${user}`;
  const directKey = ({ user }: Pick<Account, 'user'>): string => `direct:${user}`;
  const placeKey = (id: string): string => `place:${id}`;

  return {
    async remember(incoming) {
      const conversation = conversationOf(incoming);
      const account = teamsAccount(incoming);
      await write(account.tenant, personKey(account), conversation);
      await write(account.tenant, placeKey(conversation.id), {
        ...conversation,
        sender: null,
        zone: null,
        locale: null,
      });
    },
    async rememberOwn(incoming) {
      const account = teamsAccount(incoming);
      const known = await read(account.tenant, directKey(account));
      const conversation = conversationOf(incoming);
      const isKnown = known?.alone && known.id === conversation.id;
      if (!isKnown && !(await isAlone(conversation, incoming.from))) return false;
      if (!isKnown) written.delete(`${account.tenant} ${directKey(account)}`);
      await write(account.tenant, directKey(account), { ...conversation, alone: true });
      return true;
    },
    async isThere(incoming) {
      const { id, aadObjectId } = incoming.from;
      const conversation = conversationOf(incoming);
      return within(conversation, (context) =>
        fetchMember(context, conversation.roster, [...(aadObjectId ? [aadObjectId] : []), id]),
      ).then(
        () => true,
        () => false,
      );
    },
    async forget(incoming) {
      const tenant = tenantId(incoming);
      written.clear();
      await store.conversations.remove('teams', tenant, placeKey(placeId(incoming)));
    },
    ofPerson: (account) => read(account.tenant, personKey(account)),
    async direct(account) {
      const known = await read(account.tenant, directKey(account));
      if (!known || known.alone) return known;
      // Kept by a version that took every personal chat for the person's own.
      const from = { id: known.sender ?? account.user, aadObjectId: account.user };
      if (!(await isAlone(known, from))) return null;
      await write(account.tenant, directKey(account), { ...known, alone: true });
      return known;
    },
    ofPlace: ({ tenant, id }) => read(tenant, placeKey(id)),
    within,
  };

  /** Whether nobody but this person and the bot is there. Not known is no: another time may tell. */
  async function isAlone(
    conversation: Conversation,
    from: IncomingActivity['from'],
  ): Promise<boolean> {
    const [member, ...others] = await within(conversation, (context) =>
      fetchMembers(context, conversation.id),
    ).catch(() => []);
    return others.length === 0 && member !== undefined && isSender(member, from);
  }

  async function within<Result>(
    conversation: Conversation,
    run: (context: TurnContext) => Promise<Result>,
    call = newCall(patience.call),
  ): Promise<Result> {
    // It may have been stored when any address was believed.
    if (!isTrustedService(conversation.serviceUrl))
      throw new Upstream('teams', 'rejected', { cause: new Error('No service of Microsoft’s') });
    const result: { value?: Result } = {};
    try {
      const continued = (): Promise<void> =>
        adapter.continueConversationAsync(appId, referenceTo(conversation), async (context) => {
          // Else the message would be sent as a reply to an activity that the SDK made up.
          Object.assign(context.activity, { id: undefined });
          result.value = await run(context);
        });
      await runWithinCall(call, continued);
    } catch (error) {
      throw teamsUpstream(error);
    }
    if (!('value' in result)) throw teamsUpstream(new Error('The conversation was not continued'));
    return result.value;
  }
}

export function conversationOf(incoming: IncomingActivity): Conversation {
  const { channelData, recipient } = incoming;
  const kind = placeKind(incoming);
  const id = placeId(incoming);
  const wholeTeam = kind === 'channel' && channelData.channel?.type === 'standard';
  return {
    serviceUrl: incoming.serviceUrl,
    tenant: tenantId(incoming),
    id,
    kind,
    roster: wholeTeam ? (channelData.team?.id ?? id) : id,
    bot: { id: recipient.id, name: recipient.name ?? '' },
    objectId:
      (kind === 'direct' ? incoming.from.aadObjectId : channelData.team?.aadGroupId) ?? null,
    sender: incoming.from.id,
    alone: false,
    zone: incoming.localTimezone ?? null,
    locale: incoming.locale ?? null,
  };
}

function referenceTo({
  serviceUrl,
  tenant,
  id,
  kind,
  bot,
}: Conversation): Partial<ConversationReference> {
  const conversationType = { direct: 'personal', group: 'groupChat', channel: 'channel' }[kind];
  return {
    channelId: 'msteams',
    serviceUrl,
    bot,
    conversation: { id, name: '', conversationType, isGroup: kind !== 'direct', tenantId: tenant },
  };
}
