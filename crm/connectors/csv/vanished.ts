import type { Plan } from './plan.ts';
import type { ImportStore, Run, Vanished } from './port.ts';
import type { RunState } from './state.ts';
import type { Watched } from './watched.ts';

/** Files of which nothing was ended, with the reason. */
export interface LeftAlone {
  file: string;
  reason: string;
}

/**
 * Finds the records of earlier runs that are in none of the files any more, and ends those of which the mapping says so.
 * Where a row could not be read, or the file is empty, nothing of it ends: what is missing may well be there.
 */
export async function findVanished(
  store: ImportStore,
  { run, plan, state, now }: { run: Run; plan: Plan; state: RunState; now: Date },
): Promise<{ vanished: Vanished[]; leftAlone: LeftAlone[] }> {
  const vanished: Vanished[] = [];
  const leftAlone: LeftAlone[] = [];
  for (const watched of plan.watched) {
    const { kind, keys, ends } = watched;
    const doubt = ends ? doubtOf(watched, state) : null;
    if (doubt) leftAlone.push(doubt);
    const found = await store.findVanished(
      run,
      { kind, keys, source: plan.source, zone: plan.zone, ends: ends && doubt === null },
      now,
    );
    if (found.count > 0) vanished.push(found);
  }
  return { vanished, leftAlone };
}

function doubtOf({ files }: Watched, state: RunState): LeftAlone | null {
  for (const { file, rows, rejected } of state.files) {
    if (!files.includes(file)) continue;
    if (rows === 0) return { file, reason: 'it holds no row' };
    if (rejected > 0) return { file, reason: 'not every row of it could be read' };
  }
  return null;
}
