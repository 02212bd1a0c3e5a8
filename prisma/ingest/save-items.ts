import type { DatedRecord } from '../../crm/connectors/items/compile.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { DeliveryId } from '../../crm/ingest/delivery.ts';
import type { AsideItem, MappedItems } from '../../crm/ingest/map-items.ts';
import type { Database, Sql } from '../database/database.ts';
import { eraseItemsAt } from '../erasure/items.ts';
import { text } from '../records/cells.ts';
import { newestOf } from '../records/newest.ts';
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
  const { unmatched, refused, erased } = await saveBatch(database, sql, {
    batch: [...newest.map(({ record }) => record), ...mapped.departments],
    now,
  });
  const gone = new Set(erased.flatMap((at) => newest[at]?.position ?? []));
  const aside = oncePerItem([
    ...mapped.aside,
    ...refused.flatMap((at) => asideFor(newest[at], uncountable)),
    ...unmatched.flatMap((at) => asideFor(newest[at], withoutCustomer)),
  ]).filter(({ position }) => !gone.has(position));
  // It says again what was erased, so the delivery keeps it no longer than a moment.
  await eraseItemsAt(sql, id, [...gone]);
  await keepAside(sql, id, aside);
  const isAside = new Set(aside.map(({ position }) => position));
  const saved = new Set(
    newest.map(({ position }) => position).filter((at) => !isAside.has(at) && !gone.has(at)),
  );
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
