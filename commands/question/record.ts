import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { DepartmentId } from '../../crm/person/person.ts';
import type { Mention } from '../../crm/question/question.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Store } from '../../crm/store/store.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import { type NewEntry, ownEntry } from '../../crm/timeline/own-entry.ts';
import type { Context } from '../command.ts';
import type { Receivers } from './receivers.ts';

/** The readers of an entry, where they are not everybody. */
interface EntryReaders {
  visibility?: Visibility;
  department?: DepartmentId;
}

/** An answer to a note's question has the readers of the note: those of its department, not of the answerer's. */
export async function readersOf(
  { noteId }: Mention,
  { notes, people }: Pick<Store, 'notes' | 'people'>,
): Promise<EntryReaders> {
  const note = noteId === null ? null : await notes.get(noteId);
  const author = note && (await people.get(note.authorId));
  return note && author
    ? {
        visibility: note.visibility,
        ...(note.visibility !== 'everyone' && { department: author.department }),
      }
    : {};
}

export function questionEntry(
  customerId: CustomerId,
  {
    visibility,
    department,
    ...said
  }: Pick<NewEntry, 'externalId' | 'title' | 'body'> & EntryReaders,
  { person, now }: Context,
): Change {
  const by = { id: person.id, department: department ?? person.department };
  return {
    kind: 'entry',
    entry: ownEntry({
      kind: 'message',
      customerId,
      at: now,
      by,
      ...said,
      ...(visibility && { visibility }),
    }),
  };
}

export const auditQuestion = (
  customer: CustomerId,
  detail: Record<string, string | number>,
  context: Context,
): Change => auditLine({ action: 'mention', customer, detail }, context);

export interface Question {
  /** Names it, so that asked once more it asks nobody twice. */
  id: string;
  customer: { id: CustomerId; name: string };
  asked: Receivers;
  words: string;
  /** Where it stands in a note. */
  noteId: string | null;
}
