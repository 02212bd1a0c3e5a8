import { z } from 'zod';
import type { Connectors, ConnectorWriter } from '../connector.ts';
import type { CustomerId, Stage } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import { defineJobKind } from '../queue.ts';
import { type Change, sendJob } from '../store/change.ts';
import type { Store } from '../store/store.ts';
import {
  keepsOwners,
  keepsStages,
  keepsTasks,
  type Target,
  takesNotes,
  targetConnector,
} from './target-connector.ts';

/** Brings the CRM up to what a write-back with this key asks for. */
export const writeBackJob = defineJobKind(
  'write-back',
  /** `asRapport`: its author may not write it there, and lets Rapport do it. */
  z.object({ key: z.string(), asRapport: z.boolean().default(false) }),
);

/** The colleague whose change goes to the CRM, else the author of the words; null where the words are gone. */
export async function authorOf(
  { subject, by = null }: Pick<WriteBack, 'subject' | 'by'>,
  store: Pick<Store, 'notes' | 'tasks' | 'handoffs' | 'promises'>,
): Promise<PersonId | null> {
  if (subject.kind === 'owner' || subject.kind === 'stage') return subject.person;
  if (subject.kind === 'note') return (await store.notes.get(subject.id))?.authorId ?? null;
  return (
    by ??
    (await store.tasks.get(subject.id))?.createdBy ??
    (await store.handoffs.get(subject.id))?.from ??
    (await store.promises.get(subject.id))?.createdBy ??
    null
  );
}

/** The thing that goes to the CRM, as messages about it name it. A handoff goes there as a task and a note of its own, a promise as a task. */
export async function writtenThing(
  { subject, customerId }: Pick<WriteBack, 'subject' | 'customerId'>,
  store: Pick<Store, 'notes' | 'tasks' | 'handoffs' | 'promises'>,
): Promise<{
  kind: 'note' | 'task' | 'handoff' | 'promise' | 'customer';
  id: string;
  version: number | null;
}> {
  const customer = { kind: 'customer' as const, id: customerId, version: null };
  if (subject.kind === 'owner' || subject.kind === 'stage') return customer;
  const { id } = subject;
  const own = await (subject.kind === 'note' ? store.notes : store.tasks).get(id);
  if (own) return { kind: subject.kind, id, version: own.version };
  const handoff = await store.handoffs.get(id);
  if (handoff) return { kind: 'handoff', id, version: handoff.version };
  const promise = await store.promises.get(id);
  return promise ? { kind: 'promise', id, version: promise.version } : customer;
}

const KEEPS: Readonly<Record<WriteBack['subject']['kind'], (writer: ConnectorWriter) => boolean>> =
  {
    note: () => true,
    task: keepsTasks,
    owner: keepsOwners,
    stage: keepsStages,
  };

/** Where a write goes, now or since it has begun. */
export async function findTarget(
  { customerId, subject, source }: Omit<WriteBack, 'key'> & Pick<WriteBackState, 'source'>,
  { store, connectors }: { store: Pick<Store, 'customers' | 'writeBacks'>; connectors: Connectors },
): Promise<Target> {
  const [references, remote] = await Promise.all([
    store.customers.references(customerId),
    subject.kind === 'owner' || subject.kind === 'stage' ? null : store.writeBacks.remote(subject),
  ]);
  const begun = source === null ? remote : { source };
  return targetConnector({ begun, references, connectors, keeps: KEEPS[subject.kind] });
}

/**
 * Whether a change of this note or task is to be written elsewhere: any system could take it, or one that is not
 * connected now has it already and gets the change once it is connected again.
 */
export const leavesHere = async (
  subject: { kind: 'note' | 'task'; id: string },
  { store, connectors }: { store: Pick<Store, 'writeBacks'>; connectors: Connectors },
): Promise<boolean> => takesNotes(connectors) || (await store.writeBacks.remote(subject)) !== null;

/** Tries a write once more that failed: the same write under the same key, once for every time that it failed. */
export const writeAgain = (
  { key, at }: Pick<WriteBackState, 'key' | 'at'>,
  { asRapport = false } = {},
): Change =>
  sendJob(
    writeBackJob,
    { key, asRapport },
    { key: `${key}:${asRapport ? 'as-rapport' : 'again'}:${at.getTime()}` },
  );

/** Goes to the CRM by the queue, once per key. */
export interface WriteBack {
  key: string;
  customerId: CustomerId;
  /** The colleague whose change of a task it is; absent or null: the clock's, or its creator's. */
  by?: PersonId | null;
  subject:
    | { kind: 'note' | 'task'; id: string }
    | { kind: 'owner'; person: PersonId }
    /** `person` set it. */
    | { kind: 'stage'; stage: Stage; person: PersonId };
}

/** How far a write to the CRM has come: what a card says of it. */
export interface WriteBackState {
  key: string;
  /** The system that it goes to, once it has begun. */
  source: string | null;
  /** The colleague in whose name it was written last, or was to be; null: as Rapport. */
  asPerson: PersonId | null;
  state: 'waiting' | 'done' | 'failed';
  /** In the CRM, once done. */
  url: string | null;
  /** The CRM's reason, for the person; null unless failed or waiting after a failure. */
  fault: string | null;
  at: Date;
}
