import { notesList } from '../../cards/note/actions.ts';
import { notesCard } from '../../cards/note/list.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { readsNote } from '../../crm/note/rules.ts';
import { Problem } from '../../crm/problem.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { whichCustomer } from '../parse/which-customer.ts';

const LISTED = 8;
const READ = 1000;

export const notes = defineCommand({
  name: 'notes',
  usage: 'notes <customer>',
  summary: 'The notes on a customer, pinned ones first',
  examples: ['notes acme'],
  phrases: [
    'notes|note of|on|about|for {customer}',
    'the|all|any|our|my notes of|on|about|for|with {customer}',
    'what did|have we|i note|noted|write|written [down] about|on {customer}',
    'what notes do we have on|about|for {customer}',
    'are there any notes on|about|for {customer}',
  ],
  readsOnly: true,
  args: CommandInput,
  async run(words, context) {
    const query = inputText(words);
    const here = query ? null : await customerHere(context);
    if (!query && !here)
      throw new Problem('no-customer', stringsFor(context.reader).note.refused.noCustomer);
    if (here) return list(here, 0, context);
    const which = await whichCustomer(query, context, { action: notesList, label: 'notes' });
    return which.kind === 'one' ? list(which.id, 0, context) : which.reply;
  },
  actions: [on(notesList, ({ customer, skip }, context) => list(customer, skip, context))],
});

async function list(
  customer: CustomerId,
  skip: number,
  { store, access, reader, audit }: Context,
): Promise<Reply> {
  const name = await store.customers.name(customer);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const all = await store.notes.of(customer, READ);
  const authors = new Map(
    await Promise.all(
      [...new Set(all.map(({ authorId }) => authorId))].map(
        async (id) => [id, await store.people.get(id)] as const,
      ),
    ),
  );
  const seen = all.flatMap((note) => {
    const author = authors.get(note.authorId);
    return author && readsNote(access, note, author) ? [{ note, author: author.name }] : [];
  });
  await audit({ action: 'look-up', customer, detail: { shown: 'notes', notes: seen.length } });
  return {
    kind: 'answer',
    view: notesCard({
      customer: { id: customer, name },
      notes: seen.slice(skip, skip + LISTED),
      rest: { count: seen.length - skip - LISTED, skip: skip + LISTED },
      reader,
    }),
  };
}
