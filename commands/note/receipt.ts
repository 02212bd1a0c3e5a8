import { type NoteCardExtras, noteCard } from '../../cards/note/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { FilesThere } from '../../crm/note/file-copy.ts';
import type { Origin } from '../../crm/note/origin.ts';
import type { NewNote } from '../../crm/note/rules.ts';
import { crmKeyOf } from '../../crm/note/rules.ts';
import { findTarget, type WriteBackState } from '../../crm/note/write-back.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';
import { dropDraft } from '../draft/draft.ts';
import { proposedByNote } from '../promise/proposed.ts';
import { leftOutOf } from './begin.ts';
import { crmShown } from './crm-shown.ts';
import { filedAs } from './filed.ts';
import { type NoteResult, saveNote } from './steps.ts';

interface Shown {
  offered?: Origin | null;
  /** How the customer was named, where it may not be the one that was meant. */
  filed?: { customer: CustomerId; said: string | null };
}

/** Keeps the note, drops the draft that it was made of, and answers with it. */
export async function saveAndShow(
  given: Omit<NewNote, 'authorId'>,
  draft: string | null,
  context: Context,
  shown: Shown = {},
): Promise<Reply> {
  const noted = await saveNote(given, context);
  if (draft) await dropDraft(draft, context);
  return showNote(noted, context, { saved: true, ...shown });
}

/** The note as it is now, and what became of it. */
export async function showNote(
  { note: shown, telling }: NoteResult,
  context: Context,
  {
    saved: isNew = false,
    offered = null,
    filed,
    begun = null,
  }: Shown & { saved?: boolean; begun?: WriteBackState | null } = {},
): Promise<Reply> {
  const { store, person, reader } = context;
  const { customerId } = shown;
  const subject = { kind: 'note' as const, id: shown.id };
  const [name, author, state, target, files] = await Promise.all([
    store.customers.name(customerId),
    store.people.get(shown.authorId),
    begun ?? store.writeBacks.get(crmKeyOf(shown)),
    findTarget({ customerId, subject, source: null }, context),
    filesOf(shown, context),
  ]);
  if (!author)
    throw new Problem('note-gone', { ...stringsFor(reader).note.refused.gone, reopens: false });
  const customer = { id: shown.customerId, name: name ?? '' };
  const more: NoteCardExtras = {
    saved: isNew,
    people: telling,
    filed: filed ? await filedAs(filed, context) : null,
    promised: await proposedByNote(shown, context),
    leftOut: leftOutOf(offered),
  };
  return {
    kind: 'answer',
    view: noteCard({
      customer,
      note: shown,
      author,
      mine: shown.authorId === person.id,
      crm: await crmShown(target, state, context),
      files,
      ...more,
      reader,
    }),
    ...(state?.state === 'waiting' && {
      follows: {
        note: shown.id,
        shown: { ...more, ...(begun && { failedAt: begun.at.toISOString() }) },
      },
    }),
  };
}

/** Most notes have none, and are not asked for any. */
const filesOf = async (
  { id, origin }: NoteResult['note'],
  { store }: Context,
): Promise<FilesThere> =>
  origin?.files.some(({ copy }) => copy) ? store.writeBacks.files(id) : {};
