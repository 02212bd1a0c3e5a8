import { z } from 'zod';
import type { Place } from '../../../commands/command.ts';
import type { Account } from '../../../crm/person/person.ts';

const Id = z.object({ id: z.string() });
const words = z.string().optional().catch(undefined);

/** An activity that Teams sends, as far as we read it. */
export const IncomingActivity = z.object({
  type: z.string(),
  id: words,
  name: words,
  action: words,
  channelId: z.string(),
  serviceUrl: z.string(),
  deliveryMode: words,
  text: words,
  value: z.unknown().optional(),
  replyToId: words,
  locale: words,
  localTimezone: words,
  from: z.object({ id: z.string(), name: words, aadObjectId: words }),
  recipient: z.object({ id: z.string(), name: words }),
  conversation: z.object({
    id: z.string(),
    name: words,
    conversationType: words,
    isGroup: z.boolean().optional().catch(undefined),
    tenantId: words,
  }),
  entities: z.array(z.unknown()).default([]).catch([]),
  channelData: z
    .object({
      tenant: Id.optional().catch(undefined),
      team: z.object({ id: z.string(), aadGroupId: words }).optional().catch(undefined),
      channel: z.object({ id: z.string(), name: words, type: words }).optional().catch(undefined),
    })
    .default({})
    .catch({}),
});
export type IncomingActivity = z.infer<typeof IncomingActivity> & {
  /** Somebody uses the bot in a chat that it is no member of: it can see and post nothing there. */
  visits?: true;
};

/** The Entra object id where there is one: it stays the same in every team and chat. */
export const teamsAccount = ({ from, ...rest }: IncomingActivity): Account => ({
  platform: 'teams',
  tenant: tenantId(rest),
  user: from.aadObjectId ?? from.id,
});

export const tenantId = ({
  conversation,
  channelData,
}: Pick<IncomingActivity, 'conversation' | 'channelData'>): string =>
  conversation.tenantId ?? channelData.tenant?.id ?? '';

export function placeKind({
  conversation,
  visits,
}: Pick<IncomingActivity, 'conversation' | 'visits'>): 'direct' | 'group' | 'channel' {
  const { conversationType, isGroup, id } = conversation;
  // Two colleagues' own chat is personal in Teams' words, too.
  if (conversationType === 'personal') return visits ? 'group' : 'direct';
  if (conversationType === 'channel') return 'channel';
  if (conversationType === 'groupChat') return 'group';
  if (/@thread\.(tacv2|skype)/.test(id)) return 'channel';
  return isGroup || visits || id.startsWith('19:') ? 'group' : 'direct';
}

/** A channel's id without the thread, so that all of its threads are one place. */
export const placeId = (incoming: Pick<IncomingActivity, 'conversation'>): string =>
  incoming.conversation.id.replace(/;messageid=.*$/, '');

export function teamsPlace(incoming: IncomingActivity, shared: boolean): Place {
  const { conversation, channelData } = incoming;
  return {
    platform: 'teams',
    tenant: tenantId(incoming),
    kind: placeKind(incoming),
    id: placeId(incoming),
    name: channelData.channel?.name ?? conversation.name ?? null,
    shared,
  };
}
