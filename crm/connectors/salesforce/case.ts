import type { TicketRecord } from '../../customer/business-records.ts';
import type { SourceRecord } from '../../customer/records.ts';
import type { Channel } from '../../timeline/entry.ts';
import { entryId, entryOf, entryParts } from '../entry.ts';
import { linesOf, type Read, type Reading, shownFields, textOfField } from './reading.ts';
import { instantOf, isTrue, ownerOfRow } from './row.ts';

const PRIORITIES: readonly (readonly [RegExp, TicketRecord['priority']])[] = [
  [/critical|urgent|blocker|p1|sev ?1/i, 'urgent'],
  [/high|p2/i, 'high'],
  [/low|p4/i, 'low'],
];
const CHANNELS: readonly (readonly [RegExp, Channel])[] = [
  [/mail/i, 'email'],
  [/phone|call/i, 'call'],
  [/chat|messag|whatsapp|sms/i, 'chat'],
  [/twitter|facebook|social|instagram/i, 'social'],
];
const WAITING = /wait|pending|hold|customer/i;

export function caseRecords({ id, row, customer }: Read, reading: Reading): SourceRecord[] {
  const { source, setting } = reading;
  const subject = row['Subject'] ?? `Case ${row['CaseNumber'] ?? id}`;
  const owner = ownerOfRow(row);
  const isClosed = isTrue(row['IsClosed']);
  const openedAt = instantOf(row['CreatedDate']);
  const closed = instantOf(row['ClosedDate']);
  // A case that was imported may be closed before it was created, so nobody knows how long it took.
  const solvedAt = isClosed && closed && openedAt && closed >= openedAt ? closed : null;
  if (openedAt === null) return [];
  const openStatus = WAITING.test(row['Status'] ?? '') ? 'waiting' : 'open';
  const entry = {
    ...entryParts(reading, owner),
    department: 'support',
    channel: firstOf(CHANNELS, row['Origin']) ?? ('web' as const),
    entryKind: 'ticket' as const,
    link: setting.urlOf(id),
    record: { kind: 'ticket' as const, id },
  };
  return [
    {
      kind: 'ticket',
      source,
      externalId: id,
      customer,
      subject,
      status: isClosed ? 'solved' : openStatus,
      priority: firstOf(PRIORITIES, row['Priority']) ?? 'normal',
      owner,
      openedAt,
      firstResponseAt: null,
      solvedAt,
      escalated: isTrue(row['IsEscalated']),
      satisfaction: null,
    },
    ...entryOf({ ...entry, direction: 'inbound', person: null }, customer, {
      externalId: entryId('Case', id, 'opened'),
      at: openedAt,
      title: `Ticket opened: ${subject}`,
      body: linesOf(
        textOfField({ row, field: 'Description', label: 'Description' }, reading),
        ...shownFields(row, reading),
      ),
    }),
    ...entryOf(entry, solvedAt && customer, {
      externalId: entryId('Case', id, 'closed'),
      at: solvedAt,
      title: `Ticket solved: ${subject}`,
    }),
  ];
}

const firstOf = <Value>(
  words: readonly (readonly [RegExp, Value])[],
  text: string | null | undefined,
): Value | null => words.find(([word]) => text && word.test(text))?.[1] ?? null;
