import type { View } from '../../cards/view/view.ts';
import type { Message } from '../../crm/notification/message.ts';
import { Place } from '../../crm/person/place.ts';
import type { JobContext } from '../job.ts';
import { receiverOf } from './addressee.ts';
import { redraw, togetherWith } from './batch.ts';
import { viewOf } from './send-message.ts';

/**
 * Puts another view in the place of what a message said, wherever it stands; `isShown` where it stands there already. False
 * where it stands somewhere and cannot be edited.
 */
export async function reviseMessage(
  message: Message,
  view: View,
  context: JobContext,
  { isShown = false }: { isShown?: boolean } = {},
): Promise<boolean> {
  const { store } = context;
  const revised = { ...message, line: view.title, view };
  const edited = isShown || (await edit(revised, context));
  await store.messages.revise(revised);
  // It was on its way, and may have left with what it said before.
  const after = message.state === 'sent' ? null : await store.messages.get(message.key);
  return after?.state === 'sent' ? edit(after, context) : edited;
}

/** Where it stands by itself, or in the message of the batch that it is part of. */
async function edit(message: Message, context: JobContext): Promise<boolean> {
  const { state, sentAs } = message;
  if (state !== 'sent' || !sentAs) return true;
  const place = Place.safeParse(sentAs.place).data;
  const receiver = place && (await receiverOf(message.to, context));
  if (!place || !receiver) return false;
  const { reference } = sentAs;
  const together = await togetherWith(message, context);
  const edited =
    together.length <= 1
      ? await context.update({ place, reference, view: viewOf(message, receiver) })
      : await redraw(message, { place, reference, messages: together, receiver }, context);
  return typeof edited === 'string';
}
