import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Place } from '../../commands/command.ts';
import type { Account } from '../../crm/person/person.ts';
import type { Store } from '../../crm/store/store.ts';
import type { PendingAsks } from '../adapter/pending-asks.ts';
import type { App, Ask, Request } from '../platform.ts';
import type { WaitingTimes } from './config.ts';
import type { ConversationStore } from './directory/conversations.ts';
import type { MemberDirectory } from './directory/members.ts';
import { type IncomingActivity, teamsAccount } from './incoming/activity.ts';
import type { LostPosts } from './outgoing/lost-posts.ts';
import type { PendingAnswers } from './outgoing/pending-answers.ts';
import type { ShownCards } from './outgoing/shown-cards.ts';

/** The parts that answer every kind of activity. */
export interface TeamsContext {
  app: App;
  store: Store;
  log: Logger;
  now: () => Date;
  patience: WaitingTimes;
  noteFiles: boolean;
  answers: PendingAnswers;
  shown: ShownCards;
  pending: PendingAsks;
  conversations: ConversationStore;
  directory: MemberDirectory;
  lost: LostPosts;
  placeOf(incoming: IncomingActivity): Promise<Place>;
}

/** One activity and its turn. */
export interface Turn {
  incoming: IncomingActivity;
  context: TurnContext;
  /** A copy that was killed began it, and nobody knows how far it came. */
  again?: boolean;
}

/** The answer to an invoke; Teams reads its body. */
export interface InvokeResponse {
  status: number;
  body?: object;
}

/** https://learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams */
const CHAT = 'https://teams.microsoft.com/l/chat/0/0?users=';

/** `first` names the activity with which the same was asked before; it is only what a client sent, and names nothing but what this person did. */
export async function requestFor(
  bot: TeamsContext,
  incoming: IncomingActivity,
  ask: Ask,
  first: string | null = null,
): Promise<Request> {
  const [place, account] = [await bot.placeOf(incoming), teamsAccount(incoming)];
  const delivery = first ?? activityName(incoming);
  return {
    account,
    ask,
    chat: `${CHAT}${encodeURIComponent(incoming.recipient.id)}`,
    ...(delivery && { delivery: deliveryOf(account, delivery) }),
    place:
      (place.shared || incoming.visits) && isForSenderAlone(incoming)
        ? { ...place, kind: 'direct', name: null, shared: false }
        : place,
  };
}

/** The name of what one person did, here and at every copy of the bot. */
export const deliveryOf = (
  { tenant, user }: Pick<Account, 'tenant' | 'user'>,
  activity: string,
): string => `teams:${tenant}:${user}:${activity}`;

/** Teams' name for an activity; a repeated delivery has the same. */
export const activityName = ({ conversation, id }: IncomingActivity): string | undefined =>
  id && `${conversation.id}:${id}`;

/** A search, the menu of a message and a card in a chat of two show their answer to nobody else, also where the bot cannot list the readers. */
const isForSenderAlone = ({ name, visits, conversation }: IncomingActivity): boolean =>
  name?.startsWith('composeExtension/') === true ||
  (visits === true && conversation.conversationType === 'personal');
