import type { CloudAdapter, ConversationReference, TurnContext } from 'botbuilder';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Account } from '../../../crm/person/person.ts';
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
  /** The person who wrote, as Teams described them. */
  zone: z.string().nullable(),
  locale: z.string().nullable(),
});
export type Conversation = z.infer<typeof Conversation>;

export interface ConversationStore {
  remember(incoming: IncomingActivity): Promise<void>;
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
  { appId, patience }: { appId: string; patience: Pick<WaitingTimes, 'call'> },
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
      // A search can come from a chat whose members the bot may not ask for.
      const visiting =
        incoming.name?.startsWith('composeExtension/') &&
        (await read(account.tenant, personKey(account)));
      if (visiting) return;
      await write(account.tenant, personKey(account), conversation);
      if (conversation.kind === 'direct')
        await write(account.tenant, directKey(account), conversation);
      await write(account.tenant, placeKey(conversation.id), {
        ...conversation,
        zone: null,
        locale: null,
      });
    },
    async forget(incoming) {
      const tenant = tenantId(incoming);
      written.clear();
      await store.conversations.remove('teams', tenant, placeKey(placeId(incoming)));
    },
    ofPerson: (account) => read(account.tenant, personKey(account)),
    direct: (account) => read(account.tenant, directKey(account)),
    ofPlace: ({ tenant, id }) => read(tenant, placeKey(id)),
    async within(conversation, run, call = newCall(patience.call)) {
      const result: { value?: Awaited<ReturnType<typeof run>> } = {};
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
      if (!('value' in result))
        throw teamsUpstream(new Error('The conversation was not continued'));
      return result.value;
    },
  };
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
