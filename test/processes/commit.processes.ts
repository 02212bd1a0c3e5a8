import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import type { Database, Place } from '../../prisma/database/database.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { BACK_ENDS, freshDatabase, freshFolder } from '../store.ts';
import { COMPILED } from './process.ts';

const RUNS = [3, 30];

/** Ids found in each place where a commit writes. */
async function kept(database: Database): Promise<string[][]> {
  const [row] = await database.query<{ places: string[][] }>(`SELECT json_build_array(
    ARRAY(SELECT id FROM task ORDER BY id), ARRAY(SELECT external_id FROM entry ORDER BY external_id),
    ARRAY(SELECT key FROM message ORDER BY key), ARRAY(SELECT key FROM write_back ORDER BY key),
    ARRAY(SELECT data->'data'->>'key' FROM queue.job WHERE name = 'deliver-message' ORDER BY 1),
    ARRAY(SELECT data->'data'->>'key' FROM queue.job WHERE name = 'write-back' ORDER BY 1)) AS places`);
  return (row?.places ?? []).map((ids) => ids.toSorted());
}

const writer = (place: Place, ...more: string[]): ChildProcess => {
  if (place === 'memory') throw new Error('Nothing is left of what is in memory');
  return spawn(
    process.execPath,
    [
      join(import.meta.dirname, 'commit-process.ts'),
      'url' in place ? place.url : place.folder,
      ...more,
    ],
    { env: { ...process.env, NODE_COMPILE_CACHE: COMPILED }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
};

/** Kills the writer once it has said this many commits; answers with how many it had said by then. */
async function killedAfter(commits: number, place: Place): Promise<number> {
  const child = writer(place);
  if (!child.stdout) throw new Error('The writer says nothing');
  let said = 0;
  const gone = once(child, 'close');
  for await (const line of createInterface({ input: child.stdout })) {
    expect(line).toBe(`${said} done`);
    said += 1;
    if (said === commits) child.kill('SIGKILL');
  }
  await gone;
  return said;
}

describe.each(BACK_ENDS)('a process that commits, %s', (backEnd) => {
  test('killed: what was acknowledged is there with everything it sends, once; and nothing is there in part', {
    timeout: 120_000,
  }, async () => {
    for (const commits of RUNS) {
      const { place, remove } = backEnd === 'embedded' ? freshFolder() : await freshDatabase();
      const said = await killedAfter(commits, place);
      const { store, database } = await openStore(place, { now });
      const [tasks = [], ...others] = await kept(database);
      await store.close();
      await remove();
      expect(said).toBeGreaterThanOrEqual(commits);
      expect(tasks.length).toBeGreaterThanOrEqual(said);
      expect(tasks).toEqual(Array.from(tasks, (_, i) => `task-${i}`).toSorted());
      expect(others).toEqual([tasks, tasks, tasks, tasks, tasks]);
    }
  });

  test('a program that commits without ever starting the queue ends by itself, and all is there', {
    timeout: 60_000,
  }, async () => {
    const { place, remove } = backEnd === 'embedded' ? freshFolder() : await freshDatabase();
    const child = writer(place, '2');
    child.stdout?.resume();
    expect(await once(child, 'close')).toEqual([0, null]);
    const { store, database } = await openStore(place, { now });
    expect(await kept(database)).toEqual(Array.from({ length: 6 }, () => ['task-0', 'task-1']));
    await store.close();
    await remove();
  });
});
