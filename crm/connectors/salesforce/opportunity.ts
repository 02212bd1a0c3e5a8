import type { SourceRecord } from '../../customer/records.ts';
import { entryId, entryOf, entryParts } from '../entry.ts';
import { linesOf, type Read, type Reading, shownFields } from './reading.ts';
import { dayOfField, instantOf, isTrue, moneyOfField, ownerOfRow, type Row } from './row.ts';

export function opportunityRecords(read: Read, reading: Reading): SourceRecord[] {
  const { id, row, customer } = read;
  const { source, own, described, setting } = reading;
  const name = row['Name'] ?? `Opportunity ${id}`;
  const isClosed = isTrue(row['IsClosed']);
  const won = isTrue(row['IsWon']) ? 'won' : 'lost';
  const status = isClosed ? won : 'open';
  const owner = ownerOfRow(row);
  const money = moneyOfField(row['Amount'], row['CurrencyIsoCode'] ?? own.currency);
  const openedAt = instantOf(row['CreatedDate']);
  const closedAt = isClosed ? closedInstant(row) : null;
  const entry = {
    ...entryParts(reading, owner),
    channel: 'system' as const,
    entryKind: 'deal' as const,
    money,
    link: setting.urlOf(id),
    record: { kind: 'deal' as const, id },
  };
  const hidden = described.fields.has('Amount') ? null : 'Amount: hidden from me';
  return [
    {
      kind: 'deal',
      source,
      externalId: id,
      customer,
      name,
      status,
      stage: row['StageName'] ?? null,
      money,
      owner,
      origin: row['LeadSource'] ?? null,
      product: null,
      openedAt,
      closedAt,
    },
    ...entryOf(entry, customer, {
      externalId: entryId('Opportunity', id, 'opened'),
      at: openedAt,
      title: `Deal opened: ${name}`,
      body: linesOf(hidden, ...shownFields(row, reading)),
    }),
    ...entryOf(entry, closedAt && customer, {
      externalId: entryId('Opportunity', id, 'closed'),
      at: closedAt,
      title: `Deal ${won}: ${name}`,
      body: hidden,
    }),
  ];
}

/**
 * Salesforce keeps the day of the close, and the instant of the last change of the stage. Where both are of one day,
 * the instant tells more; noon of UTC is on that day nearly everywhere.
 */
function closedInstant(row: Row): Date | null {
  const day = dayOfField(row['CloseDate']);
  const changed = instantOf(row['LastStageChangeDate']);
  if (day === null) return changed;
  return changed?.toISOString().startsWith(day) ? changed : new Date(`${day}T12:00:00Z`);
}
