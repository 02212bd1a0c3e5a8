import { z } from 'zod';
import type { Request } from '../../platform.ts';
import {
  activityName,
  type InvokeResponse,
  requestFor,
  type TeamsContext,
  type Turn,
} from '../context.ts';
import {
  askYourselfCard,
  CARD,
  cardMessage,
  replyCard,
  type TeamsCard,
  workingCard,
} from '../outgoing/cards.ts';
import { STRINGS } from '../strings.ts';
import { type IncomingActivity, placeKind } from './activity.ts';
import { readAsk } from './deferred-ask.ts';

const Value = z.object({
  action: z.object({ verb: z.string().optional(), data: z.unknown().optional() }),
});

/** A button of a card (Action.Execute): the card that comes back is shown to whoever pressed, and to nobody else. */
export async function answerCardPress(
  bot: TeamsContext,
  { incoming }: Turn,
): Promise<InvokeResponse> {
  const value = Value.safeParse(incoming.value);
  const asked = value.success && readAsk(value.data.action.data, value.data.action.verb);
  if (!asked) return refusalResponse();
  const request = await requestFor(bot, incoming, asked.ask, asked.first);
  const { account, ask } = request;
  if (asked.asker !== null && asked.asker !== account.user) return cardResponse(askYourselfCard());
  const reply = await bot.answers.answerInTime(request);
  if (reply) return cardResponse(replyCard(reply, ask).card);
  replaceLater(bot, incoming, request);
  return cardResponse(
    workingCard({
      ask,
      asker: account.user,
      mri: incoming.from.id,
      first: asked.first ?? activityName(incoming),
    }),
  );
}

export const cardResponse = (card: TeamsCard): InvokeResponse => ({
  status: 200,
  body: { statusCode: 200, type: CARD, value: card },
});
const refusalResponse = (): InvokeResponse => ({
  status: 200,
  body: {
    statusCode: 400,
    type: 'application/vnd.microsoft.error',
    value: { code: 'BadRequest', message: STRINGS.notOurs },
  },
});

/** Between the two of us the late answer replaces the card by itself; in a group everybody would see that. */
function replaceLater(bot: TeamsContext, incoming: IncomingActivity, request: Request): void {
  const work = bot.answers.findPending(request);
  if (!work || !incoming.replyToId || placeKind(incoming) !== 'direct') return;
  const update = work.then(async (reply) => {
    const { card, view } = replyCard(reply, request.ask);
    await replaceCard(bot, incoming, { card, view, message: incoming.replyToId ?? '' });
  });
  update.catch((error: unknown) => bot.log.error({ err: error }, 'Late answer not delivered'));
}

/** Puts another card in the place of one that was sent; for personal chats. Throws `Upstream`. */
export async function replaceCard(
  bot: TeamsContext,
  incoming: IncomingActivity,
  { message, card, view }: ReturnType<typeof replyCard> & { message: string },
): Promise<void> {
  const conversation = await bot.conversations.ofPlace(await bot.placeOf(incoming));
  if (!conversation) return;
  await bot.conversations.within(conversation, async (context) => {
    await context.updateActivity({ ...cardMessage(card, view), id: message });
  });
}
