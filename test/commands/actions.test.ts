import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Action } from '../../cards/view/action.ts';
import * as commands from '../../commands/index.ts';

const isAction = (value: unknown): value is Action =>
  typeof value === 'object' && value !== null && 'name' in value && 'data' in value;

/** The names of all actions that the cards define. */
async function definedNames(): Promise<string[]> {
  const files = readdirSync('cards', { recursive: true, encoding: 'utf8' }).filter((name) =>
    /^[a-z]+\/actions\.ts$/.test(name),
  );
  const modules = await Promise.all(files.map((file) => import(`../../cards/${file}`)));
  return modules.flatMap((module) =>
    Object.values(module).flatMap((value) => (isAction(value) ? [String(value.name)] : [])),
  );
}

const handledNames = Object.values(commands).flatMap(({ name, actions, unlinkedActions }) =>
  [...Object.keys(actions), ...Object.keys(unlinkedActions)].map((step) => `${name}.${step}`),
);

test('every action that a button can have is answered by exactly one command, and no command answers another', async () => {
  const defined = await definedNames();
  expect(defined.length).toBeGreaterThan(80);
  expect(defined.toSorted()).toEqual(handledNames.toSorted());
});
