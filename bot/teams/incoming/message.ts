import type { Ask } from '../../platform.ts';
import { after } from '../outgoing/pending-answers.ts';
import { readAsk } from './deferred-ask.ts';
import { activityName, type TeamsContext, requestFor, type Turn } from '../context.ts';
import { neutralCard, replyCard } from '../outgoing/cards.ts';
import { teamsAccount, type IncomingActivity, placeKind, placeId } from './activity.ts';
import { sendAnswer } from '../outgoing/send-answer.ts';
import { isMentioned, typedWords } from './typed-words.ts';

/** A team may let the bot read along. It speaks only when spoken to, and keeps nothing of the rest. */
export const isOverheard = (incoming: IncomingActivity): boolean =>
  placeKind(incoming) !== 'direct' &&
  (incoming.value === undefined || Boolean(incoming.text)) &&
  !isMentioned(incoming);

/**
 * Something typed, or a button of the older kind, which Teams sends as a message. One that comes again is left to
 * whoever is at it; should they have been killed, it is done now: what was done already is not done twice.
 */
export async function answerMessage(bot: TeamsContext, turn: Turn): Promise<void> {
  const { incoming } = turn;
  if (!(await isFirstActivity(bot, incoming, 'begun'))) await after(bot.patience.again);
  const ask = await readMessage(bot, turn);
  if (!ask) return;
  if (placeKind(incoming) === 'direct') return answerDirectly(bot, turn, ask);
  if (!(await isFirstActivity(bot, incoming, 'answered'))) return;
  await sendAnswer(
    bot,
    turn,
    neutralCard({
      name: incoming.from.name,
      ask,
      asker: teamsAccount(incoming).user,
      mri: incoming.from.id,
      first: activityName(incoming),
    }),
  );
}

/** Where nothing can be written down, a second answer is better than none. */
async function isFirstActivity(
  { store, now, log }: TeamsContext,
  incoming: IncomingActivity,
  step: 'begun' | 'answered',
): Promise<boolean> {
  const name = activityName(incoming);
  if (!name) return true;
  return store.firstDelivery(`teams:${name}:${step}`, now()).catch((error: unknown) => {
    log.warn({ err: error }, 'A Teams message could not be written down');
    return true;
  });
}

async function readMessage(bot: TeamsContext, { incoming, context }: Turn): Promise<Ask | null> {
  if (incoming.value !== undefined && !incoming.text) return readAsk(incoming.value)?.ask ?? null;
  const roster =
    (
      await bot.conversations.ofPlace({
        tenant: teamsAccount(incoming).tenant,
        id: placeId(incoming),
      })
    )?.roster ?? placeId(incoming);
  return {
    kind: 'words',
    words: await typedWords(incoming, (user) => bot.directory.emailOf(context, roster, user)),
  };
}

async function answerDirectly(bot: TeamsContext, turn: Turn, ask: Ask): Promise<void> {
  const { incoming, context } = turn;
  const work = bot.app.handle(await requestFor(bot, incoming, ask));
  if ((await Promise.race([work, after(bot.patience.typing)])) === null) {
    await context
      .sendActivity({ type: 'typing' })
      .catch((error: unknown) => bot.log.warn({ err: error }, 'Typing sign not sent'));
  }
  const reply = await work;
  if (await isFirstActivity(bot, incoming, 'answered'))
    await sendAnswer(bot, turn, replyCard(reply, ask));
}
