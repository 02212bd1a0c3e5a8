import type { CustomerId } from '../../crm/customer/customer.ts';
import { noteTitle, readsNote } from '../../crm/note/rules.ts';
import type { Context } from '../command.ts';

const MOST = 5;

/** The notes that are pinned on a customer, as far as this person may read them. */
export async function pinnedOn(
  customer: CustomerId,
  { store, access }: Pick<Context, 'store' | 'access'>,
): Promise<{ words: string; by: string }[]> {
  const pinned = (await store.notes.of(customer, MOST)).filter((note) => note.pinned);
  const read = await Promise.all(
    pinned.map(async (note) => {
      const author = await store.people.get(note.authorId);
      return author && readsNote(access, note, author)
        ? [{ words: noteTitle(note), by: author.name }]
        : [];
    }),
  );
  return read.flat();
}
