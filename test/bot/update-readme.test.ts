import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SETTINGS } from '../../bot/config.ts';
import { COMMANDS } from '../../bot/rapport.ts';
import { updateReadme } from '../../bot/update-readme.ts';

const README = readFileSync('README.md', 'utf8');

test('the tables of the README are what the registry and the configuration make', () =>
  expect(README, 'run npm run manifest').toBe(
    updateReadme(README, { commands: COMMANDS, settings: SETTINGS }),
  ));

test('every program that the documents name is there', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = ['README.md', 'CONTRIBUTING.md', 'DECISIONS.md', 'BENCHMARKS.md']
    .filter((file) => existsSync(file))
    .flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/npm run ([a-z-]+)/g)].map(([, name]) => name),
    );
  expect(named.filter((name) => name && !scripts[name])).toEqual([]);
});

test('every file that the documents link to is there', () => {
  const linked = ['README.md', 'CONTRIBUTING.md'].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      ([, target = '']) => target,
    ),
  );
  expect(linked.filter((target) => !existsSync(target))).toEqual([]);
});
