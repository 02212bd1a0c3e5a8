import type { Ask } from '../platform.ts';
import { after } from './answers.ts';
import { askFrom } from './asks.ts';
import { activityOf, type Bot, requestOf, type Turn } from './bot.ts';
import { neutralCard, replyCard } from './cards.ts';
import { accountOf, type Incoming, kindOf, placeIdOf } from './incoming.ts';
import { say } from './say.ts';
import { isMentioned, wordsOf } from './words.ts';

/** A team may let the bot read along. It speaks only when spoken to, and keeps nothing of the rest. */
export const isOverheard = (incoming: Incoming): boolean =>
  kindOf(incoming) !== 'direct' &&
  (incoming.value === undefined || Boolean(incoming.text)) &&
  !isMentioned(incoming);

/**
 * Something typed, or a button of the older kind, which Teams sends as a message. One that comes again is left to
 * whoever is at it; should they have been killed, it is done now: what was done already is not done twice.
 */
export async function onMessage(bot: Bot, turn: Turn): Promise<void> {
  const { incoming } = turn;
  if (!(await isFirst(bot, incoming, 'begun'))) await after(bot.patience.again);
  const ask = await askOf(bot, turn);
  if (!ask) return;
  if (kindOf(incoming) === 'direct') return answer(bot, turn, ask);
  if (!(await isFirst(bot, incoming, 'answered'))) return;
  await say(
    bot,
    turn,
    neutralCard({
      name: incoming.from.name,
      ask,
      asker: accountOf(incoming).user,
      mri: incoming.from.id,
      first: activityOf(incoming),
    }),
  );
}

/** Where nothing can be written down, a second answer is better than none. */
async function isFirst(
  { store, now, log }: Bot,
  incoming: Incoming,
  step: 'begun' | 'answered',
): Promise<boolean> {
  const name = activityOf(incoming);
  if (!name) return true;
  return store.firstDelivery(`teams:${name}:${step}`, now()).catch((error: unknown) => {
    log.warn({ err: error }, 'A Teams message could not be written down');
    return true;
  });
}

async function askOf(bot: Bot, { incoming, context }: Turn): Promise<Ask | null> {
  if (incoming.value !== undefined && !incoming.text) return askFrom(incoming.value)?.ask ?? null;
  const roster =
    (
      await bot.conversations.ofPlace({
        tenant: accountOf(incoming).tenant,
        id: placeIdOf(incoming),
      })
    )?.roster ?? placeIdOf(incoming);
  return {
    kind: 'words',
    words: await wordsOf(incoming, (user) => bot.directory.emailOf(context, roster, user)),
  };
}

async function answer(bot: Bot, turn: Turn, ask: Ask): Promise<void> {
  const { incoming, context } = turn;
  const work = bot.app.handle(await requestOf(bot, incoming, ask));
  if ((await Promise.race([work, after(bot.patience.typing)])) === null) {
    await context
      .sendActivity({ type: 'typing' })
      .catch((error: unknown) => bot.log.warn({ err: error }, 'Typing sign not sent'));
  }
  const reply = await work;
  if (await isFirst(bot, incoming, 'answered')) await say(bot, turn, replyCard(reply, ask));
}
