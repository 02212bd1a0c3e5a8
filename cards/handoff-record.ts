import type { Change } from '../crm/changes.ts';
import type { DepartmentId, PersonId } from '../crm/person.ts';
import type { Note, Task } from '../crm/work.ts';
import { missingWords, nameOf, receiverName, type SaidHandoff } from './handoff-said.ts';
import { exact, type Reader } from './format.ts';
import { wordsFor } from './words.ts';

/** What a step leaves behind wherever it is kept: on the timeline, and on its way to the CRM. However often the checklist is gone through, it is one line there. */
export function recordOf(
  { handoff }: SaidHandoff,
  {
    step,
    title,
    body = null,
    by,
    now,
  }: {
    step: string;
    title: string;
    body?: string | null;
    by: { id: PersonId | null; department: DepartmentId };
    now: Date;
  },
): Change[] {
  const { id, version, customerId } = handoff;
  const key = version === 1 ? `handoff:${id}` : `handoff:${id}:${version}:${step}`;
  return [
    {
      kind: 'entry',
      entry: {
        source: 'rapport',
        externalId: step === 'tick' ? `handoff:${id}:checklist` : key,
        customerId,
        at: now,
        department: by.department,
        channel: 'system',
        direction: 'internal',
        kind: 'handoff',
        title,
        body,
        personId: by.id,
        contactId: null,
        money: null,
        link: null,
        visibility: 'everyone',
        record: null,
      },
    },
    {
      kind: 'write-back',
      writeBack: { key: `${key}:task`, customerId, subject: { kind: 'task', id } },
    },
    {
      kind: 'write-back',
      writeBack: { key: `${key}:note`, customerId, subject: { kind: 'note', id } },
    },
  ];
}

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
