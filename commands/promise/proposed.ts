import { createHash } from 'node:crypto';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Note } from '../../crm/note/note.ts';
import { redactEntry } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { type PromiseWords, promiseIn } from '../../crm/promise/detect.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import type { Entry, EntryKey, Kind } from '../../crm/timeline/entry.ts';
import type { Context, Reply } from '../command.ts';
import { readPromise } from './from-words.ts';
import { addPromise } from './make.ts';
import { showPromise } from './show.ts';

/** Kinds of entries in which a colleague says what they promised. */
const SPOKEN: readonly Kind[] = ['call', 'meeting', 'email', 'message', 'note'];
/** More promises to one customer than anybody looks through. */
const MANY = 500;

/** The id of the promise that a note becomes: a second press makes nothing. */
export const promiseOfNote = (note: string): string => `${note}-p`;

/** The same for an entry, whose own key may be longer than an id. */
const promiseOfEntryId = (customer: CustomerId, { source, externalId }: EntryKey): string =>
  createHash('sha256')
    .update(JSON.stringify([customer, source, externalId]))
    .digest('hex')
    .slice(0, 40);

/** The promise that a note of this person sounds like; null where it is none, or is noted already. */
export async function proposedByNote(
  { id, body, authorId, deletedAt }: Note,
  { store, person }: Pick<Context, 'store' | 'person'>,
): Promise<string | null> {
  if (authorId !== person.id || deletedAt) return null;
  const found = promiseIn(body);
  return found && (await store.promises.get(promiseOfNote(id))) === null ? found.words : null;
}

/** The same for an entry of this person, such as a call. */
export async function proposedByEntry(
  entry: Entry,
  { store, person }: Pick<Context, 'store' | 'person'>,
): Promise<string | null> {
  // A note of ours proposes it itself.
  if (entry.source === 'rapport') return null;
  if (entry.personId !== person.id || !SPOKEN.includes(entry.kind) || entry.direction === 'inbound')
    return null;
  const found = spokenIn(entry);
  if (found === null) return null;
  return (await promiseOfEntry(entry.customerId, entry, { store })) === null ? found.words : null;
}

const spokenIn = ({ title, body }: Entry): PromiseWords | null =>
  promiseIn(`${title}\n${body ?? ''}`);

async function promiseOfEntry(
  customer: CustomerId,
  { source, externalId }: EntryKey,
  { store }: Pick<Context, 'store'>,
): Promise<CustomerPromise | null> {
  const all = await store.promises.of(customer, MANY);
  return (
    all.find(
      ({ origin }) =>
        origin.kind === 'entry' &&
        origin.entry.source === source &&
        origin.entry.externalId === externalId,
    ) ?? null
  );
}

/** Confirmed by the author of the note: as private as the note. */
export async function promiseFromNote(id: string, context: Context): Promise<Reply> {
  const { store, person, reader } = context;
  const note = await store.notes.get(id);
  const found = note && note.authorId === person.id && !note.deletedAt && promiseIn(note.body);
  if (!note || !found) throw gone(reader);
  return addPromise(
    {
      id: promiseOfNote(id),
      customer: note.customerId,
      ...(await readPromise(found.words, context)),
      to: found.to,
      by: person,
      visibility: note.visibility,
      origin: { kind: 'note', id },
    },
    context,
  );
}

/** Confirmed by the colleague whose call or letter it is. */
export async function promiseFromEntry(
  customer: CustomerId,
  key: EntryKey,
  context: Context,
): Promise<Reply> {
  const { store, person, access, reader } = context;
  const there = await promiseOfEntry(customer, key, context);
  if (there) return showPromise(there, stringsFor(reader).promise.saved.again, context);
  const entry = await store.timeline.entry(customer, key, access);
  const seen = entry && redactEntry(entry, access);
  const words = seen && (await proposedByEntry(seen, context));
  if (!entry || !seen || !words) throw gone(reader);
  return addPromise(
    {
      id: promiseOfEntryId(customer, key),
      customer,
      ...(await readPromise(words, context)),
      to: spokenIn(seen)?.to ?? entry.contact,
      by: person,
      visibility: entry.visibility,
      ...(entry.visibility === 'department' && { department: entry.department }),
      origin: { kind: 'entry', entry: key },
    },
    context,
  );
}

const gone = (reader: Context['reader']): Problem =>
  new Problem('promise-gone', { ...stringsFor(reader).promise.problem.gone, reopens: false });
