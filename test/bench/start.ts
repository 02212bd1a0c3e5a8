import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOCAL_ADMINISTRATOR_EMAIL } from '../../crm/person/administrator.ts';
import * as jobs from '../../jobs/index.ts';
import { makeEmptyStore } from '../../prisma/empty-store.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { READY } from './customer.ts';
import { fill, personEmail, type Size } from './dataset.ts';
import { program } from './processes.ts';
import { type Row, seconds, short, times } from './report.ts';
import { byTurns, median, spread } from './statistics.ts';

const ROUNDS = 3;
export const MILLION: Size = { customers: 100_000, entries: 1_000_000 };

/** From the start of the process to the first answer in the playground, against a bare script on the same store. */
export async function start({ keep }: Bench): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-start-'));
  // An install makes this template; after a new migration it is out of date.
  await makeEmptyStore(now, Object.values(jobs));
  try {
    const fresh = await rounds((round) => answerOf(join(folder, `new-${round}`), ACME));
    const [again = [], bare = []] = await byTurns(ROUNDS, [
      () => answerOf(join(folder, 'new-0'), ACME),
      () => answerOf(join(folder, 'new-0'), { ...ACME, script: 'test/bench/bare-start.ts' }),
    ]);
    const full = join(folder, 'full');
    await largeStore(full, keep);
    const large = await rounds(() => answerOf(full, LARGE));
    const base = { times: bare, name: 'a bare script on the same store' };
    return [
      against('new folder, demo organisation', fresh, base, 2),
      against('existing folder', again, base, 1.3),
      more(large, { again, bare }),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Question {
  script?: string;
  person: string;
  words: string;
  expected: string;
}

const ACME: Question = {
  person: LOCAL_ADMINISTRATOR_EMAIL,
  words: 'customer acme industries',
  expected: 'Acme Industries',
};
const LARGE: Question = {
  person: personEmail(1),
  words: 'customer company-0000777.example',
  expected: 'Owner',
};

const said = (all: readonly number[]): string => `${seconds(median(all))} (${spread(all)})`;

async function rounds(once: (round: number) => Promise<number>): Promise<number[]> {
  const all: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) all.push(await once(round));
  return all;
}

function against(
  what: string,
  ours: readonly number[],
  base: { times: readonly number[]; name: string },
  most: number,
): Row {
  const ratio = median(ours) / median(base.times);
  return {
    what: `start to first answer, ${what}`,
    ours: said(ours),
    baseline: `${said(base.times)} ${base.name}`,
    result: times(ratio),
    budget: `≤ ${most} ×`,
    met: ratio <= most,
  };
}

function more(
  large: readonly number[],
  { again, bare }: Record<'again' | 'bare', readonly number[]>,
): Row {
  const added = (median(large) - median(again)) / median(bare);
  return {
    what: `start to first answer, ${short(MILLION.entries)} entries in the embedded store`,
    ours: said(large),
    baseline: `${said(again)} demo organisation`,
    result: `${added < 0 ? '−' : '+'}${times(Math.abs(added))} of the bare script`,
    budget: '≤ 0.3 × more',
    met: added <= 0.3,
  };
}

/** Milliseconds. */
async function answerOf(
  dataDir: string,
  { script = 'bot/main.ts', person, words, expected }: Question,
): Promise<number> {
  const begun = performance.now();
  const bot = program(script, [], { DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
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
export async function largeStore(target: string, keep: boolean): Promise<void> {
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
