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

test('commands that set something up come last, and none is left out but those that nobody types', () => {
  const late = Object.values(commands).filter(({ listed }) => listed === 'late');
  expect(names.slice(-late.length).toSorted()).toEqual(late.map(({ name }) => name).toSorted());
  for (const name of ['audit', 'channel', 'setup'])
    expect(names.slice(-late.length)).toContain(name);
  const met = Object.values(commands).filter(({ listed }) => listed === 'never');
  expect(met.map(({ name }) => name).toSorted()).toEqual(['hello', 'sentence']);
  expect(names).toHaveLength(Object.keys(commands).length - met.length);
});
