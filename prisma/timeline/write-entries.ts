import { clip } from '../../crm/text/cut.ts';
import { LONGEST, TITLE } from '../../crm/text/limits.ts';
import type { EntryKey } from '../../crm/timeline/entry.ts';
import type { NewEntry } from '../../crm/timeline/own-entry.ts';
import type { Sql } from '../database/database.ts';
import { json } from '../database/json.ts';
import { amount, currency, key, maybeText, text } from '../records/cells.ts';

const COLUMNS = [
  'source text',
  'external_id text',
  'customer_id text',
  'at timestamptz',
  'department text',
  'channel text',
  'direction text',
  'kind text',
  'title text',
  'body text',
  'person_id text',
  'contact_id text',
  'amount bigint',
  'currency text',
  'link text',
  'visibility text',
  'record_kind text',
  'record_id text',
];
const NAMES = COLUMNS.map((column) => column.split(' ')[0]);
const INTO = `INSERT INTO entry (${NAMES.join(', ')})`;
const OVER = `ON CONFLICT (source, external_id) DO UPDATE SET ${NAMES.slice(2)
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')}`;

/** Onto the timeline, or over the entry with this key; of two with one key the later. Several are one statement. */
export async function writeEntries(sql: Sql, entries: readonly NewEntry[]): Promise<void> {
  const rows = [
    ...new Map(
      entries.map((entry) => [`${entry.source} ${entry.externalId}`, cellsOf(entry)]),
    ).values(),
  ];
  if (rows.length === 0) return;
  if (rows.length === 1)
    return void (await sql.query(
      `${INTO} VALUES (${NAMES.map((_, at) => `$${at + 1}`).join(', ')}) ${OVER}`,
      rows[0],
      { name: 'write-entry' },
    ));
  const records = rows.map((cells) =>
    Object.fromEntries(NAMES.map((name, at) => [name, cells[at]])),
  );
  await sql.query(
    `${INTO} SELECT ${NAMES.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS e (${COLUMNS.join(', ')}) ORDER BY source, external_id ${OVER}`,
    [json(records)],
    { name: 'write-entries' },
  );
}

const cellsOf = (entry: NewEntry): unknown[] => [
  text(entry.source, 40),
  key(entry.externalId),
  entry.customerId,
  entry.at,
  entry.department,
  entry.channel,
  entry.direction,
  entry.kind,
  text(clip(entry.title, TITLE)),
  maybeText(entry.body, LONGEST.note),
  entry.personId,
  entry.contactId,
  amount(entry.money),
  currency(entry.money),
  maybeText(entry.link, 2000),
  entry.visibility,
  entry.record?.kind ?? null,
  entry.record?.id ?? null,
];

export async function removeEntry(
  sql: Sql,
  { customerId, source, externalId }: EntryKey & { customerId: string },
): Promise<void> {
  await sql.query('DELETE FROM entry WHERE source = $1 AND external_id = $2 AND customer_id = $3', [
    source,
    key(externalId),
    customerId,
  ]);
}

/** External ids of those among these entries, all of Rapport's own, that stand on the timeline. */
export async function entriesThere(
  sql: Sql,
  entries: readonly NewEntry[],
): Promise<ReadonlySet<string>> {
  const rows = await sql.query<{ id: string }>(
    "SELECT external_id AS id FROM entry WHERE source = 'rapport' AND external_id = ANY($1)",
    [entries.map(({ externalId }) => key(externalId))],
    { name: 'entries-there' },
  );
  const there = new Set(rows.map(({ id }) => id));
  return new Set(
    entries.flatMap(({ externalId }) => (there.has(key(externalId)) ? externalId : [])),
  );
}
