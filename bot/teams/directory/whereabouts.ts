import type { TeamsContext } from '../context.ts';
import { type IncomingActivity, placeId, placeKind, teamsAccount } from '../incoming/activity.ts';

/**
 * Learns from an activity where its sender and its place are reached, and says whether the bot is there at all. Teams
 * sends an invoke from any chat in which somebody uses a card or the search, and calls the chat of two colleagues
 * "personal" as well; so an invoke teaches nothing but in a place that is known, and a chat is a person's own only by
 * its roster.
 */
export async function locateActivity(
  { conversations }: Pick<TeamsContext, 'conversations'>,
  incoming: IncomingActivity,
): Promise<IncomingActivity> {
  const account = teamsAccount(incoming);
  const place = { tenant: account.tenant, id: placeId(incoming) };
  if (incoming.type !== 'invoke') {
    const isPersonal = placeKind(incoming) === 'direct';
    const isOwn = isPersonal && (await conversations.rememberOwn(incoming));
    // Without a word on its kind, only the roster tells a chat of two from a group.
    const located: IncomingActivity =
      isPersonal && !isOwn && incoming.conversation.conversationType === undefined
        ? { ...incoming, conversation: { ...incoming.conversation, conversationType: 'groupChat' } }
        : incoming;
    await conversations.remember(located);
    return located;
  }
  const isThere =
    placeKind(incoming) === 'direct'
      ? (await conversations.direct(account))?.id === place.id
      : (await conversations.ofPlace(place)) !== null || (await conversations.isThere(incoming));
  if (!isThere) return { ...incoming, visits: true };
  await conversations.remember(incoming);
  return incoming;
}
