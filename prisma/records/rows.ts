import type { ContactRecord, EntryRecord } from '../../crm/customer/records.ts';
import { phoneKey } from '../../crm/matching/addresses.ts';
import { nameKey } from '../../crm/matching/names.ts';
import { visibleText } from '../../crm/matching/visible.ts';
import { clip } from '../../crm/text/cut.ts';
import { LONGEST, TITLE } from '../../crm/text/limits.ts';
import {
  amount,
  type Cell,
  currency,
  instant,
  key,
  maybeInstant,
  maybeKey,
  maybeText,
  text,
} from './cells.ts';

/** Cells in the order of ENTRY's columns. */
export function entryRow(
  entry: EntryRecord,
  { customerId, personId }: { customerId: string; personId: string | null },
): Cell[] {
  return [
    text(entry.source, 40),
    key(entry.externalId),
    customerId,
    instant(entry.at),
    entry.department,
    entry.channel,
    entry.direction,
    entry.entryKind,
    text(clip(entry.title, TITLE)),
    entry.body === null ? null : text(clip(entry.body, LONGEST.note), LONGEST.note),
    personId,
    maybeKey(entry.contact),
    amount(entry.money),
    currency(entry.money),
    maybeText(entry.link, 2000),
    entry.visibility,
    entry.record?.kind ?? null,
    maybeKey(entry.record?.id ?? null),
    maybeInstant(entry.cancelledAt ?? null),
  ];
}

/** Cells in the order of CONTACT's columns. */
export function contactRow(contact: ContactRecord, customerId: string): Cell[] {
  const phone = maybeText(contact.phone, 60);
  const name = text(visibleText(contact.name) || contact.name, LONGEST.customer);
  return [
    customerId,
    text(contact.source, 40),
    key(contact.externalId),
    name,
    maybeText(contact.title, 200),
    maybeText(contact.email, 320)?.trim().toLowerCase() ?? null,
    phone,
    phone && phoneKey(phone),
    nameKey(name),
  ];
}
