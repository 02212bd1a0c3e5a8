import { randomUUID } from 'node:crypto';
import type { View } from '../../../cards/view/view.ts';
import { type RetryLimits, retryUpstream } from '../../adapter/retry.ts';
import type { TeamsContext, Turn } from '../context.ts';
import { placeId, tenantId } from '../incoming/activity.ts';
import { teamsUpstream } from '../upstream.ts';
import { cardMessage, repeatedCard, type TeamsCard } from './cards.ts';
import { newCall, runWithinCall } from './connector-call.ts';
import { postMark } from './lost-posts.ts';

/** At most as long as somebody waits for an answer. */
const RETRY_LIMITS: RetryLimits = { tries: 3, firstWait: 1_000, longestWait: 10_000 };

/** Answers in the conversation. Where Teams leaves open whether it took the answer, it is looked for before it is said again. */
export async function sendAnswer(
  bot: TeamsContext,
  { incoming, context }: Turn,
  { card, view }: { card: TeamsCard; view: View },
): Promise<void> {
  const mark = postMark(randomUUID());
  const since = bot.now();
  const place = { tenant: tenantId(incoming), id: placeId(incoming) };
  let doubt = false;
  let call = newCall(bot.patience.call);
  const leastWait = (): number => (call.left ? bot.patience.settle : 0);
  await retryUpstream({ ...RETRY_LIMITS, leastWait }, async (attempt) => {
    if (attempt > 1) {
      const found = call.left && (await isPosted(bot, place, { mark, since }));
      if (found === true) return;
      doubt ||= found === 'unknown';
      call = newCall(bot.patience.call);
    }
    const shown = doubt ? repeatedCard(card) : card;
    await runWithinCall(call, () => context.sendActivity(cardMessage(shown, view, mark))).catch(
      (cause: unknown) => Promise.reject(teamsUpstream(cause)),
    );
  });
}

async function isPosted(
  { conversations, lost }: TeamsContext,
  place: { tenant: string; id: string },
  { mark, since }: { mark: string; since: Date },
): Promise<boolean | 'unknown'> {
  const conversation = await conversations.ofPlace(place);
  // An answer in a channel stands in a thread, where only threads' beginnings are looked for.
  if (conversation?.kind !== 'direct') return 'unknown';
  const found = await lost.find(conversation, mark, since).catch(() => 'unknown' as const);
  return found === 'unknown' ? found : found !== null;
}
