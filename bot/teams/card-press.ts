import { z } from 'zod';
import type { Request } from '../platform.ts';
import { askFrom } from './asks.ts';
import { activityOf, type Answer, type Bot, requestOf, type Turn } from './bot.ts';
import {
  askYourselfCard,
  CARD,
  cardMessage,
  replyCard,
  type TeamsCard,
  workingCard,
} from './cards.ts';
import { type Incoming, kindOf } from './incoming.ts';
import { PHRASES } from './phrases.ts';

const Value = z.object({
  action: z.object({ verb: z.string().optional(), data: z.unknown().optional() }),
});

/** A button of a card (Action.Execute): the card that comes back is shown to whoever pressed, and to nobody else. */
export async function onCardPress(bot: Bot, { incoming }: Turn): Promise<Answer> {
  const value = Value.safeParse(incoming.value);
  const asked = value.success && askFrom(value.data.action.data, value.data.action.verb);
  if (!asked) return refused();
  const request = await requestOf(bot, incoming, asked.ask, asked.first);
  const { account, ask } = request;
  if (asked.asker !== null && asked.asker !== account.user) return shown(askYourselfCard());
  const reply = await bot.answers.inTime(request);
  if (reply) return shown(replyCard(reply, ask).card);
  follow(bot, incoming, request);
  return shown(
    workingCard({
      ask,
      asker: account.user,
      mri: incoming.from.id,
      first: asked.first ?? activityOf(incoming),
    }),
  );
}

const shown = (card: TeamsCard): Answer => ({
  status: 200,
  body: { statusCode: 200, type: CARD, value: card },
});
const refused = (): Answer => ({
  status: 200,
  body: {
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: 'BadRequest', message: PHRASES.notOurs },
  },
});

/** Between the two of us the late answer replaces the card by itself; in a group everybody would see that. */
function follow(bot: Bot, incoming: Incoming, request: Request): void {
  const work = bot.answers.underWay(request);
  if (!work || !incoming.replyToId || kindOf(incoming) !== 'direct') return;
  const update = work.then(async (reply) => {
    const { card, view } = replyCard(reply, request.ask);
    await replaceCard(bot, incoming, { card, view, message: incoming.replyToId ?? '' });
  });
  update.catch((error: unknown) => bot.log.error({ err: error }, 'Late answer not delivered'));
}

/** Puts another card in the place of one that was sent; for personal chats. Throws `Upstream`. */
export async function replaceCard(
  bot: Bot,
  incoming: Incoming,
  { message, card, view }: ReturnType<typeof replyCard> & { message: string },
): Promise<void> {
  const conversation = await bot.conversations.ofPlace(await bot.placeOf(incoming));
  if (!conversation) return;
  await bot.conversations.within(conversation, async (context) => {
    await context.updateActivity({ ...cardMessage(card, view), id: message });
  });
}
