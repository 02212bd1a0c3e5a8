import type { CustomerId } from '../customer/customer.ts';
import type { Person, PersonId } from '../person/person.ts';
import { type Access, seesEntry } from '../policy/policy.ts';
import type { Mention } from '../question/question.ts';
import { ELSEWHERE } from '../question/rules.ts';
import { clip } from '../text/cut.ts';
import { LONGEST } from '../text/limits.ts';
import type { Visibility } from '../timeline/entry.ts';
import { type NewEntry, ownEntry } from '../timeline/own-entry.ts';
import type { Note } from './note.ts';
import type { Origin } from './origin.ts';

const TITLE = 80;

const OLD_TEXTS = 50;

/** The steps of a note. */
export type NoteStep =
  | { kind: 'edit'; body: string; visibility: Visibility }
  | { kind: 'show-to'; visibility: Visibility }
  | { kind: 'pin'; on: boolean }
  | { kind: 'delete' };

export type NoteRefusal = 'empty' | 'too-long' | 'not-yours' | 'deleted';

export type NoteOutcome =
  | { kind: 'changed'; note: Note }
  | { kind: 'same'; note: Note }
  | { kind: 'refused'; why: NoteRefusal };

export interface NewNote {
  id: string;
  customerId: CustomerId;
  authorId: PersonId;
  body: string;
  visibility: Visibility;
  origin: Origin | null;
}

/** A first version. It may be without words of its own where it keeps somebody's message. */
export function writeNote({ body, ...given }: NewNote, now: Date): NoteOutcome {
  const words = body.trim();
  const why = faultOf(words, given.origin);
  if (why) return { kind: 'refused', why };
  return {
    kind: 'changed',
    note: {
      ...given,
      body: words,
      version: 1,
      createdAt: now,
      pinned: false,
      editedAt: null,
      deletedAt: null,
      history: [],
    },
  };
}

/** The note after a step, or why not. Only its author changes it; what it said before is kept. */
export function stepNote(
  note: Note,
  step: NoteStep,
  { by, now }: { by: PersonId; now: Date },
): NoteOutcome {
  if (note.authorId !== by) return { kind: 'refused', why: 'not-yours' };
  if (note.deletedAt)
    return step.kind === 'delete' ? { kind: 'same', note } : { kind: 'refused', why: 'deleted' };
  if (step.kind === 'delete') return changed(note, { deletedAt: now, pinned: false });
  if (step.kind === 'pin')
    return step.on === note.pinned ? { kind: 'same', note } : changed(note, { pinned: step.on });
  const body = step.kind === 'edit' ? step.body.trim() : note.body;
  const why = faultOf(body, note.origin);
  if (why) return { kind: 'refused', why };
  if (body === note.body && step.visibility === note.visibility) return { kind: 'same', note };
  const before = {
    at: note.editedAt ?? note.createdAt,
    body: note.body,
    visibility: note.visibility,
  };
  return changed(note, {
    body,
    visibility: step.visibility,
    editedAt: now,
    history: [...note.history, before].slice(-OLD_TEXTS),
  });
}

const changed = (note: Note, change: Partial<Note>): NoteOutcome => ({
  kind: 'changed',
  note: { ...note, ...change, version: note.version + 1 },
});

function faultOf(body: string, origin: Origin | null): NoteRefusal | null {
  if (!body && !origin) return 'empty';
  return body.length > LONGEST.note ? 'too-long' : null;
}

/** Whether somebody with this sight may read a note of this author: the same rule as for every entry. */
export const readsNote = (
  access: Access,
  { visibility, authorId }: Note,
  author: Pick<Person, 'department'>,
): boolean => seesEntry(access, { visibility, department: author.department, personId: authorId });

/**
 * A question that stands in a note, once the note was changed: in the words of now where its receiver may read them,
 * else without any and waiting for nobody. Null where it is so already.
 */
export function mentionAfter(
  note: Pick<Note, 'body'>,
  mention: Mention,
  { reads, now }: { reads: boolean; now: Date },
): Mention | null {
  const wasLetGo = mention.words === '' && mention.answer === ELSEWHERE;
  const words = reads ? note.body : '';
  if (mention.words === words) return null;
  const version = mention.version + 1;
  if (!reads)
    return {
      ...mention,
      version,
      words,
      answer: mention.answer ?? ELSEWHERE,
      answeredAt: mention.answeredAt ?? now,
    };
  return wasLetGo
    ? { ...mention, version, words, answer: null, answeredAt: null }
    : { ...mention, version, words };
}

/** Only what everybody may read goes to a CRM, where everybody reads it; of what was taken back nothing stays there. */
export const goesToCrm = ({ visibility, deletedAt }: Note): boolean =>
  visibility === 'everyone' && deletedAt === null;

/** A note in one line: its own words, or the message that it keeps. */
export function noteTitle({ body, origin }: Pick<Note, 'body' | 'origin'>): string {
  const words = body || origin?.messages[0]?.words || origin?.files[0]?.name || '';
  const line = words.replace(/\s+/g, ' ').trim();
  return clip(line, TITLE);
}

/** All of it as plain text: the words, then the message that it keeps, with its thread, files and link. */
export function noteText({ body, origin }: Pick<Note, 'body' | 'origin'>): string {
  if (!origin) return body;
  const from = [origin.author, origin.place].filter(Boolean).join(', ');
  const said = origin.messages.map(({ author, words }, i) =>
    i === 0 && author === origin.author ? words : `${author}: ${words}`,
  );
  const files = origin.files.map(({ name, link }) => [name, link].filter(Boolean).join(' '));
  const [first = '', ...others] = said;
  const missing =
    origin.leftOut === undefined ? '' : `(${origin.leftOut ?? 'Some'} replies are not kept.)`;
  return [body, `From ${from}:`, first, missing, ...others, ...files, origin.link ?? '']
    .filter(Boolean)
    .join('\n');
}

/** How it stands on the timeline. */
export function noteEntry(note: Note, author: Pick<Person, 'id' | 'department'>): NewEntry {
  return ownEntry({
    kind: 'note',
    externalId: entryIdOf(note),
    customerId: note.customerId,
    at: note.createdAt,
    by: { id: note.authorId, department: author.department },
    title: noteTitle(note),
    body: noteText(note),
    link: note.origin?.link ?? null,
    visibility: note.visibility,
  });
}

export const entryIdOf = ({ id }: Pick<Note, 'id'>): string => `note:${id}`;

/** Names the write of this version to another system. */
export const crmKeyOf = ({ id, version }: Pick<Note, 'id' | 'version'>): string =>
  `note:${id}:${version}`;
