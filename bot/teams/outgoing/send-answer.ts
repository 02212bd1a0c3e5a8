import { randomUUID } from 'node:crypto';
import type { View } from '../../../cards/view/view.ts';
import { type RetryLimits, retryUpstream } from '../../../crm/retry.ts';
import { HOUR } from '../../../crm/time/durations.ts';
import { activityName, type TeamsContext, type Turn } from '../context.ts';
import { placeId, tenantId } from '../incoming/activity.ts';
import { teamsUpstream } from '../upstream.ts';
import { cardMessage, repeatedCard, type TeamsCard } from './cards.ts';
import { newCall, runWithinCall } from './connector-call.ts';
import { markedReference, postMark } from './lost-posts.ts';
import { sendCard } from './send-card.ts';

/** At most as long as somebody waits for an answer. */
const RETRY_LIMITS: RetryLimits = { tries: 3, firstWait: 1_000, longestWait: 10_000 };

/** An answer that another copy may have sent is looked for as far back as that. */
const EARLIER = HOUR;

const keyOf = (name: string): string => `teams:${name}:answered`;

/** Whether the answer to this activity is known to have left. */
export const isAnswered = async (
  { store }: Pick<TeamsContext, 'store'>,
  name: string,
): Promise<boolean> => (await store.keptAnswer(keyOf(name))) !== null;

/** Answers in the conversation; gives back the message's reference where Teams told its id. Where it is open whether the answer left already, it is looked for before it is said again. */
export async function sendAnswer(
  bot: TeamsContext,
  turn: Turn,
  shown: { card: TeamsCard; view: View },
): Promise<string | null> {
  const name = activityName(turn.incoming);
  const mark = postMark(keyOf(name ?? randomUUID()));
  const id = await send(bot, turn, { ...shown, mark });
  const reference = id && markedReference(id, mark);
  if (name === undefined) return reference;
  await bot.store
    .keepAnswer(keyOf(name), {}, bot.now())
    .catch((error: unknown) => bot.log.error({ err: error }, 'An answer may be repeated'));
  return reference;
}

async function send(
  bot: TeamsContext,
  { incoming, context, again = false }: Turn,
  { card, view, mark }: { card: TeamsCard; view: View; mark: string },
): Promise<string | null> {
  const since = new Date(bot.now().getTime() - (again ? EARLIER : 0));
  const place = { tenant: tenantId(incoming), id: placeId(incoming) };
  let doubt = false;
  let call = newCall(bot.patience.call);
  const leastWait = (): number => (call.left ? bot.patience.settle : 0);
  return retryUpstream({ ...RETRY_LIMITS, leastWait }, async (attempt) => {
    const maybeThere = attempt === 1 ? again : call.left;
    const found = maybeThere && (await isPosted(bot, place, { mark, since }));
    if (found === true) return null;
    doubt ||= found === 'unknown';
    if (attempt > 1) call = newCall(bot.patience.call);
    const sent = await sendCard({ card, view }, (next) => {
      const message = cardMessage(doubt ? repeatedCard(next) : next, view, mark);
      return runWithinCall(call, () => context.sendActivity(message)).catch((cause: unknown) =>
        Promise.reject(teamsUpstream(cause)),
      );
    });
    return sent?.id || null;
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
