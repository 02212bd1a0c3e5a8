import type { DatedRecord } from '../../crm/connectors/items/compile.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { DeliveryId } from '../../crm/ingest/delivery.ts';
import type { AsideItem, MappedItems } from '../../crm/ingest/map-items.ts';
import type { Database, Sql } from '../database/database.ts';
import { key, text } from '../records/cells.ts';
import { saveBatch } from '../records/save.ts';

interface Placed extends DatedRecord {
  position: number;
}

/** Saves the records of mapped items in a transaction that somebody else commits, and keeps aside what cannot be saved. */
export async function saveItems(
  database: Database,
  sql: Sql,
  { id, mapped, now }: { id: DeliveryId; mapped: MappedItems; now: Date },
): Promise<void> {
  const records = mapped.items.flatMap(({ position, records: made }) =>
    made.map((dated): Placed => ({ position, ...dated })),
  );
  const newest = await newestOf(sql, records, now);
  const { unmatched, refused } = await saveBatch(database, sql, {
    batch: [...newest.map(({ record }) => record), ...mapped.departments],
    now,
  });
  const aside = oncePerItem([
    ...mapped.aside,
    ...refused.flatMap((at) => asideFor(newest[at], uncountable)),
    ...unmatched.flatMap((at) => asideFor(newest[at], withoutCustomer)),
  ]);
  await keepAside(sql, id, aside);
  const isAside = new Set(aside.map(({ position }) => position));
  const saved = new Set(newest.map(({ position }) => position).filter((at) => !isAside.has(at)));
  const leftOut = mapped.items.filter(
    ({ position }) => !saved.has(position) && !isAside.has(position),
  );
  await sql.query(
    'UPDATE ingest_delivery SET saved = saved + $3, left_out = left_out + $4 WHERE source = $1 AND key = $2',
    [id.source, id.key, saved.size, leftOut.length],
  );
}

export async function keepAside(
  sql: Sql,
  { source, key: delivery }: DeliveryId,
  aside: readonly AsideItem[],
): Promise<void> {
  if (aside.length === 0) return;
  await sql.query(
    `INSERT INTO ingest_aside (source, key, position, reason, received_at)
     SELECT source, key, a.position, a.reason, received_at FROM ingest_delivery, unnest($3::int[], $4::text[]) AS a(position, reason)
     WHERE source = $1 AND key = $2 ON CONFLICT DO NOTHING`,
    [
      source,
      delivery,
      aside.map(({ position }) => position),
      aside.map(({ reason }) => text(reason)),
    ],
  );
}

/** Without the records of which something newer is known; of two in one delivery, the later one counts. */
async function newestOf(sql: Sql, records: readonly Placed[], now: Date): Promise<Placed[]> {
  const newest = new Map<string, Placed>();
  for (const one of records) {
    const name = nameOf(one.record);
    const before = newest.get(name);
    if (!before || one.asOf >= before.asOf) newest.set(name, one);
  }
  const named = [...newest].toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (named.length === 0) return [];
  const rows = await sql.query<{ source: string; kind: string; externalId: string }>(
    `INSERT INTO ingest_order AS o (source, kind, external_id, as_of, seen_at)
     SELECT s, k, e, t, $5 FROM unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[]) AS r(s, k, e, t)
     ON CONFLICT (source, kind, external_id) DO UPDATE SET as_of = excluded.as_of, seen_at = excluded.seen_at WHERE o.as_of <= excluded.as_of
     RETURNING source, kind, external_id AS "externalId"`,
    [
      named.map(([, { record }]) => partsOf(record).source),
      named.map(([, { record }]) => record.kind),
      named.map(([, { record }]) => partsOf(record).externalId),
      named.map(([, { asOf }]) => asOf),
      now,
    ],
  );
  const taken = new Set(rows.map((row) => `${row.kind} ${row.source} ${row.externalId}`));
  // In the order in which they came.
  const kept = new Set(named.flatMap(([name, one]) => (taken.has(name) ? [one] : [])));
  return records.filter((one) => kept.has(one));
}

function partsOf(record: SourceRecord): { source: string; externalId: string } {
  if (record.kind === 'department') return { source: '', externalId: record.id };
  return { source: text(record.source, 40), externalId: key(record.externalId) };
}

function nameOf(record: SourceRecord): string {
  const { source, externalId } = partsOf(record);
  return `${record.kind} ${source} ${externalId}`;
}

function asideFor(
  placed: Placed | undefined,
  reasonOf: (record: SourceRecord) => string | null,
): AsideItem[] {
  const reason = placed ? reasonOf(placed.record) : null;
  return placed && reason !== null ? [{ position: placed.position, reason }] : [];
}

const uncountable = ({ kind }: SourceRecord): string =>
  `the amount of this ${kind} is beyond what can be counted`;

/** A record that names no customer needs none. */
const withoutCustomer = (record: SourceRecord): string | null =>
  'customer' in record && record.customer !== null
    ? `no customer is called "${record.customer}" (${record.kind})`
    : null;

const oncePerItem = (aside: readonly AsideItem[]): AsideItem[] => [
  ...new Map(aside.toReversed().map((one) => [one.position, one])).values(),
];
