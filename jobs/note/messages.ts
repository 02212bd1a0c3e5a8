import { noteMessageCard } from '../../cards/note/messages.ts';
import type { View } from '../../cards/view/view.ts';
import type { Note } from '../../crm/note/note.ts';
import { readsNote } from '../../crm/note/rules.ts';
import type { Message } from '../../crm/notification/message.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';

/** Redraws a message to somebody who is named in a note; null for other messages about it. */
export async function noteNow(
  { key, to }: Pick<Message, 'key' | 'to'>,
  note: Note,
  { store, readerOf }: JobContext,
): Promise<View | null> {
  if (to.kind !== 'person' || !(isHelp(key) || key === `note:${note.id}:mention:${to.person}`))
    return null;
  const [person, author, name, mentions] = await Promise.all([
    store.people.get(to.person),
    store.people.get(note.authorId),
    store.customers.name(note.customerId),
    store.questions.of(note),
  ]);
  const mention = mentions.find((one) => one.to === to.person);
  if (!person || !author || !(mention || isHelp(key))) return null;
  const reads = !note.deletedAt && readsNote(accessOf(person), note, author);
  if (isHelp(key) && reads) return null;
  return noteMessageCard({
    customer: { id: note.customerId, name: name ?? '' },
    note,
    author,
    mention: mention?.id ?? '',
    reads,
    reader: readerOf(person),
  });
}

/** A request for an administrator's help quotes the note. */
const isHelp = (key: string): boolean => key.startsWith('help:');
