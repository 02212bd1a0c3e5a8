import type { Note } from '../../crm/note/note.ts';
import type { Task } from '../../crm/task/task.ts';
import { wordsFor } from '../strings.ts';
import { exact, type Reader } from '../view/format.ts';
import { missingWords, nameOf, receiverName, type SaidHandoff } from './lines.ts';

/** The handoff as the CRM keeps it: a task of whoever has to act, and a note that tells all of it. Both are updated with every step. */
export function handoffInCrm(said: SaidHandoff, reader: Reader): { task: Task; note: Note } {
  const { handoff, customer } = said;
  const { id, customerId, version, createdAt } = handoff;
  const { handoff: words } = wordsFor(reader);
  const what = words.crm.task(customer, nameOf(handoff.from, said), receiverName(said, reader));
  const missing = missingWords(handoff, reader);
  const body = [
    what,
    words.crm.state(words.state[handoff.state]),
    words.crm.due(exact(handoff.dueAt, reader)),
    `${words.why}: ${handoff.reason}`,
    ...handoff.promises.map((promise) => `${words.promised}: ${promise}`),
    ...(missing ? [`${words.missing}: ${missing}`] : []),
    ...handoff.talk.map(({ by, words: spoken }) =>
      (by === handoff.from ? words.answers : words.asks)(nameOf(by, said), spoken),
    ),
    ...(handoff.decision ? [words.declinedWhy(receiverName(said, reader), handoff.decision)] : []),
  ].join('\n');
  const of = { id, customerId, version, createdAt, origin: null };
  const isOpen = handoff.state === 'offered' || handoff.state === 'accepted';
  return {
    task: {
      ...of,
      what,
      holder: handoff.holder ?? handoff.from,
      createdBy: handoff.from,
      dueAt: handoff.dueAt,
      snoozedUntil: null,
      state: isOpen ? 'open' : 'done',
      doneAt: null,
      reminders: 0,
    },
    note: {
      ...of,
      authorId: handoff.from,
      body,
      visibility: 'everyone',
      pinned: false,
      editedAt: null,
      deletedAt: null,
      history: [],
    },
  };
}
