import { toAdaptiveCard } from '../../cards/teams.ts';
import { Upstream } from '../../crm/problem.ts';
import type { Store } from '../../crm/store.ts';
import type { Platform } from '../platform.ts';
import { cardMessage } from './cards.ts';
import type { Conversations } from './conversations.ts';

/**
 * Posts where everybody in the place reads it, once per key: what was posted is written down, and read before posting.
 * Only a crash between Teams' yes and that note can repeat a post.
 */
export function postOnce(conversations: Conversations, store: Store): Platform['post'] {
  return async (place, view, key) => {
    const id = `post:${key}`;
    if ((await store.conversations.get('teams', place.tenant, id)) !== null) return;
    const conversation = await conversations.ofPlace(place);
    if (!conversation) throw new Upstream('teams', 'rejected', { cause: new Error('The bot does not know this place') });
    const sent = await conversations.within(conversation, (context) => context.sendActivity(cardMessage(toAdaptiveCard(view), view)));
    await store.conversations.set('teams', place.tenant, id, { id: sent?.id ?? null });
  };
}
