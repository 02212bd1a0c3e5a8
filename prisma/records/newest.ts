import type { DatedRecord } from '../../crm/connectors/items/compile.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import type { Sql } from '../database/database.ts';
import { key, text } from './cells.ts';

/** Without the records of which something newer is known; of two of one moment, the later one counts. */
export async function newestOf<T extends DatedRecord>(
  sql: Sql,
  records: readonly T[],
  now: Date,
): Promise<T[]> {
  const newest = new Map<string, T>();
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
