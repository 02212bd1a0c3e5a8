import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import type { Place } from '../../commands/command.ts';
import type { Store } from '../../crm/store.ts';
import type { App, Ask, Request } from '../platform.ts';
import type { Answers } from './answers.ts';
import type { Patience } from './config.ts';
import type { Conversations } from './conversations.ts';
import type { Directory } from './directory.ts';
import { accountOf, type Incoming } from './incoming.ts';
import type { LostPosts } from './lost-post.ts';

/** What every kind of activity is answered with. */
export interface Bot {
  app: App;
  store: Store;
  log: Logger;
  now: () => Date;
  patience: Patience;
  answers: Answers;
  conversations: Conversations;
  directory: Directory;
  lost: LostPosts;
  placeOf(incoming: Incoming): Promise<Place>;
}

/** One activity and its turn. */
export interface Turn {
  incoming: Incoming;
  context: TurnContext;
}

/** What an invoke is answered with; Teams reads the body. */
export interface Answer {
  status: number;
  body?: object;
}

/** `first` names the activity with which the same was asked before; it is only what a client sent, and names nothing but what this person did. */
export async function requestOf(
  bot: Bot,
  incoming: Incoming,
  ask: Ask,
  first: string | null = null,
): Promise<Request> {
  const [place, account] = [await bot.placeOf(incoming), accountOf(incoming)];
  const delivery = first ?? activityOf(incoming);
  return {
    account,
    ask,
    ...(delivery && { delivery: `teams:${account.tenant}:${account.user}:${delivery}` }),
    place:
      place.shared && isAction(incoming)
        ? { ...place, kind: 'direct', name: null, shared: false }
        : place,
  };
}

/** What Teams calls it, also when it sends it again. */
export const activityOf = ({ conversation, id }: Incoming): string | undefined =>
  id && `${conversation.id}:${id}`;

/** What begins in a message's own menu stays in a dialog that nobody else sees, also where the bot cannot tell who reads the chat. */
const isAction = ({ name }: Incoming): boolean =>
  name === 'composeExtension/fetchTask' || name === 'composeExtension/submitAction';
