import { toAdaptiveCard } from '../../../cards/view/teams/adaptive-card.ts';
import { Upstream } from '../../../crm/problem.ts';
import type { Store } from '../../../crm/store/store.ts';
import { findPosted, postOnce } from '../../adapter/post-once.ts';
import { replaceMessage } from '../../adapter/replace-message.ts';
import type { Platform } from '../../platform.ts';
import type { WaitingTimes } from '../config.ts';
import type { Conversation, ConversationStore } from '../directory/conversations.ts';
import { cardMessage, repeatedCard } from './cards.ts';
import { type ConnectorCall, newCall } from './connector-call.ts';
import { type LostPosts, postMark, readReference } from './lost-posts.ts';
import { editNeutral, readNeutral } from './neutral-answer.ts';
import { sendCard } from './send-card.ts';

interface Parts {
  conversations: ConversationStore;
  lost: LostPosts;
  patience: Pick<WaitingTimes, 'call' | 'settle'>;
  store: Store;
  now: () => Date;
}

/**
 * Posts where everybody in the place reads it, once per key, edits what was posted, and knows the way to a person.
 * After a lost answer it looks for the post; where the bot may not look, the second post says that it is a repeat.
 */
export function teamsPosts({
  conversations,
  lost,
  patience,
  store,
  now,
}: Parts): Pick<Platform, 'post' | 'findPost' | 'update' | 'direct' | 'threads'> {
  async function at(place: { tenant: string; id: string }): Promise<Conversation> {
    const conversation = await conversations.ofPlace(place);
    if (!conversation)
      throw new Upstream('teams', 'rejected', {
        cause: new Error('The bot does not know this place'),
      });
    return conversation;
  }
  return {
    async post(place, view, key) {
      const mark = postMark(key);
      let call: ConnectorCall | undefined;
      return postOnce(
        { store, now },
        {
          place,
          key,
          settles: patience.settle,
          find: async (since) => lost.find(await at(place), mark, since),
          async send(repeated) {
            const began = newCall(patience.call);
            call = began;
            const conversation = await at(place);
            const sent = await sendCard({ card: toAdaptiveCard(view), view }, (card) => {
              const message = cardMessage(repeated ? repeatedCard(card) : card, view, mark);
              return conversations.within(
                conversation,
                (context) => context.sendActivity(message),
                began,
              );
            });
            return { reference: sent?.id ?? '' };
          },
          mayStand: () => call?.left ?? false,
        },
      );
    },
    findPost: (place, key) =>
      findPosted(
        { store, now },
        {
          place,
          key,
          settles: patience.settle,
          find: async (since) => lost.find(await at(place), postMark(key), since),
        },
      ),
    async update(place, reference, view) {
      const conversation = await at(place);
      const answer = readNeutral(reference);
      const parts = { store, conversations };
      if (answer)
        return replaceMessage(
          editNeutral(parts, conversation, { answer, card: toAdaptiveCard(view) }),
          isGone,
        );
      const edit = sendCard({ card: toAdaptiveCard(view), view }, (card) => {
        const { id, mark } = readReference(reference);
        const message = { ...cardMessage(card, view, mark), id };
        return conversations.within(conversation, (context) => context.updateActivity(message));
      });
      return replaceMessage(edit, isGone);
    },
    async direct({ tenant, user }) {
      const found = await conversations.direct({ tenant, user });
      return found
        ? { platform: 'teams', tenant, kind: 'direct', id: found.id, name: null, shared: false }
        : null;
    },
    threads: false,
  };
}

const isGone = (error: unknown): boolean => error instanceof Upstream && error.fault === 'rejected';
