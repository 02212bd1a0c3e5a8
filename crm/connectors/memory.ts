import type {
  Connector,
  ConnectorReader,
  ConnectorWriter,
  Deletion,
  ExternalId,
  Merge,
  RemoteFile,
  RemoteNote,
  RemoteTask,
  Written,
} from '../connector.ts';
import { STAGES } from '../customer/customer.ts';
import type { ContactRecord, CustomerRecord, SourceRecord } from '../customer/records.ts';
import { othersText } from '../note/text-there.ts';
import { Upstream, unreachable } from '../problem.ts';
import { memoryRecords } from './memory-records.ts';

/** A fault of one call. `answer-lost`: the CRM did it, and the caller gets no answer. */
export type CrmFault =
  | { kind: 'rate-limited'; retryAfter: number }
  | { kind: 'unavailable' }
  | { kind: 'unauthorised' }
  | { kind: 'rejected'; reason: string }
  | { kind: 'answer-lost' };

export type CrmMethod =
  | keyof ConnectorReader
  | Exclude<keyof ConnectorWriter, 'stages' | 'files'>
  | 'addFile'
  | 'findFile'
  | 'removeFile'
  | 'setStage';

/** A CRM that works, in memory: for the demo and for tests. */
export interface MemoryCrm extends Connector {
  readonly writer: Required<ConnectorWriter>;
  /** The files that are with its notes, oldest first. */
  files(): readonly (RemoteFile & { id: ExternalId })[];
  /** Its notes, oldest first. */
  notes(): readonly (RemoteNote & Written)[];
  tasks(): readonly (RemoteTask & Written)[];
  ownerOf(customer: ExternalId): ExternalId | null;
  /** Somebody changes a record there. */
  put(record: SourceRecord): void;
  /** Somebody there changes a note that was written from here; null: deletes it. */
  editNote(id: ExternalId, text: string | null): void;
  /** Somebody deletes one there. */
  remove(deletion: Deletion): void;
  /** Somebody merges two customers there; contacts, notes and tasks of the first one are the second one's from then on. */
  merge(merge: Merge): void;
}

export interface MemoryCrmOptions {
  id?: string;
  name?: string;
  /** `any`: it knows whoever it is told of, and takes back what it had forgotten. */
  customers: readonly CustomerRecord[] | 'any';
  contacts?: readonly ContactRecord[];
  /** Asked before every call: what goes wrong with it. `body`: of the note that it is about. */
  faults?: (method: CrmMethod, body?: string) => CrmFault | null;
  /** Where a person would open a record; there is no such place where absent. */
  address?: string;
  pageSize?: number;
}

export function memoryCrm({
  id = 'memory',
  name = 'the CRM in memory',
  customers,
  contacts = [],
  faults = () => null,
  address,
  pageSize = 100,
}: MemoryCrmOptions): MemoryCrm {
  const log = memoryRecords([...(customers === 'any' ? [] : customers), ...contacts], pageSize);
  const [notes, tasks] = [shelf<RemoteNote>('note'), shelf<RemoteTask>('task')];
  const files = new Map<ExternalId, RemoteFile & { id: ExternalId }>();
  const owners = new Map<ExternalId, ExternalId>();
  const done = new Map<string, Written>();
  const rejected = (reason: string) => new Upstream(id, 'rejected', { reason });

  /** Fails where it is told to: before anything happened, or after it. */
  async function call<Result>(
    method: CrmMethod,
    work: () => Result,
    body?: string,
  ): Promise<Result> {
    const fault = faults(method, body);
    if (fault && fault.kind !== 'answer-lost') throw failure(id, fault);
    const result = work();
    if (fault) throw new Upstream(id, 'unavailable', { cause: 'the answer was lost' });
    return result;
  }

  /** Once per key, and as the first time ever after. */
  function once(key: string, work: () => Written): Written {
    const written = done.get(key) ?? work();
    done.set(key, written);
    return written;
  }

  function knows(customer: ExternalId): void {
    if (customers !== 'any' && !log.customer(customer))
      throw rejected(`there is no company ${customer}`);
  }

  function setOwner({ key, customer, owner }: OwnerChange): void {
    once(key, () => {
      knows(customer);
      owners.set(customer, owner);
      const record = log.customer(customer);
      if (record) log.put({ ...record, owner });
      return { id: customer, url: null };
    });
  }

  function setStage({ key, customer, stage }: StageChange): void {
    once(key, () => {
      knows(customer);
      const record = log.customer(customer);
      if (record) log.put({ ...record, stage });
      return { id: customer, url: null };
    });
  }

  /** Called as its key, as notes are. */
  function addFile(file: RemoteFile): ExternalId {
    if (!notes.has(file.note)) throw rejected(`there is no note ${file.note}`);
    if (!files.has(file.key)) files.set(file.key, { ...file, id: file.key });
    return file.key;
  }

  const add = <Item extends RemoteNote | RemoteTask>(to: Shelf<Item>, item: Item): Written =>
    once(item.key, () => {
      knows(item.customer);
      return to.add(item, address);
    });
  const update = <Item extends RemoteNote | RemoteTask>(
    to: Shelf<Item>,
    remote: ExternalId,
    item: Item,
  ): Written =>
    once(item.key, () => {
      knows(item.customer);
      if (!to.has(remote) && customers !== 'any')
        throw rejected(`there is no ${to.what} ${remote}`);
      return to.set(remote, item, address);
    });

  return {
    id,
    name,
    reader: {
      find: (query) => call('find', () => log.find(query, address)),
      changesSince: (cursor) => call('changesSince', () => log.page(cursor)),
    },
    writer: {
      addNote: (note) => call('addNote', () => add(notes, note), note.body),
      updateNote: (remote, note, known) =>
        call('updateNote', () => {
          const there = notes.get(remote)?.body ?? null;
          const changedTo = othersText(there, note.body, known);
          if (changedTo !== null) return { changedTo };
          return update(notes, remote, note);
        }),
      addTask: (task) => call('addTask', () => add(tasks, task)),
      updateTask: (remote, task) => call('updateTask', () => update(tasks, remote, task)),
      setOwner: (change) => call('setOwner', () => setOwner(change)),
      files: {
        add: (file) => call('addFile', () => addFile(file)),
        find: (_note, key) => call('findFile', () => (files.has(key) ? [key] : [])),
        remove: (_note, file) => call('removeFile', () => void files.delete(file)),
      },
      stages: {
        known: STAGES,
        set: (change) => call('setStage', () => setStage(change)),
      },
    },
    files: () => [...files.values()],
    notes: () => notes.all(),
    tasks: () => tasks.all(),
    ownerOf: (customer) => owners.get(customer) ?? log.customer(customer)?.owner ?? null,
    put: log.put,
    editNote(noteId, text) {
      const note = notes.get(noteId);
      if (note && text !== null) notes.set(noteId, { ...note, body: text }, address);
      if (text === null) notes.remove(noteId);
      log.ownNote({ id: noteId, text });
    },
    remove: log.remove,
    merge(merge) {
      log.merge(merge);
      for (const items of [notes, tasks]) items.move(merge);
    },
  };
}

function failure(id: string, fault: Exclude<CrmFault, { kind: 'answer-lost' }>): Upstream {
  switch (fault.kind) {
    case 'rate-limited':
      return new Upstream(id, 'rate-limited', { retryAfter: fault.retryAfter });
    case 'rejected':
      return new Upstream(id, 'rejected', { reason: fault.reason });
    case 'unavailable':
    case 'unauthorised':
      return new Upstream(id, fault.kind);
    default:
      return unreachable(fault);
  }
}

type StageChange = Parameters<Required<ConnectorWriter>['stages']['set']>[0];
type OwnerChange = Parameters<Required<ConnectorWriter>['setOwner']>[0];
type Shelf<Item extends { key: string; customer: ExternalId }> = ReturnType<typeof shelf<Item>>;

function shelf<Item extends { key: string; customer: ExternalId }>(what: string) {
  const items = new Map<ExternalId, Item & Written>();
  const set = (id: ExternalId, item: Item, address?: string): Written => {
    const written = {
      id,
      url: address ? new URL(`/${what}s/${encodeURIComponent(id)}`, address).href : null,
    };
    items.set(id, { ...item, ...written });
    return written;
  };
  return {
    what,
    set,
    // Called as its key, so that a CRM that forgot everything gives nobody's name away twice.
    add: (item: Item, address?: string) => set(item.key, item, address),
    has: (id: ExternalId) => items.has(id),
    get: (id: ExternalId) => items.get(id),
    remove: (id: ExternalId) => void items.delete(id),
    move({ from, into }: Merge): void {
      for (const [id, item] of items)
        if (item.customer === from) items.set(id, { ...item, customer: into });
    },
    all: () => [...items.values()],
  };
}
