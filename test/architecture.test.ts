import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** Who may import whom (`type:` = types only). README.md draws the same picture. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  crm: [],
  kpi: ['type:crm'],
  cards: ['type:crm', 'type:kpi'],
  commands: ['cards', 'crm', 'kpi'],
  jobs: ['cards', 'crm', 'kpi'],
  prisma: ['crm'],
  bot: ['commands', 'jobs', 'prisma', 'cards', 'crm', 'kpi'],
};
/** Carries no knowledge of customers: the exhaustiveness check and the errors. */
const ANYBODY = 'crm/problem.ts';

/** An action's schema is made of the ids and kinds that `crm/` defines. */
const ACTIONS = /^cards\/[a-z]+\/actions\.ts$/;

/** Each SDK has one home. */
const HOME: Record<string, string> = {
  '@slack/bolt': 'bot/slack/',
  '@slack/web-api': 'bot/slack/',
  '@slack/types': 'cards/slack',
  botbuilder: 'bot/teams/',
  'node-cron': 'jobs/scheduler.ts',
  pg: 'prisma/',
  'pg-boss': 'prisma/',
  '@prisma/client': 'prisma/',
  '@electric-sql/pglite': 'prisma/',
  'csv-parse': 'crm/connectors/csv/',
};
const SEVERAL_HOMES: Record<string, readonly string[]> = {
  '@slack/types': ['cards/slack', 'bot/slack/'],
};

const filesOf = (folder: string) =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [])
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith('.ts') && !name.startsWith('prisma/client/'));

const importsOf = (source: string) =>
  [
    ...source.matchAll(/^(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'/gm),
    ...source.matchAll(/()\bimport\('([^']+)'\)/g),
  ].map(([, type, target = '']) => ({ type: Boolean(type?.trim()), target }));

describe.each(Object.entries(MAY_IMPORT).filter(([folder]) => filesOf(folder).length > 0))(
  '%s/',
  (folder, allowed) => {
    test.each(filesOf(folder))('%s imports only what it may', (file) => {
      for (const { type, target } of importsOf(readFileSync(file, 'utf8'))) {
        if (target.startsWith('.')) {
          const path = normalize(join(dirname(file), target));
          const neighbour = path.split('/')[0] ?? '';
          if (neighbour === folder || path === ANYBODY) continue;
          if (neighbour === 'crm' && ACTIONS.test(file)) continue;
          expect(
            allowed.includes(neighbour) || (type && allowed.includes(`type:${neighbour}`)),
            `${file} → ${target}`,
          ).toBe(true);
        } else {
          const sdk = Object.keys(HOME).find(
            (name) => target === name || target.startsWith(`${name}/`),
          );
          const homes = sdk ? (SEVERAL_HOMES[sdk] ?? [HOME[sdk]]) : [];
          if (sdk)
            expect(
              homes.some((home) => home && file.startsWith(home)),
              `${file} → ${target}`,
            ).toBe(true);
        }
      }
    });
  },
);

test('only the configuration reads the environment', () => {
  const readers = Object.keys(MAY_IMPORT)
    .flatMap(filesOf)
    .filter((file) => /process\.env/.test(readFileSync(file, 'utf8')));
  // generate.ts hands the environment on to a program.
  expect(readers.filter((file) => file !== 'prisma/generate.ts')).toEqual(['bot/config.ts']);
});

test.each([
  ['commands', /= defineCommand\(/],
  ['jobs', /= defineJob\(/],
  ['kpi', /= defineKpi\(/],
])('every file of %s/ that defines one is registered', (folder, defines) => {
  const index = filesOf(folder).includes(`${folder}/index.ts`)
    ? readFileSync(`${folder}/index.ts`, 'utf8')
    : '';
  const defining = filesOf(folder).filter((file) => defines.test(readFileSync(file, 'utf8')));
  for (const file of defining)
    expect(index, file).toContain(`from './${file.slice(folder.length + 1)}'`);
});
