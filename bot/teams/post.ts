import { toAdaptiveCard } from '../../cards/teams.ts';
import { Upstream } from '../../crm/problem.ts';
import type { Store } from '../../crm/store.ts';
import type { Platform } from '../platform.ts';
import { postOnce } from '../post-once.ts';
import { cardMessage } from './cards.ts';
import type { Conversation, Conversations } from './conversations.ts';

/**
 * Posts where everybody in the place reads it, once per key, edits what was posted, and knows the way to a person.
 * Teams lets a bot look up nothing that it posted: what a lost answer left there may come a second time.
 */
export function posts({ conversations, store, now }: { conversations: Conversations; store: Store; now: () => Date }): Pick<Platform, 'post' | 'update' | 'direct' | 'threads'> {
  async function at(place: { tenant: string; id: string }): Promise<Conversation> {
    const conversation = await conversations.ofPlace(place);
    if (!conversation) throw new Upstream('teams', 'rejected', { cause: new Error('The bot does not know this place') });
    return conversation;
  }
  return {
    post: (place, view, key) =>
      postOnce({ store, now }, {
        place,
        key,
        find: async () => null,
        async send() {
          const sent = await conversations.within(await at(place), (context) => context.sendActivity(cardMessage(toAdaptiveCard(view), view)));
          return { reference: sent?.id ?? '' };
        },
      }),
    async update(place, reference, view) {
      const message = { ...cardMessage(toAdaptiveCard(view), view), id: reference };
      return conversations.within(await at(place), (context) => context.updateActivity(message)).then(
        () => 'done' as const,
        (error: unknown) => {
          if (error instanceof Upstream && error.fault === 'rejected') return 'gone' as const;
          throw error;
        },
      );
    },
    async direct({ tenant, user }) {
      const found = await conversations.direct({ tenant, user });
      return found ? { platform: 'teams', tenant, kind: 'direct', id: found.id, name: null, shared: false } : null;
    },
    threads: false,
  };
}
