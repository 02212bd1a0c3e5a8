import type { Note } from '../../crm/note/note.ts';
import type { Task } from '../../crm/task/task.ts';
import { stringsFor } from '../strings.ts';
import { exact, type Reader } from '../view/format.ts';
import { type HandoffSummary, missingWords, nameOf, proposedWords, receiverName } from './lines.ts';

/** The handoff as the CRM keeps it: a task of whoever has to act, and a note that tells all of it. Both are updated with every step. */
export function handoffInCrm(said: HandoffSummary, reader: Reader): { task: Task; note: Note } {
  const { handoff, customer } = said;
  const { id, customerId, version, createdAt } = handoff;
  const { handoff: strings } = stringsFor(reader);
  const what = strings.crm.task(customer, nameOf(handoff.from, said), receiverName(said, reader));
  const missing = missingWords(handoff, reader);
  const proposed = proposedWords(handoff, reader);
  const body = [
    what,
    strings.crm.state(strings.state[handoff.state]),
    strings.crm.due(exact(handoff.dueAt, reader)),
    `${strings.why}: ${handoff.reason}`,
    ...handoff.promises.map((promise) => `${strings.promised}: ${promise}`),
    ...(missing ? [`${strings.missing}: ${missing}`] : []),
    ...(proposed ? [`${strings.proposed}: ${proposed}`] : []),
    ...handoff.talk.map(({ by, words: spoken }) =>
      (by === handoff.from ? strings.answers : strings.asks)(nameOf(by, said), spoken),
    ),
    ...(handoff.decision
      ? [strings.declinedWhy(receiverName(said, reader), handoff.decision)]
      : []),
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
