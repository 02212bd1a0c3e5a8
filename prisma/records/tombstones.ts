import type { SourceRecord } from '../../crm/customer/records.ts';
import type { Sql } from '../database/database.ts';
import { erasureKeys, type HashedName, hashOf, namesOfRecord, newestKey } from './keyed-hash.ts';

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

/** Leaves out what was erased, and counts it at its erasure. It costs one small read where nothing ever was. */
export async function withoutErased(
  sql: Sql,
  batch: readonly SourceRecord[],
): Promise<KeptRecords> {
  const all = [...batch.keys()];
  const found = await findErased(sql, batch);
  if (found.size === 0) return { records: batch, positions: all, erased: [] };
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

async function findErased(sql: Sql, batch: readonly SourceRecord[]): Promise<Map<number, string>> {
  if ((await erasureKeys(sql)).length === 0) return new Map();
  return findTombstones(sql, batch.map(namesOfRecord));
}
