import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { answerInTime } from '../../adapter/answer-in-time.ts';
import { isFirstDelivery } from '../../adapter/first-delivery.ts';
import { followAnswer } from '../../adapter/live-answers.ts';
import type { Ask } from '../../platform.ts';
import { activityName, requestFor, type TeamsContext, type Turn } from '../context.ts';
import { answeredCard, neutralCard, replyCard } from '../outgoing/cards.ts';
import { keepAnswer, keepFilled } from '../outgoing/kept-answers.ts';
import { neutralReference } from '../outgoing/neutral-answer.ts';
import { isAnswered, sendAnswer } from '../outgoing/send-answer.ts';
import { STRINGS } from '../strings.ts';
import { type IncomingActivity, placeId, placeKind, teamsAccount } from './activity.ts';
import { readAsk } from './deferred-ask.ts';
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
  if (turn.again || (await isFirstActivity(bot, turn.incoming))) return answer(bot, turn);
  await pause(bot.patience.again, undefined, { ref: false });
  if (!(await isSeenTo(bot, turn.incoming))) await answer(bot, { ...turn, again: true });
}

async function answer(bot: TeamsContext, turn: Turn): Promise<void> {
  const ask = await readMessage(bot, turn);
  if (!ask) return;
  if (placeKind(turn.incoming) === 'direct') return answerDirectly(bot, turn, ask);
  await answerInGroup(bot, turn, ask);
}

/** Only the asker may read the answer. Reading waits until their Teams fetches it; what changes something is done now, once, and its answer kept. */
async function answerInGroup(bot: TeamsContext, turn: Turn, ask: Ask): Promise<void> {
  const { incoming } = turn;
  const {
    from: { id: mri, name },
  } = incoming;
  const { user: asker } = teamsAccount(incoming);
  if (bot.app.readsOnly(ask)) {
    const shown = neutralCard({ name, ask, asker, mri, first: activityName(incoming) });
    return void (await sendAnswer(bot, turn, shown));
  }
  const first = activityName(incoming) ?? randomUUID();
  const request = await requestFor(bot, incoming, ask, first);
  const reply = await bot.app.handle(request);
  await keepAnswer(bot, request, replyCard(reply, ask).card);
  const earlier = { first, asker, name: name ?? STRINGS.somebody };
  const message = await sendAnswer(bot, turn, answeredCard(earlier, mri));
  const conversation = incoming.conversation.id;
  if (message) await keepFilled(bot, request, { message, conversation });
  const reference = message && neutralReference({ message, conversation, earlier, mri });
  await followAnswer(bot, reply, { ...request, reference });
}

async function isFirstActivity(bot: TeamsContext, incoming: IncomingActivity): Promise<boolean> {
  const name = activityName(incoming);
  return name === undefined || isFirstDelivery(bot, `teams:${name}:begun`);
}

/** It was answered, or is kept until it is. */
async function isSeenTo(bot: TeamsContext, incoming: IncomingActivity): Promise<boolean> {
  const name = activityName(incoming);
  if (name === undefined) return false;
  return (await isAnswered(bot, name)) || (await bot.store.pendingAsks.has(`teams:${name}`));
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
    ...(await typedWords(incoming, (user) => bot.directory.emailOf(context, roster, user))),
  };
}

async function answerDirectly(bot: TeamsContext, turn: Turn, ask: Ask): Promise<void> {
  const { incoming, context } = turn;
  const request = await requestFor(bot, incoming, ask);
  await answerInTime(bot.app.handle(request), {
    patience: bot.patience.typing,
    announce: () =>
      context
        .sendActivity({ type: 'typing' })
        .catch((error: unknown) => bot.log.warn({ err: error }, 'Typing sign not sent')),
    async show(reply) {
      const reference = await sendAnswer(bot, turn, replyCard(reply, ask));
      await followAnswer(bot, reply, { ...request, reference });
    },
  });
}
