import type { Batch, BatchRow, ImportStore, Outcome, Run } from '../../crm/connectors/csv/port.ts';
import { decimalText, plus, textDecimal } from '../../crm/money/decimal.ts';
import { Problem } from '../../crm/problem.ts';
import type { Database, Sql } from '../database/database.ts';
import { hash, key } from './cells.ts';
import { saveBatch } from './save.ts';
import { upsert } from './upsert.ts';

/** Imports that can be interrupted: rows, their keys and how far the run came are committed together. */
export function importRunsOn(database: Database): ImportStore {
  return {
    begin: (run) => database.transaction((sql) => begin(sql, run, database.kind)),
    commit: (run, batch) => database.transaction((sql) => commit(database, sql, { run, batch })),
    async lookUp(run, step, keys) {
      if (keys.length === 0) return new Map();
      const rows = await database.query<{ key: string; kept: string }>(
        `SELECT key, kept FROM ${keysOf(run.id)} WHERE step = $1 AND key = ANY($2)`,
        [step, keys.map(key)],
      );
      const kept = new Map(rows.map((row) => [row.key, strings(row.kept)]));
      return new Map(
        keys.flatMap((one) => {
          const found = kept.get(key(one));
          return found ? [[one, found] as const] : [];
        }),
      );
    },
    async finish(run, now) {
      await database.query('UPDATE import_run SET finished_at = $2 WHERE id = $1', [run.id, now]);
      await database.query(`DROP TABLE IF EXISTS ${keysOf(run.id)}`);
    },
  };
}

/** The keys a run has seen are a table of its own: dropping it at the end costs nothing, however many there were. */
const keysOf = (run: string): string => `import_keys_${run}`;

interface Stored {
  id: string;
  step: number;
  row: number;
  counts: { fingerprint?: string; state?: unknown };
}

async function begin(
  sql: Sql,
  run: Parameters<ImportStore['begin']>[0],
  kind: Database['kind'],
): Promise<Run> {
  const { mapping, folder, fingerprint, state, now } = run;
  const open = await sql.query<Stored>(
    'SELECT id, step, "row", counts FROM import_run WHERE mapping = $1 AND folder = $2 AND finished_at IS NULL ORDER BY started_at DESC',
    [mapping, folder],
  );
  const [same] = open.filter(({ counts }) => counts.fingerprint === fingerprint);
  const goesOn = same && (await hasKeys(sql, same));
  for (const { id } of open.filter((one) => !goesOn || one !== same)) {
    await sql.query(`DROP TABLE IF EXISTS ${keysOf(id)}`);
    await sql.query('DELETE FROM import_run WHERE id = $1', [id]);
  }
  if (goesOn)
    return { id: same.id, step: same.step, row: same.row, state: same.counts.state, resumed: true };
  const id = hash(`${mapping}\u0001${folder}\u0001${now.toISOString()}`).toLowerCase();
  await sql.query(
    'INSERT INTO import_run (id, mapping, folder, step, "row", counts, started_at) VALUES ($1, $2, $3, 0, 0, $4, $5)',
    [id, mapping, folder, JSON.stringify({ fingerprint, state }), now],
  );
  // Killing this process takes the embedded database with it, so there the keys are written ahead as everything is.
  await sql.query(
    `CREATE ${kind === 'server' ? 'UNLOGGED ' : ''}TABLE IF NOT EXISTS ${keysOf(id)} (step integer NOT NULL, key text NOT NULL, line integer NOT NULL, kept text, PRIMARY KEY (step, key))`,
  );
  return { id, step: 0, row: 0, state, resumed: false };
}

/** A server that crashed has emptied the unlogged table of keys: then the run begins anew, and finds what it saved unchanged. */
async function hasKeys(sql: Sql, { id, step, row }: Stored): Promise<boolean> {
  const table = keysOf(id);
  const there = await sql.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [
    table,
  ]);
  if (!there[0]?.there) return false;
  return (
    (step === 0 && row === 0) || (await sql.query(`SELECT 1 FROM ${table} LIMIT 1`)).length > 0
  );
}

async function commit(
  database: Database,
  sql: Sql,
  { run, batch }: { run: Run; batch: Batch },
): Promise<void> {
  // Need not be on disk yet: rows and progress are lost or kept together, and `finish` waits for all of them.
  await sql.query('SET LOCAL synchronous_commit = off');
  const repeated = batch.sums
    ? await addSums(database, sql, { run, batch })
    : await claimKeys(sql, { run, batch });
  const again = new Set(repeated.map(({ row }) => row));
  const rows = batch.rows.filter((row) => !again.has(row));
  const coinciding = await claimRecords(sql, { run, batch, rows });
  const left = new Set(coinciding.map(({ record }) => record));
  const records = rows.flatMap((row) =>
    row.records.filter((record) => !left.has(record)).map((record) => ({ row, record })),
  );
  const saved =
    records.length === 0
      ? { kinds: {}, unmatched: [], refused: [], ownerless: [] }
      : await saveBatch(database, sql, {
          batch: [...records.map(({ record }) => record), ...batch.also],
          now: batch.now,
        });
  const at = (positions: readonly number[]) =>
    positions.flatMap((position) => records[position] ?? []);
  const state = batch.settle({
    repeated,
    coinciding,
    kinds: saved.kinds,
    unmatched: at(saved.unmatched),
    refused: at(saved.refused),
    ownerless: at(saved.ownerless),
  });
  const moved = await sql.query(
    `UPDATE import_run SET step = $2, "row" = $3, counts = jsonb_set(counts, '{state}', $4::jsonb) WHERE id = $1 AND finished_at IS NULL
     AND (step, "row") < ($2, $3) RETURNING id`,
    [run.id, batch.step, batch.row, JSON.stringify(state)],
  );
  if (moved.length === 0)
    throw new Problem('import-overtaken', {
      say: 'Another import of this folder is under way.',
      try: 'Wait until it has finished, or stop it, then start this one again.',
    });
}

/** Remembers the keys of a batch; answers with the rows whose key this step has seen before. */
async function claimKeys(
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
      batch.step,
      [...firsts.keys()],
      [...firsts.values()].map(({ line }) => line),
      [...firsts.values()].map(({ kept }) => kept && JSON.stringify(kept)),
    ],
  );
  if (written[0]?.fresh === firsts.size) return repeated;
  const begins = Math.min(...batch.rows.map(({ line }) => line));
  const seen = await sql.query<{ key: string; line: number }>(
    `SELECT key, line FROM ${table} WHERE step = $1 AND key = ANY($2) AND line < $3`,
    [batch.step, [...firsts.keys()], begins],
  );
  const lines = new Map(seen.map((row) => [row.key, row.line]));
  return batch.rows.flatMap((row) => {
    const first = lines.get(key(row.key));
    if (first !== undefined) return { row, first };
    return repeated.find((one) => one.row === row) ?? [];
  });
}

/** Remembers the records that several rows may make; answers with those that an earlier row of this step has made. */
async function claimRecords(
  sql: Sql,
  { run, batch, rows }: { run: Run; batch: Batch; rows: readonly BatchRow[] },
): Promise<Outcome['coinciding']> {
  const claims = rows.flatMap((row) =>
    row.shared.map((record) => ({
      claim: {
        ...row,
        key: `${record.kind}\u0001${'externalId' in record ? record.externalId : ''}`,
      },
      row,
      record,
    })),
  );
  if (claims.length === 0) return [];
  // Their keys stand under a step of their own, which no look-up reads.
  const step = -1 - batch.step;
  const own = { ...batch, step, rows: claims.map(({ claim }) => claim) };
  const repeated = await claimKeys(sql, { run, batch: own });
  return claims.flatMap(({ claim, row, record }) => {
    const found = repeated.find((one) => one.row === claim);
    return found ? [{ row, record, first: found.first }] : [];
  });
}

/** Adds what the rows keep to what is kept under their keys: sums as text, since they are columns like all others. */
async function addSums(
  database: Database,
  sql: Sql,
  { run, batch }: { run: Run; batch: Batch },
): Promise<[]> {
  const table = keysOf(run.id);
  const keys = [...new Set(batch.rows.map((row) => key(row.key)))];
  const known = await sql.query<{ key: string; kept: string }>(
    `SELECT key, kept FROM ${table} WHERE step = $1 AND key = ANY($2)`,
    [batch.step, keys],
  );
  const sums = new Map(known.map((row) => [row.key, textDecimal(strings(row.kept)[0] ?? '')]));
  for (const row of batch.rows) {
    const amount = row.kept?.[0] ?? '';
    if (amount === '') continue;
    const sum = sums.get(key(row.key)) ?? textDecimal('0');
    sums.set(key(row.key), plus(sum, textDecimal(amount)));
  }
  await upsert(database, sql, {
    target: { table, key: ['step', 'key'], columns: ['line', 'kept'] },
    rows: [...sums].map(([id, sum]) => [batch.step, id, 0, JSON.stringify([decimalText(sum)])]),
  });
  return [];
}

function strings(kept: string): string[] {
  const parsed: unknown = JSON.parse(kept);
  return Array.isArray(parsed) ? parsed.map(String) : [];
}
