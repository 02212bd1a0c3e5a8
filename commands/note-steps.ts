import { wordsFor } from '../cards/words.ts';
import type { Change } from '../crm/changes.ts';
import { entryIdOf, noteEntry, type NewNote, type NoteRefusal, type NoteStep, readsNote, stepNote, writeNote } from '../crm/note.ts';
import { Problem } from '../crm/problem.ts';
import type { Note } from '../crm/work.ts';
import type { Context } from './command.ts';
import { mentionedIn, NOBODY, type Telling } from './note-people.ts';
import { tell, toldSoFar } from './note-told.ts';

const TRIES = 10;

export interface Noted {
  note: Note;
  telling: Telling;
}

/** Stored with its entry, what goes to the CRM and what colleagues are told. The same id again is the note that is there. */
export async function saveNote(given: Omit<NewNote, 'authorId'>, context: Context): Promise<Noted> {
  const { store, person, now } = context;
  const before = await store.desk.note(given.id);
  if (before) return { note: await readable(given.id, context), telling: NOBODY };
  if ((await store.customers.name(given.customerId)) === null) throw new Problem('unknown-customer', wordsFor(context.reader).problem.unknownCustomer);
  const { body, people } = await mentionedIn(given.body, context);
  const outcome = writeNote({ ...given, body, authorId: person.id }, now);
  if (outcome.kind === 'refused') return refuse(outcome.why, { customerId: given.customerId, id: given.id }, context);
  const { note } = outcome;
  const { telling, changes } = await tell(note, people, context);
  const done = await store.desk.commit([...changesFor(note, 'write', context), ...changes], now);
  return done === 'done' ? { note, telling } : { note: await readable(given.id, context), telling: NOBODY };
}

/** Takes a step; where it was changed in between, it is decided again on what it is now. */
export async function changeNote(id: string, step: NoteStep, context: Context): Promise<Noted> {
  const { store, person, now } = context;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const note = await readable(id, context);
    const { body, people } = step.kind === 'edit' ? await mentionedIn(step.body, context, note.body) : { body: '', people: { found: [], unknown: [] } };
    const outcome = stepNote(note, step.kind === 'edit' ? { ...step, body } : step, { by: person.id, now });
    if (outcome.kind === 'refused') return refuse(outcome.why, note, context);
    if (outcome.kind === 'same') return { note, telling: NOBODY };
    const [{ telling, changes }, before] = await Promise.all([tell(outcome.note, people, context), step.kind === 'pin' ? { letGo: [], changes: [] } : toldSoFar(note, outcome.note, context)]);
    const all = [...changesFor(outcome.note, step.kind, context), ...changes, ...before.changes];
    if ((await store.desk.commit(all, now)) === 'done') return { note: outcome.note, telling: { ...telling, letGo: before.letGo } };
  }
  throw new Problem('note-busy', wordsFor(context.reader).note.refused.busy);
}

/** The note, where this person may read it; else it is nowhere. */
export async function readable(id: string, { store, sight, reader }: Context): Promise<Note> {
  const note = await store.desk.note(id);
  const author = note && (await store.people.get(note.authorId));
  if (!note || !author || !readsNote(sight, note, author) || (note.deletedAt && note.authorId !== sight.self)) throw new Problem('note-gone', wordsFor(reader).note.refused.gone);
  return note;
}

export const crmKeyOf = ({ id, version }: Pick<Note, 'id' | 'version'>): string => `note:${id}:${version}`;

function changesFor(note: Note, step: string, context: Context): Change[] {
  const { person, crm } = context;
  const { customerId } = note;
  return [
    { kind: 'note', note },
    note.deletedAt ? { kind: 'no-entry', customerId, source: 'rapport', externalId: entryIdOf(note) } : { kind: 'entry', entry: noteEntry(note, person) },
    ...(crm ? [{ kind: 'write-back' as const, writeBack: { key: crmKeyOf(note), customerId, subject: { kind: 'note' as const, id: note.id } } }] : []),
    audited(note, { step, visibility: note.visibility, length: note.body.length, messages: note.origin?.messages.length ?? 0, files: note.origin?.files.length ?? 0 }, context),
  ];
}

function audited({ id, customerId }: Pick<Note, 'id' | 'customerId'>, detail: Record<string, string | number>, { now, person, account, place }: Context): Change {
  return { kind: 'audit', event: { at: now, person: person.id, account, place: `${place.kind} ${place.id}`, action: 'note', customer: customerId, detail: { note: id, ...detail } } };
}

async function refuse(why: NoteRefusal, { id, customerId }: Pick<Note, 'id' | 'customerId'>, { audit, reader }: Context): Promise<never> {
  await audit({ action: 'refused', customer: customerId, detail: { note: id, why } });
  throw new Problem(`note-${why}`, wordsFor(reader).note.refused[why]);
}
