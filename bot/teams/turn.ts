import { onCardPress } from './card-press.ts';
import type { Answer, Bot, Turn } from './bot.ts';
import { onDialog } from './dialog.ts';
import { kindOf } from './incoming.ts';
import { isOverheard, onMessage } from './message.ts';
import { onMessageAction } from './message-action.ts';
import { onSearch } from './search.ts';

/** Tells apart what Teams sends. Null where nothing has to be said back in the response. */
export async function onTurn(bot: Bot, turn: Turn): Promise<Answer | null> {
  const { type, action } = turn.incoming;
  if (type === 'installationUpdate' && action?.startsWith('remove'))
    return bot.conversations.forget(turn.incoming).then(() => null);
  if (type === 'message' && isOverheard(turn.incoming)) return null;
  await bot.conversations.remember(turn.incoming);
  if (type === 'invoke') return onInvoke(bot, turn);
  if (type === 'message') await onMessage(bot, turn);
  if (type === 'installationUpdate' && action === 'add' && kindOf(turn.incoming) === 'direct')
    await onMessage(bot, withWords(turn, 'help'));
  return null;
}

async function onInvoke(bot: Bot, turn: Turn): Promise<Answer> {
  switch (turn.incoming.name) {
    case 'adaptiveCard/action':
      return onCardPress(bot, turn);
    case 'task/fetch':
      return onDialog(bot, turn, 'open');
    case 'task/submit':
      return onDialog(bot, turn, 'submit');
    case 'composeExtension/fetchTask':
      return onMessageAction(bot, turn);
    case 'composeExtension/submitAction':
      return onDialog(bot, turn, 'submit');
    case 'composeExtension/query':
      return onSearch(bot, turn);
    default:
      return { status: 501 };
  }
}

/** Whoever adds the app is told what it can do. */
const withWords = ({ incoming, context }: Turn, text: string): Turn => ({
  context,
  incoming: { ...incoming, text },
});
