import { stringsFor } from '../../cards/strings.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Note } from '../../crm/note/note.ts';
import {
  crmKeyOf,
  entryIdOf,
  type NewNote,
  type NoteRefusal,
  type NoteStep,
  noteEntry,
  readsNote,
  stepNote,
  writeNote,
} from '../../crm/note/rules.ts';
import { takesNotes } from '../../crm/note/target-connector.ts';
import { leavesHere } from '../../crm/note/write-back.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import type { Context } from '../command.ts';
import { promiseFollows } from '../promise/follows-note.ts';
import { earlierMessages } from './earlier-messages.ts';
import { mentionedIn, NOBODY, type Telling } from './mentions.ts';
import { tell } from './messages.ts';

/** Of an id, so that a moved note's still fits. */
const LONGEST = 56;

/** A note as it is stored, and whom its words name. */
export interface NoteResult {
  note: Note;
  telling: Telling;
}

/** Stored with all of that. The same id again is the note that is there. */
export async function saveNote(
  given: Omit<NewNote, 'authorId'>,
  context: Context,
): Promise<NoteResult> {
  return decideNote(context, async () =>
    (await context.store.notes.get(given.id))
      ? asItIs(await readable(given.id, context))
      : decideNew(given, context),
  );
}

/** Takes a step; where it was changed in between, it is decided again on what it is now. */
export async function changeNote(
  id: string,
  step: NoteStep,
  context: Context,
): Promise<NoteResult> {
  return decideNote(context, async () => decideStep(await readable(id, context), step, context));
}

/** The same note on another customer, and none on the first, in one commit. Pressed again it is the moved one. */
export async function moveNote(
  id: string,
  customerId: CustomerId,
  context: Context,
): Promise<NoteResult> {
  const moved = `${id.slice(0, LONGEST)}-moved`;
  return decideNote(context, async () => {
    if (await context.store.notes.get(moved)) return asItIs(await readable(moved, context));
    const note = await readable(id, context);
    if (note.customerId === customerId) return asItIs(note);
    const gone = await decideStep(note, { kind: 'delete' }, context);
    const { body, visibility, origin } = note;
    const there = await decideNew({ id: moved, customerId, body, visibility, origin }, context);
    return { ...there, changes: [...gone.changes, ...there.changes] };
  });
}

const decideNote = (
  { store, now, reader }: Context,
  attempt: () => Promise<Decision<NoteResult>>,
): Promise<NoteResult> =>
  decide(store, {
    read: attempt,
    decide: async (decision) => decision,
    now,
    busy: () => new Problem('note-busy', stringsFor(reader).note.refused.busy),
  });

const asItIs = (note: Note): Decision<NoteResult> => ({
  changes: [],
  result: { note, telling: NOBODY },
});

async function decideNew(
  given: Omit<NewNote, 'authorId'>,
  context: Context,
): Promise<Decision<NoteResult>> {
  const { store, person, now } = context;
  if ((await store.customers.name(given.customerId)) === null)
    throw new Problem('unknown-customer', stringsFor(context.reader).problem.unknownCustomer);
  const { body, people } = await mentionedIn(given.body, context);
  const outcome = writeNote({ ...given, body, authorId: person.id }, now);
  if (outcome.kind === 'refused')
    return refuse(outcome.why, { customerId: given.customerId, id: given.id }, context);
  const { telling, changes } = await tell(outcome.note, people, context);
  return {
    result: { note: outcome.note, telling },
    changes: [
      ...changesFor(
        outcome.note,
        { step: 'write', leaves: takesNotes(context.connectors) },
        context,
      ),
      ...changes,
    ],
  };
}

/** No changes where it is so already. */
async function decideStep(
  note: Note,
  step: NoteStep,
  context: Context,
): Promise<Decision<NoteResult>> {
  const { body, people } =
    step.kind === 'edit'
      ? await mentionedIn(step.body, context, note.body)
      : { body: '', people: { found: [], unknown: [], beyond: [] } };
  const outcome = stepNote(note, step.kind === 'edit' ? { ...step, body } : step, {
    by: context.person.id,
    now: context.now,
  });
  if (outcome.kind === 'refused') return refuse(outcome.why, note, context);
  if (outcome.kind === 'same') return asItIs(note);
  const [{ telling, changes }, before, leaves, promise] = await Promise.all([
    tell(outcome.note, people, context),
    step.kind === 'pin' ? { letGo: [], changes: [] } : earlierMessages(note, outcome.note, context),
    leavesHere({ kind: 'note', id: note.id }, context),
    promiseFollows(outcome.note, context),
  ]);
  return {
    result: { note: outcome.note, telling: { ...telling, letGo: before.letGo } },
    changes: [
      ...changesFor(outcome.note, { step: step.kind, leaves }, context),
      ...changes,
      ...before.changes,
      ...promise,
    ],
  };
}

/** The note, where this person may read it; else it is nowhere. */
export async function readable(id: string, { store, access, reader }: Context): Promise<Note> {
  const note = await store.notes.get(id);
  const author = note && (await store.people.get(note.authorId));
  if (
    !note ||
    !author ||
    !readsNote(access, note, author) ||
    (note.deletedAt && note.authorId !== access.self)
  )
    throw new Problem('note-gone', { ...stringsFor(reader).note.refused.gone, reopens: false });
  return note;
}

function changesFor(
  note: Note,
  { step, leaves }: { step: string; leaves: boolean },
  context: Context,
): Change[] {
  const { person } = context;
  const { customerId } = note;
  return [
    { kind: 'note', note },
    note.deletedAt
      ? { kind: 'no-entry', customerId, source: 'rapport', externalId: entryIdOf(note) }
      : { kind: 'entry', entry: noteEntry(note, person) },
    ...(leaves
      ? [
          {
            kind: 'write-back' as const,
            writeBack: {
              key: crmKeyOf(note),
              customerId,
              subject: { kind: 'note' as const, id: note.id },
            },
          },
        ]
      : []),
    audited(
      note,
      {
        step,
        visibility: note.visibility,
        length: note.body.length,
        messages: note.origin?.messages.length ?? 0,
        files: note.origin?.files.length ?? 0,
      },
      context,
    ),
  ];
}

const audited = (
  { id, customerId }: Pick<Note, 'id' | 'customerId'>,
  detail: Record<string, string | number>,
  context: Context,
): Change =>
  auditLine({ action: 'note', customer: customerId, detail: { note: id, ...detail } }, context);

async function refuse(
  why: NoteRefusal,
  { id, customerId }: Pick<Note, 'id' | 'customerId'>,
  { audit, reader }: Context,
): Promise<never> {
  await audit({ action: 'refused', customer: customerId, detail: { note: id, why } });
  throw new Problem(`note-${why}`, stringsFor(reader).note.refused[why]);
}
