import type { InvokeResponse, TeamsContext, Turn } from '../context.ts';
import { placeKind } from './activity.ts';
import { answerCardPress } from './card-press.ts';
import { answerDialog } from './dialog.ts';
import { answerMessage, isOverheard } from './message.ts';
import { answerMessageAction } from './message-action.ts';
import { answerSearch } from './search.ts';

/** Tells apart what Teams sends. Null where nothing has to be said back in the response. */
export async function dispatchActivity(
  bot: TeamsContext,
  turn: Turn,
): Promise<InvokeResponse | null> {
  const { type, action } = turn.incoming;
  if (type === 'installationUpdate' && action?.startsWith('remove'))
    return bot.conversations.forget(turn.incoming).then(() => null);
  if (type === 'message' && isOverheard(turn.incoming)) return null;
  await bot.conversations.remember(turn.incoming);
  if (type === 'invoke') return dispatchInvoke(bot, turn);
  if (type === 'message') await answerMessage(bot, turn);
  if (type === 'installationUpdate' && action === 'add' && placeKind(turn.incoming) === 'direct')
    await answerMessage(bot, withWords(turn, 'help'));
  return null;
}

async function dispatchInvoke(bot: TeamsContext, turn: Turn): Promise<InvokeResponse> {
  switch (turn.incoming.name) {
    case 'adaptiveCard/action':
      return answerCardPress(bot, turn);
    case 'task/fetch':
      return answerDialog(bot, turn, 'open');
    case 'task/submit':
      return answerDialog(bot, turn, 'submit');
    case 'composeExtension/fetchTask':
      return answerMessageAction(bot, turn);
    case 'composeExtension/submitAction':
      return answerDialog(bot, turn, 'submit');
    case 'composeExtension/query':
      return answerSearch(bot, turn);
    default:
      return { status: 501 };
  }
}

const withWords = ({ incoming, context }: Turn, text: string): Turn => ({
  context,
  incoming: { ...incoming, text },
});
