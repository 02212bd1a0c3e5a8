import { noteTextsCard } from '../../cards/note/history-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { noteText, readsNote } from '../../crm/note/rules.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context, Reply } from '../command.ts';

/**
 * Shows a note's texts, each for those who may read that text, and on record. Of one that was taken
 * back, for its author and for administrators: somebody has to answer for what was written of a customer.
 */
export async function showTexts(
  { note: id, skip }: { note: string; skip: number },
  { store, access, person, reader, audit }: Context,
): Promise<Reply> {
  const { refused } = stringsFor(reader).note;
  const note = await store.notes.get(id);
  const [author, name] = note
    ? await Promise.all([store.people.get(note.authorId), store.customers.name(note.customerId)])
    : [null, null];
  const may =
    note &&
    author &&
    readsNote(access, note, author) &&
    (!note.deletedAt || note.authorId === person.id || isAdministrator(person));
  if (!note || !author || !may) {
    await audit({
      action: 'refused',
      customer: note?.customerId ?? null,
      detail: { note: id, why: 'not-yours' },
    });
    throw new Problem('note-gone', {
      ...(isAdministrator(person) ? refused.keptFromYou : refused.gone),
      reopens: false,
    });
  }
  const texts = [
    ...note.history.map(({ at, body: words, visibility }) => ({ at, words, visibility })),
    { at: note.editedAt ?? note.createdAt, words: noteText(note), visibility: note.visibility },
  ].reverse();
  const seen = texts.filter(({ visibility }) => readsNote(access, { ...note, visibility }, author));
  await audit({
    action: 'look-up',
    customer: note.customerId,
    detail: { shown: 'note-texts', note: id, texts: seen.length },
  });
  return {
    kind: 'answer',
    view: noteTextsCard({
      customer: { id: note.customerId, name: name ?? '' },
      author,
      texts: seen,
      hidden: texts.length - seen.length,
      deletedAt: note.deletedAt,
      note: id,
      skip,
      reader,
    }),
  };
}
