import type { Filed } from '../cards/note-card.ts';
import { wordsFor } from '../cards/words.ts';
import type { CustomerId } from '../crm/customer.ts';
import { Problem } from '../crm/problem.ts';
import type { Context } from './command.ts';
import { customerHere } from './here.ts';
import { changeNote, type Noted, readable, saveNote } from './note-steps.ts';

/** Where the note may stand with another customer than was meant: by a name that was spelt otherwise, or in the room of another one. */
export async function filedAs({ customer, said }: { customer: CustomerId; said: string | null }, context: Context): Promise<Filed | null> {
  if (said === null) return null;
  const { store } = context;
  const room = await customerHere(context);
  const name = room && room !== customer ? await store.customers.name(room) : null;
  if (room && name) return { kind: 'room', here: { id: room, name } };
  const [first] = await store.customers.find(said, 1);
  return first?.exact && first.customer.id === customer ? null : { kind: 'guessed', said };
}

const LONGEST = 56;

/** The same note on another customer, and none on the first: nothing is lost where it breaks off in between. */
export async function moveNote(id: string, customerId: CustomerId, context: Context): Promise<Noted> {
  const { person, reader } = context;
  const { refused } = wordsFor(reader).note;
  const note = await readable(id, context);
  if (note.authorId !== person.id) throw new Problem('note-not-yours', refused['not-yours']);
  if (note.deletedAt) throw new Problem('note-deleted', refused.deleted);
  if (note.customerId === customerId) return { note, telling: { told: [], notTold: [], unknown: [], letGo: [] } };
  const { body, visibility, origin } = note;
  // Named after the first, so that pressed twice it is one.
  const moved = await saveNote({ id: `${id.slice(0, LONGEST)}-moved`, customerId, body, visibility, origin }, context);
  await changeNote(id, { kind: 'delete' }, context);
  return moved;
}
