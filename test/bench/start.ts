import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_ADMINISTRATOR_EMAIL } from '../../crm/person/administrator.ts';
import { makeEmptyStore, openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { READY } from './customer.ts';
import { fill, personEmail, type Size } from './dataset.ts';
import { program } from './processes.ts';
import { type Row, seconds, short } from './report.ts';
import { median, spread } from './statistics.ts';

const ROUNDS = 3;
const MILLION: Size = { customers: 100_000, entries: 1_000_000 };

/** From the start of the process to the first answer in the playground. */
export async function start({ keep }: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-start-'));
  // An install makes this template; after a new migration it is out of date.
  await makeEmptyStore(now);
  try {
    const fresh: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      fresh.push(
        await firstAnswer(
          join(folder, `new-${round}`),
          LOCAL_ADMINISTRATOR_EMAIL,
          'customer acme industries',
          'Acme Industries',
        ),
      );
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      again.push(
        await firstAnswer(
          join(folder, `new-${round}`),
          LOCAL_ADMINISTRATOR_EMAIL,
          'customer acme industries',
          'Acme Industries',
        ),
      );
    const full = join(folder, 'full');
    await largeStore(full, keep);
    const large: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      large.push(
        await firstAnswer(full, personEmail(1), 'customer company-0000777.example', 'Owner'),
      );
    const more = median(large) - median(again);
    const said = (times: number[]) => `${seconds(median(times))} (${spread(times)})`;
    return [
      {
        what: 'start to first answer, new folder, demo organisation',
        ours: said(fresh),
        baseline: '–',
        result: seconds(median(fresh)),
        budget: '< 3 s',
        met: median(fresh) < 3000,
      },
      {
        what: 'start to first answer, existing folder',
        ours: said(again),
        baseline: '–',
        result: seconds(median(again)),
        budget: '< 3 s',
        met: median(again) < 3000,
      },
      {
        what: `start to first answer, ${short(MILLION.entries)} entries in the embedded store`,
        ours: said(large),
        baseline: `${seconds(median(again))} demo organisation`,
        result: `${more < 0 ? '−' : '+'}${seconds(Math.abs(more))}`,
        budget: '< 1 s more',
        met: more < 1000,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Milliseconds. */
async function firstAnswer(
  dataDir: string,
  person: string,
  words: string,
  expected: string,
): Promise<number> {
  const begun = performance.now();
  const bot = program('bot/main.ts', [], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
  try {
    const url = await bot.says(READY);
    const response = await fetch(`${url}/playground/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ person, place: 'direct', words }),
    });
    const answer = await response.text();
    const took = performance.now() - begun;
    if (!answer.includes(expected))
      throw new Error(`The playground answered ${response.status}: ${answer.slice(0, 300)}`);
    return took;
  } finally {
    await bot.stop();
  }
}

/** A copy of an embedded store with a million entries. */
async function largeStore(target: string, keep: boolean): Promise<void> {
  const kept = join(tmpdir(), 'rapport-bench', 'embedded');
  if (!existsSync(kept)) {
    const half = `${kept}.half`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(half, { recursive: true });
    const { database, store } = await openStore({ folder: half }, { now });
    await fill(database, MILLION);
    await store.close();
    renameSync(half, kept);
  }
  if (keep) cpSync(kept, target, { recursive: true });
  else renameSync(kept, target);
}
