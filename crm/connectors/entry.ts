import type { Money } from '../customer/customer.ts';
import type { EntryRecord, SourceRecord } from '../customer/records.ts';

/** A record makes an entry when it begins, one when it ends, or one in all. */
export const ENTRY_PARTS = ['opened', 'closed', null] as const;
export const entryId = (type: string, id: string, part: (typeof ENTRY_PARTS)[number]): string =>
  part === null ? `${type}:${id}` : `${type}:${id}:${part}`;

/** An entry of a colleague's, before it is said what it is. */
export const entryParts = (
  { source, setting }: { source: string; setting: { departmentOf(owner: string | null): string } },
  owner: string | null,
) => ({
  kind: 'entry' as const,
  source,
  department: setting.departmentOf(owner),
  direction: 'internal' as EntryRecord['direction'],
  person: owner,
  contact: null,
  money: null as Money | null,
  link: null as string | null,
  visibility: 'everyone' as const,
  record: null as EntryRecord['record'],
});

/** The entry, where there are a customer and an instant to put it to. */
export const entryOf = (
  shared: Omit<EntryRecord, 'customer' | 'externalId' | 'at' | 'title' | 'body'>,
  customer: string | null,
  own: { externalId: string; at: Date | null; title: string; body?: string | null },
): EntryRecord[] =>
  customer !== null && own.at !== null
    ? [{ ...shared, customer, body: null, ...own, at: own.at }]
    : [];

/** Contacts and entries that belong to these customers too; the system says so of all that it keeps. */
export const withOthers = (
  records: readonly SourceRecord[],
  otherCustomers: readonly string[],
): SourceRecord[] =>
  records.map((record) =>
    record.kind === 'contact' || record.kind === 'entry' ? { ...record, otherCustomers } : record,
  );
