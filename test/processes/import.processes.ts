import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { smallFolder } from '../small-import.ts';
import { BACK_ENDS, freshDatabase } from '../store.ts';
import { COMPILED } from './process.ts';

const work = mkdtempSync(join(tmpdir(), 'rapport-import-'));
afterAll(() => rmSync(work, { recursive: true }));

const ROWS = 1_500;

describe.each(BACK_ENDS)('an import that is killed, %s', (backEnd) => {
  test('goes on where it was and ends as if nothing had happened', {
    timeout: 120_000,
  }, async () => {
    const calls = Array.from(
      { length: ROWS },
      (_, at) => `c${at},${1 + (at % 2)},2024-03-01 10:00,topic ${at},1`,
    );
    // Repeated across the place where it is killed, and one bad row on each side of it.
    calls.push('c5,1,2024-03-01,again,1', 'x,1,never,topic,1');
    calls.splice(10, 0, 'y,1,never,topic,1');
    const { mapping, folder } = smallFolder(work, calls);
    const server = backEnd === 'server' ? await freshDatabase() : null;
    const folderOfStore = mkdtempSync(join(work, 'store-'));
    const env = {
      ...process.env,
      NODE_COMPILE_CACHE: COMPILED,
      DATA_DIR: folderOfStore,
      DATABASE_URL: server?.place.url ?? '',
    };
    await killedMidway([mapping, folder], env);

    const second = spawnSync('node', ['bot/cli/import.ts', mapping, folder], {
      env,
      encoding: 'utf8',
    });
    expect(second.stderr).toBe('');
    expect(second.stdout).toContain(
      `went on where it stopped; ${(ROWS + 5).toLocaleString('en')} rows · ${(ROWS + 2).toLocaleString('en')} imported · 0 updated · 0 unchanged · 2 rejected · 1 repeated · 0 unmatched`,
    );
    const [file = '', ...more] = readdirSync(join(folderOfStore, 'rejects'));
    expect(more).toEqual([]);
    expect(
      readFileSync(join(folderOfStore, 'rejects', file), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => line.slice(0, 15)),
    ).toEqual(
      [
        'file,line,reaso',
        'calls.csv,12,"e',
        `calls.csv,${ROWS + 3},`,
        `calls.csv,${ROWS + 4},`,
      ].map((line) => line.slice(0, 15)),
    );

    const { database, store } = await openStore(server?.place ?? { folder: folderOfStore }, {
      now,
    });
    const [kept] = await database.query(
      'SELECT count(*) AS entries, count(DISTINCT external_id) AS ids FROM entry',
    );
    expect(kept).toEqual({ entries: ROWS, ids: ROWS });
    await store.close();
    await server?.remove();
  });
});

/** Kills the import as soon as it says that a part of the long file is saved. */
async function killedMidway(words: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('node', ['--input-type=module', '--eval', KILLED, ...words], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const signal = await new Promise((done) => child.on('exit', (_, how) => done(how)));
  expect(signal).toBe('SIGKILL');
}

// The same import as the program's, in small batches; when the third one of the second file has been saved it kills its own process.
const KILLED = `
import { loadMapping } from ${JSON.stringify(resolve('crm/connectors/csv/load.ts'))};
import { planImport } from ${JSON.stringify(resolve('crm/connectors/csv/plan.ts'))};
import { runImport } from ${JSON.stringify(resolve('crm/connectors/csv/run.ts'))};
import { importRunsOn } from ${JSON.stringify(resolve('prisma/records/import-runs.ts'))};
import { openStore } from ${JSON.stringify(resolve('prisma/store.ts'))};
import { now } from ${JSON.stringify(resolve('test/clock.ts'))};
const [mapping, folder] = process.argv.slice(1);
const { database } = await openStore(process.env.DATABASE_URL ? { url: process.env.DATABASE_URL } : { folder: process.env.DATA_DIR }, { now });
const store = importRunsOn(database);
let saved = 0;
const commit = async (run, batch) => {
  await store.commit(run, batch);
  if (batch.step === 1 && ++saved === 3) process.kill(process.pid, 'SIGKILL');
};
await runImport({ store: { ...store, commit }, plan: await planImport(loadMapping(mapping), folder), rejects: process.env.DATA_DIR + '/rejects/rejects.csv', now, size: 300 });
`;
