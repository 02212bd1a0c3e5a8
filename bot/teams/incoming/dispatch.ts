import { toAdaptiveCard } from '../../../cards/view/teams/adaptive-card.ts';
import { text } from '../../../cards/view/view.ts';
import type { InvokeResponse, TeamsContext, Turn } from '../context.ts';
import { locateActivity } from '../directory/whereabouts.ts';
import { dialogMessage } from '../outgoing/dialog-response.ts';
import { STRINGS } from '../strings.ts';
import { type IncomingActivity, placeKind, teamsAccount } from './activity.ts';
import { answerCardPress, cardResponse } from './card-press.ts';
import { answerDialog } from './dialog.ts';
import { answerMessage, isOverheard } from './message.ts';
import { answerMessageAction } from './message-action.ts';
import { answerSearch, extensionMessage } from './search.ts';
import { answerTypeahead, choicesFound } from './typeahead.ts';

/** Tells apart what Teams sends. Null where nothing has to be said back in the response. */
export async function dispatchActivity(
  bot: TeamsContext,
  { incoming, context }: Turn,
): Promise<InvokeResponse | null> {
  const { type, action } = incoming;
  if (type === 'installationUpdate' && action?.startsWith('remove'))
    return bot.conversations.forget(incoming).then(() => null);
  if (type === 'message' && isOverheard(incoming)) return null;
  const turn = { context, incoming: await locateActivity(bot, incoming) };
  if (type === 'invoke') return dispatchInvoke(bot, turn);
  if (type === 'message') await answerMessage(bot, turn);
  if (type === 'installationUpdate' && action === 'add' && placeKind(turn.incoming) === 'direct')
    await answerMessage(bot, withWords(turn, 'help'));
  return null;
}

async function dispatchInvoke(bot: TeamsContext, turn: Turn): Promise<InvokeResponse> {
  const { incoming } = turn;
  if (incoming.visits && !(await bot.conversations.ofPerson(teamsAccount(incoming))))
    return openChatFirst(incoming);
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
    case 'application/search':
      return answerTypeahead(bot, turn);
    default:
      return { status: 501 };
  }
}

/** Somebody whom the bot has never met cannot be looked up from a chat that it is not in. */
function openChatFirst({ name }: IncomingActivity): InvokeResponse {
  if (name === 'application/search') return choicesFound([]);
  const words = `${STRINGS.openChat}. ${STRINGS.openChatMore}`;
  if (name === 'composeExtension/query') return extensionMessage(words);
  if (name === 'adaptiveCard/action')
    return cardResponse(
      toAdaptiveCard({ title: STRINGS.openChat, blocks: [text(STRINGS.openChatMore)] }),
    );
  return dialogMessage(words);
}

const withWords = ({ incoming, context }: Turn, text: string): Turn => ({
  context,
  incoming: { ...incoming, text },
});
