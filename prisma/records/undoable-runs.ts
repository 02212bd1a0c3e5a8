import { Problem } from '../../crm/problem.ts';
import type { Sql } from '../database/database.ts';

/** A run of an import that can be undone. */
export interface UndoableRun {
  id: string;
  folder: string;
  startedAt: Date;
}

/** The runs of a mapping that can be undone, the last one first. */
export const undoableRuns = (sql: Sql, mapping: string): Promise<UndoableRun[]> =>
  sql.query<UndoableRun>(
    `SELECT id, folder, started_at AS "startedAt" FROM import_run r
      WHERE mapping = $1 AND EXISTS (SELECT 1 FROM import_commit c WHERE c.run_id = r.id) ORDER BY started_at DESC, id DESC`,
    [mapping],
  );

/** When a run began, as people read and type it: to the minute, in UTC. */
export const minuteOf = (at: Date): string => at.toISOString().slice(0, 16);

/** The run that began at `began`, a day or a minute of it in UTC; the last one for null. Throws Problem for none and for several. */
export async function findRun(
  sql: Sql,
  mapping: string,
  began: string | null,
): Promise<{ run: UndoableRun; later: UndoableRun[]; earlier: UndoableRun[] }> {
  const runs = await undoableRuns(sql, mapping);
  const [last] = runs;
  if (!last) throw await nothingToUndo(sql, mapping);
  const found =
    began === null
      ? [last]
      : runs.filter(({ startedAt }) => startedAt.toISOString().startsWith(began));
  const [run, ...others] = found;
  if (!run || others.length > 0) throw unclear(began ?? '', run ? found : runs, run !== undefined);
  const at = runs.indexOf(run);
  return { run, later: runs.slice(0, at), earlier: runs.slice(at + 1) };
}

function unclear(began: string, runs: readonly UndoableRun[], isSeveral: boolean): Problem {
  const named = runs.map(({ startedAt }) => startedAt.toISOString()).join(', ');
  return new Problem('import-undo', {
    say: isSeveral
      ? `Several runs of this mapping began at ${began}.`
      : `No run of this mapping that can be undone began at ${began}.`,
    try: `Name one of these by its time, as far as it is the only one: ${named}.`,
  });
}

async function nothingToUndo(sql: Sql, mapping: string): Promise<Problem> {
  const ran = await sql.query('SELECT 1 FROM import_run WHERE mapping = $1 LIMIT 1', [mapping]);
  return new Problem('import-undo', {
    say:
      ran.length > 0
        ? 'No run of this mapping can be undone: it was undone already, it stored nothing, or the store was restored from a backup since.'
        : 'There is no run of this mapping to undo, in this store.',
    try:
      ran.length > 0
        ? 'Import the folder of an earlier day again, or restore a backup of before.'
        : 'Give the mapping as it was given to the import.',
  });
}
