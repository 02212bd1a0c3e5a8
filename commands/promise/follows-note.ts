import type { Note } from '../../crm/note/note.ts';
import { leavesHere } from '../../crm/note/write-back.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { isForCrm } from '../../crm/promise/crm-task.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';
import { promiseOfNote } from './proposed.ts';
import { auditedPromise, promiseCrmKey } from './steps.ts';

/** Steps that leave an entry, beside the one of the promise itself. */
const STEPS = ['keep', 'move', 'withdraw', 'reopen', 'broken'] as const;

/**
 * A promise that a note became is as private as the note, and an open one goes with it: the changes of the note's own
 * commit. The CRM's task loses its words where they are no longer everybody's.
 */
export async function promiseFollows(note: Note, context: Context): Promise<Change[]> {
  const before = await context.store.promises.get(promiseOfNote(note.id));
  if (!before) return [];
  if (note.deletedAt)
    return before.state === 'open' ? withdrawn(before, context) : ([] satisfies Change[]);
  return before.visibility === note.visibility
    ? []
    : narrowed(before, { ...before, visibility: note.visibility }, context);
}

async function withdrawn(before: CustomerPromise, context: Context): Promise<Change[]> {
  const { person, now } = context;
  const closed = {
    state: 'withdrawn' as const,
    closedAt: now,
    closedBy: person.id,
    remindAt: null,
  };
  return [
    ...(await changed(before, { ...before, ...closed }, 'withdraw', context)),
    ...keysOf(before).map(
      (externalId): Change => ({
        kind: 'no-entry',
        customerId: before.customerId,
        source: 'rapport',
        externalId,
      }),
    ),
  ];
}

async function narrowed(
  before: CustomerPromise,
  after: CustomerPromise,
  context: Context,
): Promise<Change[]> {
  const { store, access } = context;
  const entries = await Promise.all(
    keysOf(before).map((externalId) =>
      store.timeline.entry(before.customerId, { source: 'rapport', externalId }, access),
    ),
  );
  return [
    ...(await changed(before, after, 'move', context)),
    ...entries.flatMap((entry): Change[] => {
      if (!entry) return [];
      const { person: _, contact: __, ...kept } = entry;
      const { visibility, department } = after;
      return [{ kind: 'entry', entry: { ...kept, visibility, department } }];
    }),
  ];
}

async function changed(
  before: CustomerPromise,
  after: CustomerPromise,
  step: string,
  context: Context,
): Promise<Change[]> {
  const promise = { ...after, version: before.version + 1 };
  const subject = { kind: 'task' as const, id: promise.id };
  const leaves = (isForCrm(before) || isForCrm(promise)) && (await leavesHere(subject, context));
  const { customerId } = promise;
  return [
    { kind: 'promise', promise },
    ...(leaves
      ? [
          {
            kind: 'write-back' as const,
            writeBack: { key: promiseCrmKey(promise), customerId, by: context.person.id, subject },
          },
        ]
      : []),
    refreshSentMessages({ kind: 'promise', id: promise.id }, promise.version, context.via ?? null),
    auditedPromise(promise, step, context),
  ];
}

/** Where its entries may be on the timeline. */
const keysOf = ({ id, version }: CustomerPromise): string[] => [
  `promise:${id}`,
  ...Array.from({ length: version }, (_, nth) => nth + 1).flatMap((at) =>
    STEPS.map((step) => `promise:${id}:${step}:${at}`),
  ),
];
