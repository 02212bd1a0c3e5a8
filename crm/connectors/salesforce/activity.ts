import type { EntryRecord, SourceRecord } from '../../customer/records.ts';
import { entryId, entryOf, entryParts } from '../entry.ts';
import { nameFieldOf } from './describe.ts';
import { hasPrefix } from './objects.ts';
import { linesOf, type Read, type Reading, shownFields, textOfField } from './reading.ts';
import { instantOf, isTrue, ownerOfRow, type Row } from './row.ts';

const TASKS = {
  Call: { channel: 'call', entryKind: 'call', nameless: 'Call' },
  Email: { channel: 'email', entryKind: 'email', nameless: 'E-mail without a subject' },
  Task: { channel: 'system', entryKind: 'task', nameless: 'Task' },
} as const;

export function taskRecords({ id, row, customer }: Read, reading: Reading): SourceRecord[] {
  const subtype = row['TaskSubtype'] ?? '';
  const kind = subtype === 'Call' || subtype === 'Email' ? subtype : 'Task';
  const { nameless, ...parts } = TASKS[kind];
  const isDone = isTrue(row['IsClosed']);
  const subject = row['Subject'] ?? nameless;
  const state = isDone ? 'Task done' : 'Task';
  const entry = {
    ...entryParts(reading, ownerOfRow(row)),
    ...parts,
    direction: directionOf(kind, row),
    link: linkTo(id, reading),
  };
  return entryOf(entry, customer, {
    externalId: entryId('Task', id, null),
    at: (isDone && instantOf(row['CompletedDateTime'])) || instantOf(row['CreatedDate']),
    title: kind === 'Task' ? `${state}: ${subject}` : subject,
    body: wordsOf(row, reading),
  });
}

export function eventRecords({ id, row, customer }: Read, reading: Reading): SourceRecord[] {
  // Each colleague who is invited has a copy of the event.
  if (isTrue(row['IsChild'])) return [];
  const entry = {
    ...entryParts(reading, ownerOfRow(row)),
    channel: 'meeting' as const,
    entryKind: 'meeting' as const,
    direction: 'outbound' as const,
    link: linkTo(id, reading),
  };
  return entryOf(entry, customer, {
    externalId: entryId('Event', id, null),
    at: instantOf(row['StartDateTime']) ?? instantOf(row['ActivityDate']),
    title: row['Subject'] ?? 'Meeting',
    body: wordsOf(row, reading),
  });
}

export const noteRecords = (
  { id, row, customer, words }: Read,
  reading: Reading,
): SourceRecord[] => {
  const title = row['Title'] ?? 'Note';
  const entry = {
    ...entryParts(reading, ownerOfRow(row)),
    channel: 'note' as const,
    entryKind: 'note' as const,
    link: linkTo(id, reading),
  };
  return entryOf(entry, customer, {
    externalId: entryId('ContentDocument', id, null),
    at: instantOf(row['CreatedDate']),
    title,
    body: words && words !== title ? words : null,
  });
};

/** A record of a company's own object. */
export function ownObjectRecords({ id, row, customer }: Read, reading: Reading): SourceRecord[] {
  const { described } = reading;
  const created = row['CreatedById'] ?? null;
  const owner = ownerOfRow(row) ?? (hasPrefix(created, 'user') ? created : null);
  const name = row[nameFieldOf(described) ?? ''];
  const entry = {
    ...entryParts(reading, owner),
    channel: 'system' as const,
    entryKind: 'change' as const,
    link: linkTo(id, reading),
  };
  return entryOf(entry, customer, {
    externalId: entryId(described.name, id, null),
    at: instantOf(row['CreatedDate']),
    title: name ? `${described.label}: ${name}` : described.label,
    body: linesOf(...shownFields(row, reading)),
  });
}

const linkTo = (id: string, { setting }: Reading): string => setting.urlOf(id);

function directionOf(kind: keyof typeof TASKS, row: Row): EntryRecord['direction'] {
  if (kind === 'Task' || row['CallType'] === 'Internal') return 'internal';
  return row['CallType'] === 'Inbound' ? 'inbound' : 'outbound';
}

const wordsOf = (row: Row, reading: Reading): string | null =>
  linesOf(
    textOfField({ row, field: 'Description', label: 'Comments' }, reading),
    ...shownFields(row, reading),
  );
