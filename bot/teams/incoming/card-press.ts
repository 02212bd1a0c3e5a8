import { z } from 'zod';
import type { Reply } from '../../../commands/command.ts';
import { resultWithin } from '../../adapter/answer-in-time.ts';
import { followAnswer, leaveAnswers } from '../../adapter/live-answers.ts';
import type { Request } from '../../platform.ts';
import {
  activityName,
  deliveryOf,
  type InvokeResponse,
  requestFor,
  type TeamsContext,
  type Turn,
} from '../context.ts';
import {
  askYourselfCard,
  CARD,
  cardMessage,
  noAnswerCard,
  replyCard,
  type TeamsCard,
  workingCard,
} from '../outgoing/cards.ts';
import { filledMessage, keepAnswer, keptAnswer } from '../outgoing/kept-answers.ts';
import { readReference } from '../outgoing/lost-posts.ts';
import {
  filledBy,
  fillingCard,
  markedCard,
  markOf,
  pressedReference,
} from '../outgoing/marked-card.ts';
import { editNeutral, neutralReference, readNeutral } from '../outgoing/neutral-answer.ts';
import { sendCard } from '../outgoing/send-card.ts';
import type { Press } from '../outgoing/shown-cards.ts';
import { STRINGS } from '../strings.ts';
import { type IncomingActivity, placeKind, teamsAccount } from './activity.ts';
import { type Earlier, readAsk, readEarlier } from './deferred-ask.ts';

const Value = z.object({
  action: z.object({ verb: z.string().optional(), data: z.unknown().optional() }),
  /** `automatic` where Teams fetches a card by itself, because somebody scrolled past it. */
  trigger: z.string().optional(),
});

/** A button of a card (Action.Execute): the card that comes back is shown to whoever pressed, and to nobody else. */
export async function answerCardPress(
  bot: TeamsContext,
  { incoming }: Turn,
): Promise<InvokeResponse> {
  const pressed = Value.safeParse(incoming.value).data ?? null;
  const card = await cardFor(bot, incoming, pressed);
  const mark = markOf(pressed?.action.data);
  return card ? cardResponse(mark ? markedCard(card, mark) : card) : refusalResponse();
}

/** The card that takes the pressed one's place; null where the button is none of ours. */
async function cardFor(
  bot: TeamsContext,
  incoming: IncomingActivity,
  pressed: z.infer<typeof Value> | null,
): Promise<TeamsCard | null> {
  if (!pressed) return null;
  const { action, trigger } = pressed;
  const earlier = readEarlier(action.data);
  if (earlier) return showEarlier(bot, incoming, earlier);
  const asked = readAsk(action.data, action.verb);
  if (!asked) return null;
  const request = await requestFor(bot, incoming, asked.ask, asked.first);
  const { account, ask } = request;
  if (asked.asker !== null && asked.asker !== account.user) return askYourselfCard();
  const first = asked.first ?? activityName(incoming);
  // A card that an older version posted still names the words; nobody typed them again.
  if (trigger === 'automatic' && !bot.app.readsOnly(ask))
    return showEarlier(bot, incoming, {
      first: first ?? '',
      asker: account.user,
      name: incoming.from.name ?? STRINGS.somebody,
    });
  const own = await ownMessage(bot, incoming, action.data);
  const press = bot.shown.begin(incoming.conversation.id, own);
  await leaveAnswers(bot, request);
  const reply = await bot.answers.answerInTime(request);
  if (reply) {
    press.edit((reference) => standInstead(bot, incoming, { reply, request, reference }));
    const { card } = replyCard(reply, ask);
    const fills = ownAnswer(incoming, action.data);
    return fills ? fillingCard(card, fills) : card;
  }
  replaceLater(bot, press, { incoming, request });
  return workingCard({ ask, asker: account.user, mri: incoming.from.id, first });
}

/**
 * The pressed message, where nobody but the person reads it; in a group the neutral one that their answer fills. Which
 * one that is was kept when it was sent: a press could name any.
 */
async function ownMessage(
  bot: TeamsContext,
  incoming: IncomingActivity,
  data: unknown,
): Promise<string | null> {
  const { replyToId: pressed, conversation, from } = incoming;
  if (!pressed) return null;
  if (placeKind(incoming) === 'direct') return pressedReference(pressed, data);
  const fills = ownAnswer(incoming, data);
  const account = teamsAccount(incoming);
  const filled = fills && (await filledMessage(bot, account, fills.first));
  if (!filled || filled.conversation !== conversation.id) return null;
  if (readReference(filled.message).id !== pressed) return null;
  const name = from.name ?? STRINGS.somebody;
  const earlier = { first: fills.first, asker: account.user, name };
  return neutralReference({ ...filled, earlier, mri: from.id });
}

/** The answer that fills the pressed card in a group for this person; nobody changes another one's. */
function ownAnswer(incoming: IncomingActivity, data: unknown): Earlier | null {
  const fills = placeKind(incoming) === 'direct' ? null : filledBy(data);
  return fills?.asker === teamsAccount(incoming).user ? fills : null;
}

/** The answer takes the place of the pressed message. The client that pressed shows it already, so a fault fails nothing. */
async function standInstead(
  bot: TeamsContext,
  incoming: IncomingActivity,
  { reply, request, reference }: { reply: Reply; request: Request; reference: string },
): Promise<void> {
  await replaceCard(bot, incoming, { ...replyCard(reply, request.ask), reference }).catch(
    (error: unknown) =>
      bot.log.warn({ err: error }, 'The answer to a press stands in one client only'),
  );
  await followAnswer(bot, reply, { ...request, reference });
}

/** The answer that is kept for whoever asked. */
async function showEarlier(
  bot: TeamsContext,
  incoming: IncomingActivity,
  earlier: Earlier,
): Promise<TeamsCard> {
  const account = teamsAccount(incoming);
  if (earlier.asker !== account.user) return askYourselfCard();
  const pending = bot.answers.findDelivery(deliveryOf(account, earlier.first));
  const reply = pending && (await resultWithin(bot.patience.press, pending.work));
  if (pending && reply) return replyCard(reply, pending.request.ask).card;
  const kept = await keptAnswer(bot, account, earlier.first);
  if (!kept) return noAnswerCard(earlier, incoming.from.id);
  return placeKind(incoming) === 'direct' ? kept : fillingCard(kept, earlier);
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

/** The late answer is kept. Between the two of us it replaces the card by itself; in a group everybody would see that. */
function replaceLater(
  bot: TeamsContext,
  press: Press,
  { incoming, request }: { incoming: IncomingActivity; request: Request },
): void {
  const work = bot.answers.findPending(request);
  if (!work) return;
  const kept = work.then(async (reply) => {
    await keepAnswer(bot, request, replyCard(reply, request.ask).card);
    press.edit((reference) => standInstead(bot, incoming, { reply, request, reference }));
  });
  kept.catch((error: unknown) => bot.log.error({ err: error }, 'Late answer not delivered'));
}

/** Puts another card in the place of one that was sent; in a group, of the answer that fills it for its asker. Throws `Upstream`. */
export async function replaceCard(
  bot: TeamsContext,
  incoming: IncomingActivity,
  { reference, card, view }: ReturnType<typeof replyCard> & { reference: string },
): Promise<void> {
  const conversation = await bot.conversations.ofPlace(await bot.placeOf(incoming));
  if (!conversation) return;
  const answer = placeKind(incoming) === 'direct' ? null : readNeutral(reference);
  if (answer) return void (await editNeutral(bot, conversation, { answer, card }));
  await sendCard({ card, view }, (next) =>
    bot.conversations.within(conversation, async (context) => {
      const { id, mark } = readReference(reference);
      await context.updateActivity({ ...cardMessage(next, view, mark), id });
    }),
  );
}
