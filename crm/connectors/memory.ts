import type {
  Connector,
  ExternalId,
  FoundCustomer,
  Page,
  RemoteNote,
  RemoteTask,
  Written,
} from '../connector.ts';
import type { ContactRecord, CustomerRecord, SourceRecord } from '../customer/records.ts';
import { domainOf, fold } from '../matching/names.ts';
import { Upstream, unreachable } from '../problem.ts';

/** A fault of one call. `answer-lost`: the CRM did it, and the caller gets no answer. */
export type CrmFault =
  | { kind: 'rate-limited'; retryAfter: number }
  | { kind: 'unavailable' }
  | { kind: 'unauthorised' }
  | { kind: 'rejected'; reason: string }
  | { kind: 'answer-lost' };

export type CrmMethod =
  | 'find'
  | 'changesSince'
  | 'addNote'
  | 'updateNote'
  | 'addTask'
  | 'updateTask'
  | 'setOwner';

/** A CRM that works, in memory: for the demo and for tests. */
export interface MemoryCrm extends Connector {
  /** Its notes, oldest first. */
  notes(): readonly (RemoteNote & Written)[];
  tasks(): readonly (RemoteTask & Written)[];
  ownerOf(customer: ExternalId): ExternalId | null;
  /** Somebody changes a record there. */
  put(record: SourceRecord): void;
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

const FOUND = 20;

export function memoryCrm({
  id = 'memory',
  name = 'the CRM in memory',
  customers,
  contacts = [],
  faults = () => null,
  address,
  pageSize = 100,
}: MemoryCrmOptions): MemoryCrm {
  const log = changeLog([...(customers === 'any' ? [] : customers), ...contacts], pageSize);
  const [notes, tasks] = [shelf<RemoteNote>('note'), shelf<RemoteTask>('task')];
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
    find: (query) => call('find', () => log.find(query, address)),
    changesSince: (cursor) => call('changesSince', () => log.page(cursor)),
    addNote: (note) => call('addNote', () => add(notes, note), note.body),
    updateNote: (remote, note) => call('updateNote', () => update(notes, remote, note)),
    addTask: (task) => call('addTask', () => add(tasks, task)),
    updateTask: (remote, task) => call('updateTask', () => update(tasks, remote, task)),
    setOwner: (change) =>
      call('setOwner', () => {
        once(change.key, () => {
          knows(change.customer);
          owners.set(change.customer, change.owner);
          const record = log.customer(change.customer);
          if (record) log.put({ ...record, owner: change.owner });
          return { id: change.customer, url: null };
        });
      }),
    notes: () => notes.all(),
    tasks: () => tasks.all(),
    ownerOf: (customer) => owners.get(customer) ?? log.customer(customer)?.owner ?? null,
    put: (record) => log.put(record),
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

type Shelf<Item extends { key: string }> = ReturnType<typeof shelf<Item>>;

function shelf<Item extends { key: string }>(what: string) {
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
    all: () => [...items.values()],
  };
}

/** Records in the order of their last change: a cursor is the number of a change, so one that moves is never missed. */
function changeLog(records: readonly SourceRecord[], pageSize: number) {
  const byKey = new Map<string, { at: number; record: SourceRecord }>();
  let changes = 0;
  const put = (record: SourceRecord): void => {
    changes += 1;
    byKey.set(`${record.kind} ${'externalId' in record ? record.externalId : record.id}`, {
      at: changes,
      record,
    });
  };
  records.forEach(put);
  const all = <Kind extends SourceRecord['kind']>(kind: Kind) =>
    [...byKey.values()].flatMap(({ record }) => (isA(record, kind) ? [record] : []));
  return {
    put,
    customer: (id: ExternalId) => all('customer').find(({ externalId }) => externalId === id),
    page(cursor: string | null): Page {
      const since = Number(cursor ?? 0);
      const newer = [...byKey.values()]
        .filter(({ at }) => at > since)
        .sort((one, other) => one.at - other.at);
      const page = newer.slice(0, pageSize);
      return {
        records: page.map(({ record }) => record),
        cursor: String(page.at(-1)?.at ?? since),
        more: newer.length > page.length,
      };
    },
    find(query: string, address?: string): FoundCustomer[] {
      const asked = fold(query.trim());
      const domain = domainOf(asked);
      const known = new Set(
        all('contact').flatMap(({ email, customer }) =>
          email?.toLowerCase() === asked ? [customer] : [],
        ),
      );
      const rank = ({ externalId, name, domains }: CustomerRecord): number => {
        if (known.has(externalId) || fold(name) === asked) return 0;
        if (domain && domains.includes(domain)) return 1;
        if (fold(name).startsWith(asked)) return 2;
        return fold(name).includes(asked) ? 3 : 9;
      };
      return all('customer')
        .filter((record) => asked && rank(record) < 9)
        .sort((one, other) => rank(one) - rank(other))
        .slice(0, FOUND)
        .map(({ externalId, name, url }) => ({
          customer: externalId,
          name,
          url: url ?? (address ? new URL(`/companies/${externalId}`, address).href : null),
        }));
    },
  };
}

const isA = <Kind extends SourceRecord['kind']>(
  record: SourceRecord,
  kind: Kind,
): record is Extract<SourceRecord, { kind: Kind }> => record.kind === kind;
