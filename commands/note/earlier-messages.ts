import { noteMessageCard } from '../../cards/note/messages.ts';
import { firstName } from '../../cards/view/names.ts';
import type { Note } from '../../crm/note/note.ts';
import { mentionAfter, readsNote } from '../../crm/note/rules.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { Mention } from '../../crm/question/question.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';
import { customerOf, mentionKey } from './messages.ts';

/**
 * Updates the messages about a note in the commit that changes it: a receiver who may not read it any
 * more is asked nothing, gets nothing of it, and finds its words nowhere; everybody else reads it as it is now.
 */
export async function earlierMessages(
  before: Note,
  note: Note,
  context: Context,
): Promise<{ letGo: string[]; changes: Change[] }> {
  const { store, now } = context;
  const [mentions, told] = await Promise.all([
    store.questions.of(note),
    store.messages.of({ kind: 'note', id: note.id }),
  ]);
  if (mentions.length + told.length === 0) return { letGo: [], changes: [] };
  const customer = await customerOf(note, context);
  const each = await Promise.all(
    mentions.map(async (mention) => {
      const to = await store.people.get(mention.to);
      const reads = to !== null && readsNow(note, to, context);
      const after = mentionAfter(note, mention, { reads, now });
      const changes: Change[] = after ? [{ kind: 'mention', mention: after }] : [];
      return {
        changes: [
          ...changes,
          ...(to && !reads
            ? [
                takenBack(
                  note,
                  { mention: mention.id, key: mentionKey(note, to), to, customer },
                  context,
                ),
              ]
            : []),
        ],
        letGo: to && !reads && after && !mention.answeredAt ? [firstName(to.name)] : [],
      };
    }),
  );
  const answers =
    before.visibility === note.visibility
      ? []
      : (await Promise.all(mentions.map((mention) => answersTo(mention, note, context)))).flat();
  const helped = (
    await Promise.all(
      told
        .filter(({ subject }) => subject.role === 'help')
        .map(async ({ key, to }) => {
          const helper = to.kind === 'person' ? await store.people.get(to.person) : null;
          return helper && !readsNow(note, helper, context)
            ? [takenBack(note, { mention: '', key, to: helper, customer }, context)]
            : [];
        }),
    )
  ).flat();
  return {
    letGo: each.flatMap(({ letGo }) => letGo),
    changes: [
      ...each.flatMap(({ changes }) => changes),
      ...helped,
      ...answers,
      refreshSentMessages({ kind: 'note', id: note.id }, note.version, null),
    ],
  };
}

const readsNow = (note: Note, colleague: Person, { person }: Context): boolean =>
  !note.deletedAt && readsNote(accessOf(colleague), note, person);

function takenBack(
  note: Note,
  {
    mention,
    key,
    to,
    customer,
  }: {
    mention: string;
    key: string;
    to: Person;
    customer: { id: Note['customerId']; name: string };
  },
  context: Context,
): Change {
  const view = noteMessageCard({
    customer,
    note,
    author: context.person,
    mention,
    reads: false,
    reader: context.readerOf(to),
  });
  return { kind: 'take-back', message: { key, line: view.title, view } };
}

/** Restricts the answers to those who may read the note, on the timeline as well. */
async function answersTo(
  mention: Mention,
  note: Note,
  { store, access, person: { department } }: Context,
): Promise<Change[]> {
  if (!mention.answer) return [];
  const answerer = await store.people.get(mention.to);
  const all = {
    ...access,
    managers: true,
    departments: [department, ...(answerer ? [answerer.department] : [])],
  };
  const versions = Array.from({ length: mention.version - 1 }, (_, i) => i + 2);
  const entries = await Promise.all(
    versions.map((version) =>
      store.timeline.entry(
        note.customerId,
        { source: 'rapport', externalId: `mention:${mention.id}:answer:${version}` },
        all,
      ),
    ),
  );
  return entries.flatMap((entry) =>
    entry
      ? [{ kind: 'entry' as const, entry: { ...entry, department, visibility: note.visibility } }]
      : [],
  );
}
