import { expect, test } from 'vitest';
import * as commands from '../../../commands/index.ts';
import { nearCommand } from '../../../commands/parse/near-command.ts';

const all = Object.values(commands);

test.each([
  ['nota acme hello', 'note acme hello'],
  ['handof acme @ben soon', 'handoff acme @ben soon'],
  ['/timelnie acme', 'timeline acme'],
  ['hlep', 'help'],
  ['help xyz', 'help'],
  ['works', 'work'],
])('%s → %s', (typed, meant) => expect(nearCommand(typed, all)).toBe(meant));

test.each([
  'most common complaints',
  'top 10 customers',
  'biggest customers',
  'silent customers in berlin',
  'last call with halden',
  'view globex',
  'hold the offer for globex',
])('“%s” is ordinary words', (typed) => expect(nearCommand(typed, all)).toBeNull());

test.each(['zzyzx', 'acme industries', 'ab', '', 'note'.repeat(50), '🎉 acme'])(
  '“%s” is near none',
  (typed) => expect(nearCommand(typed, all)).toBeNull(),
);
