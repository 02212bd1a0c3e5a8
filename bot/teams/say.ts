import { randomUUID } from 'node:crypto';
import type { View } from '../../cards/view.ts';
import { type Patience, retryUpstream } from '../adapter/retry.ts';
import type { Bot, Turn } from './bot.ts';
import { newCall, within } from './call.ts';
import { cardMessage, repeatedCard, type TeamsCard } from './cards.ts';
import { placeIdOf, tenantOf } from './incoming.ts';
import { markOf } from './lost-post.ts';
import { upstream } from './upstream.ts';

/** At most as long as somebody waits for an answer. */
const PATIENCE: Patience = { tries: 3, firstWait: 1_000, longestWait: 10_000 };

/** Answers in the conversation. Where Teams leaves open whether it took the answer, it is looked for before it is said again. */
export async function say(
  bot: Bot,
  { incoming, context }: Turn,
  { card, view }: { card: TeamsCard; view: View },
): Promise<void> {
  const mark = markOf(randomUUID());
  const since = bot.now();
  const place = { tenant: tenantOf(incoming), id: placeIdOf(incoming) };
  let doubt = false;
  let call = newCall(bot.patience.call);
  const leastWait = (): number => (call.left ? bot.patience.settle : 0);
  await retryUpstream({ ...PATIENCE, leastWait }, async (attempt) => {
    if (attempt > 1) {
      const found = call.left && (await stands(bot, place, { mark, since }));
      if (found === true) return;
      doubt ||= found === 'unknown';
      call = newCall(bot.patience.call);
    }
    const shown = doubt ? repeatedCard(card) : card;
    await within(call, () => context.sendActivity(cardMessage(shown, view, mark))).catch(
      (cause: unknown) => Promise.reject(upstream(cause)),
    );
  });
}

async function stands(
  { conversations, lost }: Bot,
  place: { tenant: string; id: string },
  { mark, since }: { mark: string; since: Date },
): Promise<boolean | 'unknown'> {
  const conversation = await conversations.ofPlace(place);
  // An answer in a channel stands in a thread, where only threads' beginnings are looked for.
  if (conversation?.kind !== 'direct') return 'unknown';
  const found = await lost.find(conversation, mark, since).catch(() => 'unknown' as const);
  return found === 'unknown' ? found : found !== null;
}
