import { createHash } from 'node:crypto';
import {
  adoptedCard,
  conflictCard,
  deletedThereCard,
} from '../../cards/note/changed-there-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { View } from '../../cards/view/view.ts';
import type { OwnNote } from '../../crm/connector.ts';
import type { Note } from '../../crm/note/note.ts';
import { entryIdOf, mentionAfter, noteEntry, noteText, stepNote } from '../../crm/note/rules.ts';
import { decideEdit, ownWords } from '../../crm/note/text-there.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import { decide } from '../../crm/store/decide.ts';
import type { JobContext } from '../job.ts';

interface System {
  id: string;
  name: string;
}

/**
 * Takes over what somebody changed in a note of ours where it stands too. Where it was changed here as well, its author
 * chooses. Done again it changes nothing.
 */
export async function takeOver(
  { id, text }: OwnNote,
  system: System,
  context: JobContext,
): Promise<void> {
  const { store, now } = context;
  const noteId = await store.writeBacks.noteAt({ source: system.id, id });
  if (noteId === null) return;
  const texts = await store.writeBacks.texts(noteId);
  await decide(store, {
    read: () => store.notes.get(noteId),
    async decide(note) {
      const author = note && (await store.people.get(note.authorId));
      if (!note || !author) return { changes: [], result: null };
      const decision = decideEdit(note, texts, text);
      if (decision === 'adopt') {
        const theirs = text?.trim() ? text : null;
        const changes = await adopted(note, { author, text: theirs, system: system.name }, context);
        return { changes, result: null };
      }
      if (decision === 'conflict' && text !== null && text !== texts.theirs)
        await tellConflict(note, { theirs: text, system: system.name }, context);
      return { changes: [], result: null };
    },
    now: now(),
    busy: () => new Error(`Note ${noteId} is changed all the time`),
  });
  if (text !== null && decideIsAgreed(await store.notes.get(noteId), text))
    await store.writeBacks.saveTexts(noteId, { agreed: text, sent: text, theirs: null });
}

/** After it was taken over, it says here what it says there. */
const decideIsAgreed = (note: Note | null, text: string): boolean =>
  note !== null && note.deletedAt === null && note.body === ownWords(note, text);

async function adopted(
  note: Note,
  { author, text, system }: { author: Person; text: string | null; system: string },
  context: JobContext,
): Promise<Change[]> {
  const { store, now } = context;
  const body = text === null ? null : ownWords(note, text);
  const outcome = stepNote(
    note,
    body === null ? { kind: 'delete' } : { kind: 'edit', body, visibility: note.visibility },
    { by: note.authorId, now: now() },
  );
  if (outcome.kind !== 'changed') return [];
  const mentions = (await store.questions.of(note)).flatMap(
    (mention) =>
      mentionAfter(outcome.note, mention, { reads: outcome.note.deletedAt === null, now: now() }) ??
      [],
  );
  const { customerId } = note;
  return [
    { kind: 'note', note: outcome.note },
    outcome.note.deletedAt
      ? { kind: 'no-entry', customerId, source: 'rapport', externalId: entryIdOf(note) }
      : { kind: 'entry', entry: noteEntry(outcome.note, author) },
    ...mentions.map((mention): Change => ({ kind: 'mention', mention })),
    refreshSentMessages({ kind: 'note', id: note.id }, outcome.note.version, null),
    ...(await tellAuthor(
      outcome.note,
      { key: `adopted:${outcome.note.version}` },
      context,
      (shown) =>
        outcome.note.deletedAt
          ? deletedThereCard({ ...shown, words: noteText(note), system })
          : adoptedCard({
              ...shown,
              note,
              words: outcome.note.body,
              before: note.body,
              system,
            }),
    )),
  ];
}

/** The author sees both texts, and says which one stands; asked once for each text from there. */
export async function tellConflict(
  note: Note,
  { theirs, system }: { theirs: string; system: string },
  context: JobContext,
): Promise<void> {
  const { store, now } = context;
  await store.writeBacks.saveTexts(note.id, { theirs });
  const digest = createHash('sha256').update(theirs).digest('hex').slice(0, 16);
  const changes = await tellAuthor(
    note,
    { key: `conflict:${digest}`, pressing: true },
    context,
    (shown) => conflictCard({ ...shown, note, ours: noteText(note), theirs, system }),
  );
  if (changes.length > 0) await store.commit(changes, now());
}

async function tellAuthor(
  note: Note,
  { key, pressing = false }: { key: string; pressing?: boolean },
  { store, readerOf }: JobContext,
  card: (shown: {
    customer: { id: Note['customerId']; name: string };
    reader: ReturnType<JobContext['readerOf']>;
  }) => View,
): Promise<Change[]> {
  const [author, name] = await Promise.all([
    store.people.get(note.authorId),
    store.customers.name(note.customerId),
  ]);
  if (!author?.active) return [];
  const reader = readerOf(author);
  const view = card({ customer: { id: note.customerId, name: name ?? '' }, reader });
  return [
    {
      kind: 'message',
      message: {
        key: `note:${note.id}:${key}`,
        subject: { kind: 'note', id: note.id, role: 'changed', version: note.version },
        to: { kind: 'person', person: author.id },
        kind: 'mention',
        customerId: note.customerId,
        line: view.title,
        why: stringsFor(reader).note.crm.why.note,
        view,
        pressing,
        sender: null,
      },
    },
  ];
}
