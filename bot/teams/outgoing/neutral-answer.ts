import { z } from 'zod';
import { parseJson } from '../../../cards/view/press.ts';
import type { Store } from '../../../crm/store/store.ts';
import type { Conversation, ConversationStore } from '../directory/conversations.ts';
import { Earlier } from '../incoming/deferred-ask.ts';
import { answeredCard, cardMessage, type TeamsCard } from './cards.ts';
import { replaceKeptAnswer } from './kept-answers.ts';
import { readReference } from './lost-posts.ts';

/** A card that says in a group only who asked; the answer is kept, and the asker's own Teams fetches it. */
const NeutralAnswer = z.object({
  /** The message, as `sendAnswer` calls it. */
  message: z.string(),
  /** The conversation's id with its thread. */
  conversation: z.string(),
  earlier: Earlier,
  /** Teams' id of the asker. */
  mri: z.string(),
});
type NeutralAnswer = z.infer<typeof NeutralAnswer>;

export const neutralReference = (answer: NeutralAnswer): string => JSON.stringify(answer);

/** Null where the reference is a message's own. */
export const readNeutral = (reference: string): NeutralAnswer | null =>
  NeutralAnswer.safeParse(parseJson(reference)).data ?? null;

/**
 * Replaces the kept answer, and edits the card in the group to the same words: at an edit Teams fetches the answer anew
 * for its asker, and for nobody else. `gone` where no answer is kept any more. Throws `Upstream`.
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/up-to-date-views
 */
export async function editNeutral(
  { store, conversations }: { store: Store; conversations: Pick<ConversationStore, 'within'> },
  at: Conversation,
  { answer, card }: { answer: NeutralAnswer; card: TeamsCard },
): Promise<'done' | 'gone'> {
  const { earlier, mri, conversation: id } = answer;
  const account = { tenant: at.tenant, user: earlier.asker };
  const kept = { account, activity: earlier.first, card };
  if (!(await replaceKeptAnswer(store, kept))) return 'gone';
  const shown = answeredCard(earlier, mri);
  const { id: message, mark } = readReference(answer.message);
  await conversations.within({ ...at, id }, (context) =>
    context.updateActivity({ ...cardMessage(shown.card, shown.view, mark), id: message }),
  );
  return 'done';
}
