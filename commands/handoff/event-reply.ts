import { handoffTitle, roleOf } from '../../cards/handoff/card.ts';
import { handoffEvent } from '../../cards/handoff/event-card.ts';
import { type HandoffSummary, missingWords } from '../../cards/handoff/lines.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { View } from '../../cards/view/view.ts';
import { standing } from '../../crm/handoff/people.ts';
import { isHandoffStep } from '../../crm/notification/message-subject.ts';
import type { Context } from '../command.ts';
import type { PersonStep } from './step-entry.ts';
import type { ReplyWords } from './steps.ts';

/** True where the line of an earlier step was pressed. */
export async function isOnEvent({ via, store }: Context): Promise<boolean> {
  const message = via ? await store.messages.get(via) : null;
  return message !== null && isHandoffStep(message.subject);
}

/** The answer there: a line as well, since the packet stands in another message. */
export function eventReply(
  said: HandoffSummary,
  step: PersonStep,
  { words, context: { person, reader } }: { words: ReplyWords; context: Context },
): View {
  const stands = standing(said.handoff, said.department, person);
  const card = { ...said, role: roleOf(said, stands), oversees: stands.oversees, reader };
  const { receipt, you } = stringsFor(reader).handoff;
  const news = {
    answer: receipt.answered(said.customer),
    tick: receipt.ticked(you, said.customer, missingWords(said.handoff, reader)),
    other: handoffTitle(card, reader),
  }[step.kind === 'answer' || step.kind === 'tick' ? step.kind : 'other'];
  return handoffEvent({
    ...card,
    news: words.said ?? news,
    mind: words.mind ?? null,
    mayOwn: words.mayOwn ?? false,
  });
}
