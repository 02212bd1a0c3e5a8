import { plainerViews, textAlone } from '../../../cards/view/plainer.ts';
import { toAdaptiveCard } from '../../../cards/view/teams/adaptive-card.ts';
import type { View } from '../../../cards/view/view.ts';
import { sendAccepted } from '../../adapter/send-accepted.ts';
import { DEFAULT_READER } from '../../reader.ts';
import { isCardRefused } from '../upstream.ts';
import type { TeamsCard } from './cards.ts';

/** Sends a card as whole as Teams takes it: where it refuses something drawn, plainer ones of the same view. */
export function sendCard<Result>(
  { card, view }: { card: TeamsCard; view: View },
  send: (card: TeamsCard) => Promise<Result>,
): Promise<Result> {
  const drawn = plainerViews(view, DEFAULT_READER);
  const plainer = drawn.length > 0 ? [...drawn, textAlone(view)] : [];
  return sendAccepted([card, ...plainer.map(toAdaptiveCard)], { send, isRefused: isCardRefused });
}
