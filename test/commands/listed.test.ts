import { expect, test } from 'vitest';
import * as commands from '../../commands/index.ts';
import { inListOrder } from '../../commands/listed.ts';

const names = inListOrder(Object.values(commands)).map(({ name }) => name);

test('a list begins with the everyday commands: Teams shows twelve of them', () =>
  expect(names.slice(0, 12).toSorted()).toEqual(
    [
      ...['customer', 'handoff', 'note', 'win', 'help', 'kpi'],
      ...['me', 'task', 'tasks', 'tell', 'timeline', 'work'],
    ].toSorted(),
  ));

test('commands that set something up come last, and none is left out', () => {
  expect(names.slice(-10)).toContain('audit');
  expect(names.slice(-10)).toContain('channel');
  expect(names).toHaveLength(Object.keys(commands).length);
});
