import type { PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import type { Message } from './message.ts';

/** The person who asked for it, if any; for a packet that the clock sent on, the giver. */
export async function senderOf(
  { subject, sender }: Pick<Message, 'subject' | 'sender'>,
  store: Pick<Store, 'handoffs'>,
): Promise<PersonId | null> {
  if (sender !== null || subject.kind !== 'handoff' || subject.role !== 'packet') return sender;
  return (await store.handoffs.get(subject.id))?.from ?? null;
}

/** Everybody's message of what was put to several at once, of whom one is enough; only this one where it was put to one. */
export async function putTo(
  message: Message,
  members: readonly PersonId[],
  { messages }: Pick<Store, 'messages'>,
): Promise<Message[]> {
  const { kind, role } = message.subject;
  const isPacket = kind === 'handoff' && role === 'packet';
  if (!isPacket && !(kind === 'question' && role === 'asked')) return [message];
  const siblings = (await messages.alike(message.subject)).filter(
    ({ to }) => to.kind === 'person' && (!isPacket || members.includes(to.person)),
  );
  return siblings.length > 0 ? siblings : [message];
}
