import type { TeamsContext } from '../context.ts';
import { conversationOf } from '../directory/conversations.ts';
import { IncomingActivity } from './activity.ts';
import { answerMessage } from './message.ts';

/** Answers a message that a copy that was killed had acknowledged, in its conversation. Nothing is done twice. */
export async function answerPending(bot: TeamsContext, kept: unknown): Promise<void> {
  const incoming = IncomingActivity.parse(kept);
  const conversation = { ...conversationOf(incoming), id: incoming.conversation.id };
  await bot.conversations.within(conversation, (context) => {
    // The answer is a reply to what was typed.
    Object.assign(context.activity, { id: incoming.id });
    return answerMessage(bot, { incoming, context, again: true });
  });
}
