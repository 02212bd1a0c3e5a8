import type { ChangePage, Deletion, OwnNote } from '../../connector.ts';
import type { SourceRecord } from '../../customer/records.ts';
import { withoutByline } from '../byline.ts';
import { ENTRY_PARTS, entryId, withOthers } from '../entry.ts';
import { accountRecords, contactRecords, leadRecords } from './account.ts';
import { eventRecords, noteRecords, ownObjectRecords, taskRecords } from './activity.ts';
import { caseRecords } from './case.ts';
import { isStandard, KEY_FIELD, type StandardObject } from './objects.ts';
import { opportunityRecords } from './opportunity.ts';
import { isDeleted } from './pages.ts';
import type { Read, Reading } from './reading.ts';
import { isTrue } from './row.ts';

/** The part of a page that one or several records make. */
export type Changes = Required<Pick<ChangePage, 'upserts' | 'merges' | 'deletions' | 'ownNotes'>>;

export const NOTHING: Changes = { upserts: [], merges: [], deletions: [], ownNotes: [] };

const RECORDS: Readonly<Record<StandardObject, (read: Read, reading: Reading) => SourceRecord[]>> =
  {
    Account: accountRecords,
    Contact: contactRecords,
    // Read as the contacts that they are of.
    AccountContactRelation: () => [],
    Lead: leadRecords,
    Opportunity: opportunityRecords,
    Case: caseRecords,
    Task: taskRecords,
    Event: eventRecords,
    ContentDocument: noteRecords,
  };

/** A record as it is now, or that it is gone, and where it went. */
export function changesByRow(read: Read, reading: Reading): Changes {
  const { id, row } = read;
  const { name } = reading.described;
  // Our own notes and tasks stand on the timeline already. A task is no note, and nobody knows it as one.
  if (row[KEY_FIELD]) return { ...NOTHING, ownNotes: [ownNoteOf(read)] };
  const into = intoOf(read, name);
  const contact = name === 'Lead' ? [{ kind: 'contact' as const, externalId: id }] : [];
  if (into !== null) return { ...NOTHING, merges: [{ from: id, into }], deletions: contact };
  // A lead that became an account which the key may not see is no lead any more.
  if (isDeleted(row) || isTrue(row['IsConverted']))
    return { ...NOTHING, deletions: deletionsOfRecord(name, id) };
  const records = isStandard(name) ? RECORDS[name] : ownObjectRecords;
  const upserts = withOthers(records(read, reading), read.others);
  // Without a customer any more, it is nobody's here.
  const left = upserts.length === 0 ? deletionsOfRecord(name, id) : [];
  return { ...NOTHING, upserts, deletions: left };
}

const ownNoteOf = ({ id, row }: Read): OwnNote => ({
  id,
  text: isDeleted(row) ? null : withoutByline(row['Description'] ?? ''),
});

/** The customer that this customer became: by a merge, or where a lead became an account. */
function intoOf({ row }: Read, name: string): string | null {
  if (name === 'Lead' && isTrue(row['IsConverted'])) return row['ConvertedAccountId'] ?? null;
  return name === 'Account' || name === 'Lead' ? (row['MasterRecordId'] ?? null) : null;
}

/** Everything that was made of a record which is gone now. */
export function deletionsOfRecord(name: string, id: string): Deletion[] {
  const customer = { kind: 'customer' as const, externalId: id };
  const contact = { kind: 'contact' as const, externalId: id };
  if (name === 'Account') return [customer];
  if (name === 'Contact') return [contact];
  if (name === 'Lead') return [customer, contact];
  const entries = ENTRY_PARTS.map((part) => ({
    kind: 'entry' as const,
    externalId: entryId(name, id, part),
  }));
  if (name === 'Opportunity') return [{ kind: 'deal', externalId: id }, ...entries.slice(0, 2)];
  if (name === 'Case') return [{ kind: 'ticket', externalId: id }, ...entries.slice(0, 2)];
  return entries.slice(2);
}
