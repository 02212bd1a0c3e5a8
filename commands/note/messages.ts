import { noteMessageCard } from '../../cards/note/messages.ts';
import { stringsFor } from '../../cards/strings.ts';
import { firstName } from '../../cards/view/names.ts';
import type { Note } from '../../crm/note/note.ts';
import { readsNote } from '../../crm/note/rules.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';
import type { NamedPeople, Telling } from './mentions.ts';

/** CRMs tell nobody of names in notes that programs write, so it is told here: to whoever may read the note. */
export async function tell(
  note: Note,
  { found, unknown, beyond }: NamedPeople,
  context: Context,
): Promise<{ telling: Telling; changes: Change[] }> {
  const others = note.deletedAt ? [] : found.filter(({ id }) => id !== context.person.id);
  const told = others.filter((colleague) => readsNote(accessOf(colleague), note, context.person));
  const notTold = others.filter((colleague) => !told.includes(colleague));
  const customer = await customerOf(note, context);
  return {
    telling: { told: names(told), notTold: names(notTold), unknown, beyond, letGo: [] },
    changes: told.flatMap((colleague) => mentionChanges(note, customer, colleague, context)),
  };
}

const names = (people: readonly Person[]): string[] => people.map(({ name }) => firstName(name));

export const customerOf = async ({ customerId: id }: Note, { store }: Context) => ({
  id,
  name: (await store.customers.name(id)) ?? '',
});

function mentionChanges(
  note: Note,
  customer: { id: Note['customerId']; name: string },
  to: Person,
  context: Context,
): Change[] {
  const { person, now } = context;
  const reader = context.readerOf(to);
  const { mention: words } = stringsFor(reader).note;
  const id = context.id();
  const view = noteMessageCard({
    customer,
    note,
    author: person,
    mention: id,
    reads: true,
    reader,
  });
  return [
    {
      kind: 'mention',
      mention: {
        id,
        customerId: customer.id,
        version: 1,
        createdAt: now,
        from: person.id,
        to: to.id,
        words: note.body,
        noteId: note.id,
        answer: null,
        answeredAt: null,
      },
    },
    {
      kind: 'message',
      message: {
        key: mentionKey(note, to),
        subject: { kind: 'note', id: note.id, role: 'mention', version: null },
        to: { kind: 'person', person: to.id },
        kind: 'mention',
        customerId: customer.id,
        line: view.title,
        why: words.why(person.name),
        view,
        pressing: true,
      },
    },
  ];
}

export const mentionKey = ({ id }: Pick<Note, 'id'>, to: Pick<Person, 'id'>): string =>
  `note:${id}:mention:${to.id}`;
