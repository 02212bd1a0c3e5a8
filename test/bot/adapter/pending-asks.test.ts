import { pino } from 'pino';
import { afterEach, describe, expect, test } from 'vitest';
import { pendingAsks } from '../../../bot/adapter/pending-asks.ts';
import { workLanes } from '../../../bot/adapter/work-lanes.ts';
import { Upstream } from '../../../crm/problem.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';

const log = pino({ level: 'silent' });
const NOON = new Date('2026-11-27T12:00:00Z');
describe.each(BACK_ENDS)('%s: asks that were acknowledged', (backEnd) => {
  let opened: FreshStore;
  afterEach(() => opened.close());

  test('are answered by another copy only when the first is gone, and once', async () => {
    opened = await freshStore(backEnd);
    const clock = { at: NOON };
    const copy = () => pendingAsks('slack', { store: opened.store, now: () => clock.at, log });
    const [killed, next] = [copy(), copy()];
    await killed.keep('k1', { words: 'acme' });
    await killed.keep('k2', { words: 'globex' });
    await killed.end('k2', Promise.resolve());
    const answered: unknown[] = [];
    const answer = async (payload: unknown) => void answered.push(payload);

    next.start(answer);
    await next.stop();
    expect(answered).toEqual([]);

    clock.at = new Date(NOON.getTime() + 16_000);
    next.start(answer);
    await next.stop();
    expect(answered).toEqual([{ words: 'acme' }]);
    next.start(answer);
    await next.stop();
    expect(answered).toHaveLength(1);
  });

  test('are tried again where the platform did not answer, and forgotten after half an hour', async () => {
    opened = await freshStore(backEnd);
    const clock = { at: NOON };
    const pending = pendingAsks('slack', { store: opened.store, now: () => clock.at, log });
    await pending.keep('k1', 'acme');
    const down = Promise.reject(new Upstream('slack', 'unavailable'));
    await expect(pending.end('k1', down)).rejects.toThrow('unavailable');
    const answered: unknown[] = [];
    const answer = async (payload: unknown) => void answered.push(payload);
    clock.at = new Date(NOON.getTime() + 31 * 60_000);
    pending.start(answer);
    await pending.stop();
    clock.at = NOON;
    await pending.keep('k2', 'globex');
    await expect(
      pending.end('k2', Promise.reject(new Upstream('slack', 'unavailable'))),
    ).rejects.toThrow();
    clock.at = new Date(NOON.getTime() + 16_000);
    pending.start(answer);
    await pending.stop();
    expect(answered).toEqual(['globex']);
  });
});

const turn = () => new Promise((done) => setImmediate(done));

test('so many works run at once; the others wait in their order, and a fault frees its lane', async () => {
  const lanes = workLanes(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const works = [0, 1, 2, 3].map((i) =>
    lanes.run(async () => {
      begun.push(i);
      await new Promise<void>((done) => ends.push(done));
      if (i === 0) throw new Error('broken');
    }),
  );
  const settled = Promise.allSettled(works);
  expect(begun).toEqual([0, 1]);
  expect(lanes.isFull()).toBe(true);
  ends[0]?.();
  await expect(works[0]).rejects.toThrow('broken');
  await turn();
  expect(begun).toEqual([0, 1, 2]);
  ends[1]?.();
  await works[1];
  await turn();
  for (const end of ends.slice(2)) end();
  await works[2];
  ends[3]?.();
  await settled;
  expect(lanes.isFull()).toBe(false);
});
