import type { Entry, EntryKey } from '../../crm/entry.ts';
import type { Sql } from '../database.ts';
import { amount, currency, key, maybeText, text } from '../records/cells.ts';

const COLUMNS = ['source', 'external_id', 'customer_id', 'at', 'department', 'channel', 'direction', 'kind', 'title', 'body', 'person_id', 'contact_id', 'amount', 'currency', 'link', 'visibility', 'record_kind', 'record_id'];

/** Onto the timeline, or over the entry with this key. */
export async function writeEntry(sql: Sql, entry: Omit<Entry, 'person' | 'contact'>): Promise<void> {
  await sql.query(
    `INSERT INTO entry (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((_, at) => `$${at + 1}`).join(', ')})
      ON CONFLICT (source, external_id) DO UPDATE SET ${COLUMNS.slice(2).map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [
      text(entry.source, 40), key(entry.externalId), entry.customerId, entry.at, entry.department, entry.channel, entry.direction, entry.kind,
      text(entry.title), maybeText(entry.body, 20_000), entry.personId, entry.contactId, amount(entry.money), currency(entry.money), maybeText(entry.link, 2000),
      entry.visibility, entry.record?.kind ?? null, entry.record?.id ?? null,
    ], { name: 'write-entry' });
}

export async function removeEntry(sql: Sql, { customerId, source, externalId }: EntryKey & { customerId: string }): Promise<void> {
  await sql.query('DELETE FROM entry WHERE source = $1 AND external_id = $2 AND customer_id = $3', [source, key(externalId), customerId]);
}
