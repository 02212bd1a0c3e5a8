import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { View } from '../../../cards/view/view.ts';
import type { Upstream } from '../../../crm/problem.ts';
import type { TeamsContext, Turn } from '../context.ts';
import { placeId, tenantId } from '../incoming/activity.ts';
import { teamsUpstream } from '../upstream.ts';
import { cardMessage, repeatedCard, type TeamsCard } from './cards.ts';
import { newCall, runWithinCall } from './connector-call.ts';
import { postMark } from './lost-posts.ts';

const TRIES = 3;
const FIRST_WAIT = 1_000;
/** As long as somebody waits for an answer. */
const LONGEST_WAIT = 10_000;

/** Answers in the conversation. Where Teams leaves open whether it took the answer, it is looked for before it is said again. */
export async function sendAnswer(
  bot: TeamsContext,
  { incoming, context }: Turn,
  { card, view }: { card: TeamsCard; view: View },
): Promise<void> {
  const mark = postMark(randomUUID());
  const since = bot.now();
  let doubt = false;
  for (let attempt = 1; ; attempt += 1) {
    const call = newCall(bot.patience.call);
    try {
      const shown = doubt ? repeatedCard(card) : card;
      await runWithinCall(call, () => context.sendActivity(cardMessage(shown, view, mark)));
      return;
    } catch (error) {
      const cause = teamsUpstream(error);
      await waitToRetry(bot, cause, { attempt, unsure: call.left });
      if (!call.left) continue;
      const found = await isPosted(
        bot,
        { tenant: tenantId(incoming), id: placeId(incoming) },
        { mark, since },
      );
      if (found === true) return;
      doubt ||= found === 'unknown';
    }
  }
}

/** Waits until it may be tried again, or throws where that helps nobody. */
async function waitToRetry(
  { patience: { settle } }: TeamsContext,
  cause: Upstream,
  { attempt, unsure }: { attempt: number; unsure: boolean },
): Promise<void> {
  const passes = cause.fault === 'unavailable' || cause.fault === 'rate-limited';
  const wait = Math.max(cause.retryAfter ?? FIRST_WAIT * attempt, unsure ? settle : 0);
  if (!passes || attempt >= TRIES || wait > LONGEST_WAIT) throw cause;
  await pause(wait);
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
