import { expect, test } from 'vitest';
import { untilSettled } from './kills.ts';

test('the clock goes on only where nothing is due: what a slow machine has not begun does not miss its day', async () => {
  const queue = [
    ['deliver-message created {}', 'deliver-gathered later {}'],
    ['deliver-message active {}', 'deliver-gathered later {}'],
    ['deliver-message retry {}'],
    ['deliver-gathered later {"slot":"a retry of it"}'],
  ];
  let jobs: string[] = [];
  const leaps: string[][] = [];
  const copy = {
    pending: async () => {
      jobs = queue.shift() ?? [];
      return jobs;
    },
    later: async () => void leaps.push(jobs),
  };
  await untilSettled(copy, true);
  expect(leaps).toEqual([['deliver-gathered later {"slot":"a retry of it"}']]);
});
