import { expect, test } from 'vitest';
import { z } from 'zod';
import { defineJobKind } from '../../../crm/queue.ts';
import { type Change, sendJob } from '../../../crm/store/change.ts';
import { decide } from '../../../crm/store/decide.ts';
import type { CommitOutcome } from '../../../crm/store/store.ts';

const anyJob = defineJobKind('any', z.null());
const NOW = new Date('2026-11-22T09:00:00Z');
const change = (key: string): Change => sendJob(anyJob, null, { key });
const busy = () => new Error('busy');

/** A store in which somebody else is faster so many times. */
function contended(times: number) {
  const commits: { changes: readonly Change[]; now: Date | undefined }[] = [];
  return {
    commits,
    async commit(changes: readonly Change[], now?: Date): Promise<CommitOutcome> {
      commits.push({ changes, now });
      return commits.length > times ? 'done' : 'stale';
    },
  };
}

test('what others left is read and decided again, and only the last decision stands', async () => {
  const store = contended(2);
  let version = 0;
  const result = await decide(store, {
    read: async () => (version += 1),
    decide: async (read) => ({ changes: [change(`v${read}`)], result: `from ${read}` }),
    now: NOW,
    busy,
  });
  expect(result).toBe('from 3');
  expect(store.commits).toEqual(
    ['v1', 'v2', 'v3'].map((key) => ({ changes: [change(key)], now: NOW })),
  );
});

test('a decision without changes stands, and nothing is stored', async () => {
  const store = contended(0);
  const steps = { read: async () => 1, now: NOW, busy };
  expect(
    await decide(store, { ...steps, decide: async () => ({ changes: [], result: 'as it is' }) }),
  ).toBe('as it is');
  expect(store.commits).toEqual([]);
});

test('where others are faster every time, it says so instead of "done"', async () => {
  const store = contended(Infinity);
  const steps = { read: async () => 1, now: NOW, busy };
  await expect(
    decide(store, { ...steps, decide: async () => ({ changes: [change('a')], result: 1 }) }),
  ).rejects.toThrow('busy');
  expect(store.commits.length).toBeGreaterThan(1);
});
