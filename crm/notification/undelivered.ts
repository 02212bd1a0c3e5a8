import type { PersonId } from '../person/person.ts';
import { questionOf } from '../question/rules.ts';
import type { Store } from '../store/store.ts';
import type { Message } from './message.ts';

/** The work that a message is about. */
export interface Subject {
  kind: 'handoff' | 'task' | 'mention' | 'note' | 'win';
  id: string;
}

const KINDS: readonly Subject['kind'][] = ['handoff', 'task', 'mention', 'note', 'win'];
/** As many as one question is put to. */
const MOST = 50;

/** The subject of a message, by the beginning of its key; null where it is nobody's work. */
export function subjectOf(key: string): Subject | null {
  const [named = '', id = ''] = key.split(':');
  const kind = KINDS.find((one) => one === named);
  return kind && id ? { kind, id } : null;
}

/** The person who asked for it, if any; for a packet that the clock sent on, the giver. */
export async function senderOf(
  { key, sender }: Pick<Message, 'key' | 'sender'>,
  store: Pick<Store, 'handoffs'>,
): Promise<PersonId | null> {
  const subject = subjectOf(key);
  if (sender !== null || subject?.kind !== 'handoff' || !key.includes(':packet:')) return sender;
  return (await store.handoffs.get(subject.id))?.from ?? null;
}

/** Everybody's message of what was put to several at once, of whom one is enough; only this one where it was put to one. */
export async function putTo(
  message: Message,
  members: readonly PersonId[],
  store: Pick<Store, 'messages'>,
): Promise<Message[]> {
  const keys = siblingKeys(message, members);
  const siblings = (await Promise.all(keys.map((key) => store.messages.get(key)))).filter(
    (one) => one !== null,
  );
  return siblings.length > 0 ? siblings : [message];
}

function siblingKeys({ key }: Pick<Message, 'key'>, members: readonly PersonId[]): string[] {
  const packet = /^(handoff:.+:packet:)/.exec(key)?.[1];
  if (packet) return members.map((person) => packet + person);
  const asked = /^mention:([^:]+\.\d+)$/.exec(key)?.[1];
  return asked
    ? Array.from({ length: MOST }, (_, i) => `mention:${questionOf({ id: asked })}.${i}`)
    : [];
}
