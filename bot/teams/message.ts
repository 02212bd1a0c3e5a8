import type { Ask } from '../platform.ts';
import { after } from './answers.ts';
import { askFrom } from './asks.ts';
import { type Bot, requestOf, type Turn } from './bot.ts';
import { cardMessage, neutralCard, replyCard } from './cards.ts';
import { accountOf, kindOf, placeIdOf } from './incoming.ts';
import { isMentioned, wordsOf } from './words.ts';

/** Something typed, or a button of the older kind, which Teams sends as a message. */
export async function onMessage(bot: Bot, turn: Turn): Promise<void> {
  const { incoming, context } = turn;
  if (incoming.id && !(await bot.store.firstDelivery(`teams:${incoming.conversation.id}:${incoming.id}`, bot.now()))) return;
  const ask = await askOf(bot, turn);
  if (!ask) return;
  if (kindOf(incoming) === 'direct') return answer(bot, turn, ask);
  const { card, view } = neutralCard({ name: incoming.from.name, ask, asker: accountOf(incoming).user, mri: incoming.from.id });
  await context.sendActivity(cardMessage(card, view));
}

async function askOf(bot: Bot, { incoming, context }: Turn): Promise<Ask | null> {
  if (incoming.value !== undefined && !incoming.text) return askFrom(incoming.value)?.ask ?? null;
  // A team may let the bot read along; it speaks only when spoken to.
  if (kindOf(incoming) !== 'direct' && !isMentioned(incoming)) return null;
  const roster = (await bot.conversations.ofPlace({ tenant: accountOf(incoming).tenant, id: placeIdOf(incoming) }))?.roster ?? placeIdOf(incoming);
  return { kind: 'words', words: await wordsOf(incoming, (user) => bot.directory.emailOf(context, roster, user)) };
}

async function answer(bot: Bot, { incoming, context }: Turn, ask: Ask): Promise<void> {
  const work = bot.app.handle(await requestOf(bot, incoming, ask));
  if ((await Promise.race([work, after(bot.patience.typing)])) === null) {
    await context.sendActivity({ type: 'typing' }).catch((error: unknown) => bot.log.warn({ err: error }, 'Typing sign not sent'));
  }
  const { card, view } = replyCard(await work, ask);
  await context.sendActivity(cardMessage(card, view));
}
