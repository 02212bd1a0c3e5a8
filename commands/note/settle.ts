import type { z } from 'zod';
import type { noteKeep, noteTake } from '../../cards/note/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { Note } from '../../crm/note/note.ts';
import { crmKeyOf } from '../../crm/note/rules.ts';
import { takenWords } from '../../crm/note/text-there.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';
import { NOBODY } from './mentions.ts';
import { showNote } from './receipt.ts';
import { changeNote, readable } from './steps.ts';

/** The author's text goes over the one that somebody wrote in the other system. */
export async function keepMine(
  { note: id }: z.infer<typeof noteKeep.data>,
  context: Context,
): Promise<Reply> {
  const { note, theirs } = await unsettled(id, context);
  const { store, now } = context;
  // From here on their text is one that is known, and may be written over.
  await store.writeBacks.saveTexts(id, { agreed: theirs, theirs: null });
  const { customerId } = note;
  const key = `${crmKeyOf(note)}:kept:${now.getTime()}`;
  await store.commit(
    [
      {
        kind: 'write-back',
        writeBack: { key, customerId, subject: { kind: 'note', id } },
      },
      auditLine(
        { action: 'note', customer: customerId, detail: { note: id, step: 'keep-mine' } },
        context,
      ),
    ],
    now,
  );
  return showNote({ note, telling: NOBODY }, context);
}

/** The words from the other system become the note's. */
export async function takeTheirs(
  { note: id }: z.infer<typeof noteTake.data>,
  context: Context,
): Promise<Reply> {
  const { note, theirs } = await unsettled(id, context);
  const { store } = context;
  const body = takenWords(note, theirs);
  const { visibility } = note;
  await store.writeBacks.saveTexts(id, { agreed: theirs });
  const result = await changeNote(id, { kind: 'edit', body, visibility }, context);
  await store.writeBacks.saveTexts(id, { theirs: null });
  return showNote(result, context);
}

/** A note of one's own with another text in the other system. */
async function unsettled(id: string, context: Context): Promise<{ note: Note; theirs: string }> {
  const { store, person, reader } = context;
  const note = await readable(id, context);
  const strings = stringsFor(reader).note;
  if (note.authorId !== person.id)
    throw new Problem('note-not-yours', { ...strings.refused['not-yours'], reopens: false });
  const { theirs } = await store.writeBacks.texts(id);
  if (theirs === null) throw new Problem('note-settled', strings.crm.settled);
  return { note, theirs };
}
