import type { Batch, ImportStore, Run } from '../../crm/connectors/csv/port.ts';
import { Problem } from '../../crm/problem.ts';
import type { Database, Sql } from '../database/database.ts';
import { hash, key } from './cells.ts';
import { markCommit, RUN_TABLES } from './import-changes.ts';
import { claimKeys, claimLatest, claimRecords, foldKeys, keysOf, strings } from './import-keys.ts';
import { newestOf } from './newest.ts';
import { saveBatch } from './save.ts';
import { findVanished } from './vanished.ts';

/** Imports that can be interrupted: rows, their keys and how far the run came are committed together. */
export function importRunsOn(database: Database): ImportStore {
  return {
    begin: (run) => database.transaction((sql) => begin(sql, run, database.kind)),
    commit: (run, batch) => database.transaction((sql) => commit(database, sql, { run, batch })),
    async lookUp(run, keys, named) {
      if (named.length === 0) return new Map();
      const rows = await database.query<{ key: string; kept: string }>(
        `SELECT key, kept FROM ${keysOf(run.id)} WHERE step = $1 AND key = ANY($2)`,
        [keys, named.map(key)],
      );
      const kept = new Map(rows.map((row) => [row.key, strings(row.kept)]));
      return new Map(
        named.flatMap((one) => {
          const found = kept.get(key(one));
          return found ? [[one, found] as const] : [];
        }),
      );
    },
    findVanished: (run, wanted, now) =>
      database.transaction((sql) => findVanished(database, sql, { run, wanted, now })),
    async finish(run, now) {
      await database.query('UPDATE import_run SET finished_at = $2 WHERE id = $1', [run.id, now]);
      await database.query(`DROP TABLE IF EXISTS ${keysOf(run.id)}`);
    },
  };
}

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
  const given = open.flatMap((one) => (goesOn && one === same ? [] : one.id));
  for (const id of given) {
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
  await keepForUndo(sql, { id, mapping, given });
  // Killing this process takes the embedded database with it, so there the keys are written ahead as everything is.
  await sql.query(
    `CREATE ${kind === 'server' ? 'UNLOGGED ' : ''}TABLE IF NOT EXISTS ${keysOf(id)} (step integer NOT NULL, key text NOT NULL, line integer NOT NULL, kept text, as_of timestamptz, PRIMARY KEY (step, key))`,
  );
  return { id, step: 0, row: 0, state, resumed: false };
}

/** As many runs of a mapping as can be undone, the one that begins among them. */
const UNDOABLE = 14;

/** The latest runs of a mapping can be undone, and what a run left that was given up is undone with the next. */
async function keepForUndo(
  sql: Sql,
  { id, mapping, given }: { id: string; mapping: string; given: readonly string[] },
): Promise<void> {
  for (const table of RUN_TABLES) {
    await sql.query(
      `DELETE FROM ${table} WHERE run_id IN (SELECT id FROM import_run WHERE mapping = $1 AND id <> $2
         ORDER BY started_at DESC, id DESC OFFSET ${UNDOABLE - 1})`,
      [mapping, id],
    );
    await sql.query(`UPDATE ${table} SET run_id = $1 WHERE run_id = ANY($2)`, [id, given]);
  }
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
  await markCommit(sql, run.id);
  const { repeated, rows } = await claim(database, sql, { run, batch });
  const coinciding = await claimRecords(sql, { run, batch, rows });
  const left = new Set(coinciding.map(({ record }) => record));
  const made = rows.flatMap((row) =>
    row.records.filter((record) => !left.has(record)).map((record) => ({ row, record })),
  );
  const dated = made.flatMap((one) => (one.row.asOf ? { ...one, asOf: one.row.asOf } : []));
  const newest = new Set((await newestOf(sql, dated, batch.now)).map(({ record }) => record));
  const records = made.filter(({ row, record }) => row.asOf === null || newest.has(record));
  const saved =
    records.length === 0
      ? { kinds: {}, unmatched: [], refused: [], ownerless: [], erased: [] }
      : await saveBatch(database, sql, {
          batch: [...records.map(({ record }) => record), ...batch.also],
          now: batch.now,
          run: run.id,
        });
  const at = (positions: readonly number[]) =>
    positions.flatMap((position) => records[position] ?? []);
  const state = batch.settle({
    repeated,
    coinciding,
    outdated: made.length - records.length,
    erased: saved.erased.length,
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

/** Remembers the rows by their keys; answers with those that were seen before, and with the others. */
async function claim(database: Database, sql: Sql, { run, batch }: { run: Run; batch: Batch }) {
  if (batch.folds) {
    await foldKeys(database, sql, { run, batch, folds: batch.folds });
    return { repeated: [], rows: [] };
  }
  const [first] = batch.rows;
  if (first?.kept && first.asOf) {
    await claimLatest(database, sql, { run, batch });
    return { repeated: [], rows: [] };
  }
  const repeated = await claimKeys(sql, { run, batch });
  const again = new Set(repeated.map(({ row }) => row));
  return { repeated, rows: batch.rows.filter((row) => !again.has(row)) };
}
