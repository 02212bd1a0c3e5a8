import { stringsFor } from '../../cards/strings.ts';
import type { Message } from '../../crm/notification/message.ts';
import { Problem } from '../../crm/problem.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import type { Context } from '../command.ts';

/** A message for this person, or for the place where it is asked for. */
export async function ownMessage(key: string, context: Context): Promise<Message> {
  const { store, person, place } = context;
  const message = await store.messages.get(key);
  const isOwn =
    message?.to.kind === 'person'
      ? message.to.person === person.id
      : message?.to.place.platform === place.platform &&
        message.to.place.tenant === place.tenant &&
        message.to.place.id === place.id;
  if (!message || !isOwn) throw goneMessage(context);
  return message;
}

export const goneMessage = ({ reader }: Context): Problem =>
  new Problem('gone-message', stringsFor(reader).notifications.unread.gone);

/** Those that were gathered into one message with this one, oldest first. */
export async function batchOf(
  { to, sentAt, sentAs }: Message,
  { store }: Context,
): Promise<Message[]> {
  if (!sentAt || !sentAs) return [];
  const around = await store.messages.recent(to, new Date(sentAt.getTime() - MINUTE));
  return around
    .filter((other) => other.state === 'sent' && other.sentAs?.reference === sentAs.reference)
    .toReversed();
}
