import { foldTogether } from '../../crm/connectors/csv/fold.ts';
import type { Batch, BatchRow, Outcome, Run } from '../../crm/connectors/csv/port.ts';
import type { FoldKind } from '../../crm/connectors/mapping/mapping.ts';
import type { Database, Sql } from '../database/database.ts';
import { key, maybeInstant } from './cells.ts';
import { upsert } from './upsert.ts';

/** The keys a run has seen are a table of its own: dropping it at the end costs nothing, however many there were. */
export const keysOf = (run: string): string => `import_keys_${run}`;

/** Remembers the keys of a batch; answers with the rows whose key this step has seen before. */
export async function claimKeys(
  sql: Sql,
  { run, batch }: { run: Run; batch: Batch },
): Promise<Outcome['repeated'][number][]> {
  const firsts = new Map<string, BatchRow>();
  const repeated: { row: BatchRow; first: number }[] = [];
  for (const row of batch.rows) {
    const first = firsts.get(key(row.key));
    if (first) repeated.push({ row, first: first.line });
    else firsts.set(key(row.key), row);
  }
  const table = keysOf(run.id);
  const written = await sql.query<{ fresh: number }>(
    `WITH written AS (INSERT INTO ${table} (step, key, line, kept) SELECT $1, k, l, t FROM unnest($2::text[], $3::int[], $4::text[]) AS rows(k, l, t) ORDER BY k ON CONFLICT DO NOTHING RETURNING 1)
     SELECT count(*) AS fresh FROM written`,
    [
      batch.keys,
      [...firsts.keys()],
      [...firsts.values()].map(({ line }) => line),
      [...firsts.values()].map(({ kept }) => kept && JSON.stringify(kept)),
    ],
  );
  if (written[0]?.fresh === firsts.size) return repeated;
  const begins = Math.min(...batch.rows.map(({ line }) => line));
  const seen = await sql.query<{ key: string; line: number }>(
    `SELECT key, line FROM ${table} WHERE step = $1 AND key = ANY($2) AND line < $3`,
    [batch.keys, [...firsts.keys()], begins],
  );
  const lines = new Map(seen.map((row) => [row.key, row.line]));
  return batch.rows.flatMap((row) => {
    const first = lines.get(key(row.key));
    if (first !== undefined) return { row, first };
    return repeated.find((one) => one.row === row) ?? [];
  });
}

/** Remembers the records that several rows may make; answers with those that an earlier row of this step has made. */
export async function claimRecords(
  sql: Sql,
  { run, batch, rows }: { run: Run; batch: Batch; rows: readonly BatchRow[] },
): Promise<Outcome['coinciding']> {
  // Where the rows say as of when they are so, the latest of them counts.
  const claims = rows.flatMap((row) =>
    (row.asOf ? [] : row.shared).map((record) => ({
      claim: {
        ...row,
        key: `${record.kind}\u0001${'externalId' in record ? record.externalId : ''}`,
      },
      row,
      record,
    })),
  );
  if (claims.length === 0) return [];
  // Their keys stand under a number of their own, which no look-up reads.
  const own = { ...batch, keys: -1 - batch.keys, rows: claims.map(({ claim }) => claim) };
  const repeated = await claimKeys(sql, { run, batch: own });
  return claims.flatMap(({ claim, row, record }) => {
    const found = repeated.find((one) => one.row === claim);
    return found ? [{ row, record, first: found.first }] : [];
  });
}

/** Folds what the rows keep into what is kept under their keys: as text, since it is a column like all others. */
export async function foldKeys(
  database: Database,
  sql: Sql,
  { run, batch, folds }: { run: Run; batch: Batch; folds: readonly FoldKind[] },
): Promise<void> {
  const table = keysOf(run.id);
  const keys = [...new Set(batch.rows.map((row) => key(row.key)))];
  const known = await sql.query<{ key: string; kept: string }>(
    `SELECT key, kept FROM ${table} WHERE step = $1 AND key = ANY($2)`,
    [batch.keys, keys],
  );
  const kept = new Map(known.map((row) => [row.key, strings(row.kept)]));
  for (const row of batch.rows) {
    const before = kept.get(key(row.key)) ?? [];
    const cells = folds.map((fold, at) =>
      foldTogether(fold, before[at] ?? '', row.kept?.[at] ?? ''),
    );
    if (cells.some((cell) => cell !== '')) kept.set(key(row.key), cells);
  }
  await upsert(database, sql, {
    target: { table, key: ['step', 'key'], columns: ['line', 'kept'] },
    rows: [...kept].map(([id, cells]) => [batch.keys, id, 0, JSON.stringify(cells)]),
  });
}

/** Keeps of each key the latest row. */
export async function claimLatest(
  database: Database,
  sql: Sql,
  { run, batch }: { run: Run; batch: Batch },
): Promise<void> {
  const table = keysOf(run.id);
  const latest = new Map<string, BatchRow>();
  for (const row of batch.rows) {
    const before = latest.get(key(row.key));
    if (!before || timeOf(row) >= timeOf(before)) latest.set(key(row.key), row);
  }
  const known = await sql.query<{ key: string; asOf: Date }>(
    `SELECT key, as_of AS "asOf" FROM ${table} WHERE step = $1 AND key = ANY($2)`,
    [batch.keys, [...latest.keys()]],
  );
  for (const { key: id, asOf } of known)
    if (timeOf(latest.get(id)) < asOf.getTime()) latest.delete(id);
  await upsert(database, sql, {
    target: { table, key: ['step', 'key'], columns: ['line', 'kept', 'as_of'] },
    rows: [...latest].map(([id, row]) => [
      batch.keys,
      id,
      row.line,
      JSON.stringify(row.kept),
      maybeInstant(row.asOf),
    ]),
  });
}

const timeOf = (row: BatchRow | undefined): number => row?.asOf?.getTime() ?? 0;

export function strings(kept: string): string[] {
  const parsed: unknown = JSON.parse(kept);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
