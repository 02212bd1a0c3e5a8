import { noteMessageCard } from '../../cards/note/messages.ts';
import type { View } from '../../cards/view/view.ts';
import type { Note } from '../../crm/note/note.ts';
import { readsNote } from '../../crm/note/rules.ts';
import type { Message } from '../../crm/notification/message.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { JobContext } from '../job.ts';

/** Redraws a message to somebody who is named in a note; null for other messages about it. */
export async function noteNow(
  { subject, to }: Pick<Message, 'subject' | 'to'>,
  note: Note,
  { store, readerOf }: JobContext,
): Promise<View | null> {
  // An administrator who was asked for help with it reads its words.
  const isHelp = subject.role === 'help';
  if (to.kind !== 'person' || !(isHelp || subject.role === 'mention')) return null;
  const [person, author, name, mentions] = await Promise.all([
    store.people.get(to.person),
    store.people.get(note.authorId),
    store.customers.name(note.customerId),
    store.questions.of(note),
  ]);
  const mention = mentions.find((one) => one.to === to.person);
  if (!person || !author || !(mention || isHelp)) return null;
  const reads = !note.deletedAt && readsNote(accessOf(person), note, author);
  if (isHelp && reads) return null;
  return noteMessageCard({
    customer: { id: note.customerId, name: name ?? '' },
    note,
    author,
    mention: mention?.id ?? '',
    reads,
    reader: readerOf(person),
  });
}
