import type { SourceRecord } from '../../crm/customer/records.ts';
import type { Sql } from '../database/database.ts';
import {
  erasureKeys,
  type HashedName,
  hashOf,
  namesOfRecord,
  newestKey,
  ownerNames,
} from './keyed-hash.ts';

/** Remembers that these were erased; again it changes nothing. */
export async function addTombstones(
  sql: Sql,
  erasure: string,
  names: readonly HashedName[],
): Promise<void> {
  if (names.length === 0) return;
  const secret = await newestKey(sql);
  await sql.query(
    'INSERT INTO tombstone (hash, erasure_id) SELECT DISTINCT unnest($1::text[]), $2 ON CONFLICT (hash) DO NOTHING',
    [names.map((name) => hashOf(secret, name)), erasure],
  );
}

/** The erasures that some of these names belong to, by the position of each. */
export async function findTombstones(
  sql: Sql,
  named: readonly (readonly HashedName[])[],
): Promise<Map<number, string>> {
  const secrets = await erasureKeys(sql);
  if (secrets.length === 0) return new Map();
  const hashes = new Map<string, number[]>();
  for (const [position, names] of named.entries())
    for (const hash of names.flatMap((name) => secrets.map((secret) => hashOf(secret, name))))
      hashes.set(hash, [...(hashes.get(hash) ?? []), position]);
  const rows = await sql.query<{ hash: string; erasure: string }>(
    'SELECT hash, erasure_id AS erasure FROM tombstone WHERE hash = ANY($1)',
    [[...hashes.keys()]],
  );
  return new Map(
    rows.flatMap(({ hash, erasure }) =>
      (hashes.get(hash) ?? []).map((position) => [position, erasure] as const),
    ),
  );
}

/** The records of a batch that were not erased, with their positions in it, and the positions of the others. */
export interface KeptRecords {
  records: readonly SourceRecord[];
  positions: readonly number[];
  erased: readonly number[];
}

/**
 * Leaves out what was erased, and counts it at its erasure; a contact or an entry of several customers stays with those
 * who stay. It costs one small read where nothing ever was.
 */
export async function withoutErased(
  sql: Sql,
  given: readonly SourceRecord[],
): Promise<KeptRecords> {
  const all = [...given.keys()];
  if ((await erasureKeys(sql)).length === 0) return { records: given, positions: all, erased: [] };
  const batch = await withoutErasedCustomers(sql, given);
  const found = await findTombstones(sql, batch.map(namesOfRecord));
  for (const [erasure, positions] of Map.groupBy(found.keys(), (at) => found.get(at) ?? ''))
    await sql.query('UPDATE erasure SET refused = refused + $2 WHERE id = $1', [
      erasure,
      positions.length,
    ]);
  const positions = all.filter((at) => !found.has(at));
  return {
    records: positions.flatMap((at) => batch[at] ?? []),
    positions,
    erased: [...found.keys()].toSorted((one, other) => one - other),
  };
}

/** The records as they are without those of their customers who were erased; one that has none left is as it was. */
async function withoutErasedCustomers(
  sql: Sql,
  batch: readonly SourceRecord[],
): Promise<readonly SourceRecord[]> {
  const named = batch.flatMap((record, at) => {
    if (!(record.kind === 'contact' || record.kind === 'entry')) return [];
    const { source, customer, otherCustomers = [] } = record;
    return otherCustomers.length > 0
      ? [customer, ...otherCustomers].map((name) => ({ at, source, name }))
      : [];
  });
  const gone = await findTombstones(
    sql,
    named.map(({ source, name }) => ownerNames(source, name)),
  );
  if (gone.size === 0) return batch;
  const staying = Map.groupBy(
    named.filter((_, position) => !gone.has(position)),
    ({ at }) => at,
  );
  return batch.map((record, at) => {
    const [customer, ...otherCustomers] = (staying.get(at) ?? []).map(({ name }) => name);
    if (customer === undefined) return record;
    return record.kind === 'contact' || record.kind === 'entry'
      ? { ...record, customer, otherCustomers }
      : record;
  });
}
