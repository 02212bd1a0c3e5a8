import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { FILES, SCHEDULES } from './files.ts';

/**
 * `npm run mutants` changes the rules one small change at a time and says which change no test sees;
 * `npm run mutants -- crm/policy/policy.ts` does so for some files. One file after the other meets its own tests only, so that
 * a table of constants, every change of which needs a process of its own, does not cost a whole suite each time.
 */
const ENOUGH = 85;

interface Row {
  file: string;
  mutants: number;
  killed: number;
  survivors: readonly string[];
}

async function main(asked: readonly string[]): Promise<void> {
  const files = { ...FILES, ...schedules() };
  const chosen = Object.entries(files).filter(
    ([file]) => asked.length === 0 || asked.some((one) => file.startsWith(one)),
  );
  const rows: Row[] = [];
  for (const [file, tests] of chosen) rows.push(await mutate(file, tests));
  process.stdout.write(`${rows.map(survivorsOf).join('')}${tableOf(rows)}\n`);
  if (chosen.length === 0 || rows.some((row) => scoreOf(row) < ENOUGH)) process.exitCode = 1;
}

/** Of a job that the clock begins only the schedule is mutated: the rest has stories that need a store. */
const schedules = (): Record<string, readonly string[]> =>
  Object.fromEntries(
    SCHEDULES.map((file) => {
      const line =
        readFileSync(file, 'utf8')
          .split('\n')
          .findIndex((text) => text.trim().startsWith('cron:')) + 1;
      return [`${file}:${line}-${line}`, ['test/jobs/schedules.test.ts']];
    }),
  );

async function mutate(file: string, tests: readonly string[]): Promise<Row> {
  process.env['MUTANTS_MEET'] = tests.join(' ');
  const results = await new Stryker({
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutants/vitest.config.ts', related: false },
    mutate: [file],
    coverageAnalysis: 'perTest',
    concurrency: 1,
    reporters: ['progress-append-only'],
    // The project's TypeScript has no programming interface, and nothing in tsconfig.json needs to be rewritten.
    tsconfigFile: 'test/mutants/none.json',
    tempDirName: join(tmpdir(), 'rapport-mutants'),
    ignorePatterns: [
      '**',
      '!bot/**',
      '!cards/**',
      '!commands/**',
      '!crm/**',
      '!jobs/**',
      '!kpi/**',
      ...REST,
    ],
    incremental: true,
    incrementalFile: join(KEPT, `${file.replaceAll(/[/:]/g, '-')}-${hashOf(tests)}.json`),
    allowEmpty: true,
  }).runMutationTest();
  const counted = results.filter(({ status }) => !UNCOUNTED.has(status));
  const alive = counted.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return {
    file,
    mutants: counted.length,
    killed: counted.length - alive.length,
    survivors: alive.map(
      ({ location, mutatorName, replacement = '' }) =>
        `${file.replace(/:.*/, '')}:${location.start.line}:${location.start.column} ${mutatorName} → ${oneLine(replacement)}`,
    ),
  };
}

/** Of a constant nobody knows which tests meet it, so with other tests everything is met again. */
function hashOf(tests: readonly string[]): string {
  const hash = createHash('sha256');
  for (const test of tests) hash.update(readFileSync(test));
  return hash.digest('hex').slice(0, 12);
}

/** Files that the sandbox needs besides the rules: the tests, and everything that they and vitest read. */
const REST = ['!prisma/**', '!test/**', '!package.json', '!tsconfig.json'];
/** Where what was found is kept, so that the next run only meets what was changed. */
const KEPT = join('node_modules', '.cache', 'rapport-mutants');
/** A change marked as no change of behaviour, with its reason in the code, or one that cannot run at all. */
const UNCOUNTED = new Set(['Ignored', 'CompileError', 'RuntimeError', 'Pending']);

const scoreOf = ({ mutants, killed }: Row): number =>
  mutants === 0 ? 100 : (100 * killed) / mutants;

const survivorsOf = ({ survivors }: Row): string => survivors.map((one) => `${one}\n`).join('');

function tableOf(rows: readonly Row[]): string {
  const sum = (of: (row: Row) => number) => rows.reduce((total, row) => total + of(row), 0);
  const all: Row = {
    file: 'all',
    mutants: sum(({ mutants }) => mutants),
    killed: sum(({ killed }) => killed),
    survivors: [],
  };
  const lines = [...rows, all].map(
    (row) =>
      `| ${row.file} | ${row.mutants} | ${row.killed} | ${row.mutants - row.killed} | ${scoreOf(row).toFixed(1)} % |`,
  );
  return ['| file | mutants | killed | survived | score |', '|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 90);

await main(process.argv.slice(2));
