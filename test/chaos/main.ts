// npm run chaos -- [--platform slack|teams] [--store postgres|embedded] [--kills 200] [--seed WORD] [--hurry] [--minutes 30] [--only-kills]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FEW_DAYS } from '../any-day/days.ts';
import { hasFaketime, INSTALL, passesOn } from '../any-day/run.ts';
import { startServer } from '../bench/postgres.ts';
import { now } from '../clock.ts';
import { killing, type Outcome } from './kills.ts';
import { teamsKilling } from './teams-kills.ts';

const { values } = parseArgs({
  options: {
    platform: { type: 'string' },
    store: { type: 'string' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: now().toISOString() },
    hurry: { type: 'boolean', default: false },
    /** No kill after so long: for a machine that does not get through all of them. */
    minutes: { type: 'string', default: 'Infinity' },
    /** Without what others break, and without the stories on other days. A kill count of 0 as well. */
    'only-kills': { type: 'boolean', default: false },
  },
});
/** So many on one store, then it is looked through and the next begins: every fourth one embedded, the others on PostgreSQL. */
const BATCH = 50;

/** So many kills on each. On Teams every third batch is without the permission to look for posts. */
const PLATFORMS = [
  { name: 'slack', batch: killing },
  {
    name: 'teams',
    batch: (killed: Parameters<typeof teamsKilling>[0], batch: number) =>
      teamsKilling({ ...killed, mayLook: batch % 3 !== 2 }),
  },
];
const platforms = PLATFORMS.filter(
  ({ name }) => values.platform === undefined || values.platform === name,
);
if (platforms.length === 0) throw new Error('--platform is slack or teams');
const kills = Number(values.kills);
const end = performance.now() + Number(values.minutes) * 60_000;
const server = await startServer(false);
const outcomes: Outcome[] = [];
console.log(`Seed ${values.seed}`);
try {
  if (process.env['MUST_FAIL']) outcomes.push(plantedFault());
  for (const platform of platforms)
    for (let batch = 0; batch * BATCH < kills && performance.now() < end; batch += 1) {
      const { store, remove } = (values.store ? values.store === 'embedded' : batch % 4 === 3)
        ? folder()
        : await database(`chaos_${platform.name}_${batch}`);
      const outcome = await platform.batch(
        {
          store,
          kills: Math.min(BATCH, kills - batch * BATCH),
          seed: `${values.seed} ${batch}`,
          hurry: values.hurry,
          end,
          log: console.log,
        },
        batch,
      );
      outcomes.push(outcome);
      console.log(
        sentence(
          `${platform.name}, batch ${batch + 1}, ${store.includes('://') ? 'PostgreSQL' : 'embedded'}`,
          [outcome],
        ),
      );
      for (const wrong of outcome.wrong) console.log(`✗ ${wrong}`);
      await remove();
    }
} finally {
  await server.stop();
}
const onlyKills = kills === 0 || values['only-kills'];
const green = onlyKills || (othersBreak() && (await storiesOnOtherDays()));
console.log(sentence('In all', outcomes));
process.exitCode = green && outcomes.every(({ wrong }) => wrong.length === 0) ? 0 : 1;

/** The database, the CRM and the platforms break, are silent, or lose an answer. */
function othersBreak(): boolean {
  const vitest = join('node_modules', 'vitest', 'vitest.mjs');
  const run = [vitest, 'run', '--config', 'test/chaos/vitest.config.ts'];
  return spawnSync(process.execPath, run, { stdio: 'inherit' }).status === 0;
}

/** Where days cannot be faked that is said loudly, and is no fault of the program's. */
async function storiesOnOtherDays(): Promise<boolean> {
  if (!(await hasFaketime())) {
    console.warn(`⚠ THE STORIES WERE NOT TRIED ON OTHER DAYS. ${INSTALL}`);
    return true;
  }
  let failed = 0;
  for (const day of FEW_DAYS) if (!(await passesOn(day, ['test/story']))) failed += 1;
  return failed === 0;
}

function sentence(what: string, all: readonly Outcome[]): string {
  const sum = (of: (outcome: Outcome) => number) =>
    all.reduce((total, outcome) => total + of(outcome), 0);
  const wrong = sum((outcome) => outcome.wrong.length);
  const seen = sum(({ deeds }) => deeds.filter(({ done }) => done).length);
  return `${what}: ${sum((outcome) => outcome.kills)} kills (${sum(({ aimed }) => aimed)} as the CRM or the chat was called), ${sum(({ deeds }) => deeds.length)} notes, tasks and handoffs, ${seen} seen done, ${sum(({ steps }) => steps?.length ?? 0)} wins and steps in dialogs, ${sum(({ steps }) => steps?.filter(({ done }) => done).length ?? 0)} seen done, ${sum(({ stored }) => stored)} stored, ${sum(({ accepted }) => accepted)} handoffs accepted: ${wrong === 0 ? 'nothing lost, nothing twice' : `${wrong} faults`}`;
}

/** `npm run guard` plants it, to see that a fault fails the command. */
function plantedFault(): Outcome {
  const wrong = ['a fault that must be reported'];
  console.log(`✗ ${wrong[0]}`);
  return { kills: 0, aimed: 0, deeds: [], steps: [], stored: 0, accepted: 0, wrong };
}

function folder() {
  const store = mkdtempSync(join(tmpdir(), 'rapport-chaos-'));
  return { store, remove: async () => rmSync(store, { recursive: true, force: true }) };
}

async function database(name: string) {
  await server.administer(`CREATE DATABASE ${name}`);
  return {
    store: server.url(name),
    remove: async () => void (await server.administer(`DROP DATABASE ${name} WITH (FORCE)`)),
  };
}
