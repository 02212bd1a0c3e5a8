import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
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

const handled = Object.values(commands).flatMap(({ name, actions, unlinkedActions }) =>
  [...actions, ...unlinkedActions].map(({ action }) => ({ command: name, action: String(action) })),
);

describe('the actions that a button can have', async () => {
  const defined = await definedNames();

  test('have a name each', () => {
    expect(defined.length).toBeGreaterThan(80);
    expect(new Set(defined).size).toBe(defined.length);
  });
  test('are answered once each, and nothing else is', () => {
    expect(handled.map(({ action }) => action).toSorted()).toEqual(defined.toSorted());
  });
  test('begin with the name of the command that answers them', () => {
    expect(handled.filter(({ command, action }) => !action.startsWith(`${command}.`))).toEqual([]);
  });
  test('are there for every command that a message’s menu offers', () => {
    const offered = Object.values(commands).filter(({ shortcut }) => shortcut !== null);
    expect(offered.length).toBeGreaterThan(0);
    expect(defined).toEqual(
      expect.arrayContaining(offered.map(({ name }) => `${name}.from-message`)),
    );
  });
});
