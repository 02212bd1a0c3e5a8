import type {
  ChangePage,
  Deletion,
  ExternalId,
  FoundCustomer,
  Merge,
  OwnNote,
} from '../connector.ts';
import type { ContactRecord, CustomerRecord, SourceRecord } from '../customer/records.ts';
import { domainOf } from '../matching/addresses.ts';
import { fold } from '../matching/names.ts';

const FOUND = 20;

type RecordChange =
  | { kind: 'upsert'; record: SourceRecord }
  | { kind: 'deletion'; deletion: Deletion }
  | { kind: 'merge'; merge: Merge }
  | { kind: 'own-note'; note: OwnNote };

/** Records in the order of their last change: a cursor is the number of a change, so one that moves is never missed. */
export function memoryRecords(records: readonly SourceRecord[], pageSize: number) {
  const byKey = new Map<string, { at: number; change: RecordChange }>();
  let changes = 0;
  const note = (key: string, change: RecordChange): void => {
    changes += 1;
    byKey.set(key, { at: changes, change });
  };
  const put = (record: SourceRecord): void =>
    note(`${record.kind} ${'externalId' in record ? record.externalId : record.id}`, {
      kind: 'upsert',
      record,
    });
  records.forEach(put);
  const all = <Kind extends SourceRecord['kind']>(kind: Kind) =>
    [...byKey.values()].flatMap(({ change }) =>
      change.kind === 'upsert' && isA(change.record, kind) ? [change.record] : [],
    );
  return {
    put,
    remove: (deletion: Deletion): void =>
      note(`${deletion.kind} ${deletion.externalId}`, { kind: 'deletion', deletion }),
    ownNote: (own: OwnNote): void => note(`own note ${own.id}`, { kind: 'own-note', note: own }),
    merge(merge: Merge): void {
      note(`customer ${merge.from}`, { kind: 'merge', merge });
      for (const contact of all('contact'))
        if ([contact.customer, ...(contact.otherCustomers ?? [])].includes(merge.from))
          put(afterMerge(contact, merge));
    },
    customer: (id: ExternalId) => all('customer').find(({ externalId }) => externalId === id),
    page: (cursor: string | null) => pageOf([...byKey.values()], Number(cursor ?? 0), pageSize),
    find(query: string, address?: string): FoundCustomer[] {
      const asked = fold(query.trim());
      const emailed = all('contact').filter(({ email }) => email?.toLowerCase() === asked);
      const known = new Set(emailed.map(({ customer }) => customer));
      const rank = (customer: CustomerRecord) =>
        known.has(customer.externalId) ? 0 : rankOf(customer, asked);
      return all('customer')
        .filter((record) => asked && rank(record) < UNLIKE)
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

function pageOf(
  changes: readonly { at: number; change: RecordChange }[],
  since: number,
  pageSize: number,
): ChangePage {
  const newer = changes.filter(({ at }) => at > since).sort((one, other) => one.at - other.at);
  const page = newer.slice(0, pageSize);
  const some = page.map(({ change }) => change);
  return {
    upserts: some.flatMap((change) => (change.kind === 'upsert' ? change.record : [])),
    merges: some.flatMap((change) => (change.kind === 'merge' ? change.merge : [])),
    deletions: some.flatMap((change) => (change.kind === 'deletion' ? change.deletion : [])),
    ownNotes: some.flatMap((change) => (change.kind === 'own-note' ? change.note : [])),
    cursor: String(page.at(-1)?.at ?? since),
    more: newer.length > page.length,
  };
}

function afterMerge(contact: ContactRecord, { from, into }: Merge): ContactRecord {
  const now = (id: ExternalId) => (id === from ? into : id);
  const others = contact.otherCustomers?.map(now);
  return { ...contact, customer: now(contact.customer), ...(others && { otherCustomers: others }) };
}

const UNLIKE = 9;

/** The best match is 0. */
function rankOf({ name, domains }: CustomerRecord, asked: string): number {
  const domain = domainOf(asked);
  if (fold(name) === asked) return 0;
  if (domain && domains.includes(domain)) return 1;
  if (fold(name).startsWith(asked)) return 2;
  return fold(name).includes(asked) ? 3 : UNLIKE;
}

const isA = <Kind extends SourceRecord['kind']>(
  record: SourceRecord,
  kind: Kind,
): record is Extract<SourceRecord, { kind: Kind }> => record.kind === kind;
