import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pacesOn } from '../../../../crm/connectors/pace/pace.ts';
import { type RateLimit, stockOf } from '../../../../crm/connectors/pace/rate-limit.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../../store.ts';

const NOW = new Date('2026-11-24T10:14:00Z').getTime();
const SECOND = 1000;
const HOUR = 3600 * SECOND;

describe.each(BACK_ENDS)('the calls to one system, %s', (backEnd) => {
  let opened: FreshStore;
  let serial = 0;
  beforeAll(async () => {
    opened = await freshStore(backEnd, () => new Date(NOW));
  });
  afterAll(() => opened.close());

  const limitOf = (calls: number, per: number): RateLimit => {
    serial += 1;
    return { name: `limit ${serial}`, calls, per };
  };
  const budgets = () => opened.store.callBudgets;

  /** The instants of as many calls as fast as they are let, by copies that take turns. */
  async function callTimes(
    limit: RateLimit,
    { calls, spared = 0 }: { calls: number; spared?: number },
  ) {
    const times: number[] = [];
    for (let at = NOW; times.length < calls; ) {
      const wait = await budgets().take(limit, spared, new Date(at));
      if (wait === 0) times.push(at);
      at += wait;
    }
    return times;
  }

  test.each([
    [100, 10 * SECOND],
    [190, 10 * SECOND],
    [4, SECOND],
    [1, SECOND],
  ])('%i calls in %i ms are never passed, and nearly all are used', async (calls, per) => {
    const times = await callTimes(limitOf(calls, per), { calls: calls * 3 });
    const busiest = Math.max(
      ...times.map((from) => times.filter((at) => at >= from && at < from + per).length),
    );
    expect(busiest).toBeLessThanOrEqual(calls);
    expect((times.at(-1) ?? 0) - NOW).toBeLessThan((4 * calls * per) / Math.max(1, calls - 1));
  });

  test('at the same moment, no copy takes the call of another one', async () => {
    const limit = limitOf(50, 10 * SECOND);
    const waits = await Promise.all(
      Array.from({ length: 40 }, () => budgets().take(limit, 0, new Date(NOW))),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(stockOf(limit).most);
  });

  test('a reading leaves calls to what a colleague waits for', async () => {
    const limit = limitOf(100, 10 * SECOND);
    const { most } = stockOf(limit);
    const reading = async () => budgets().take(limit, most / 2, new Date(NOW));
    let read = 0;
    while ((await reading()) === 0) read += 1;
    expect(read).toBe(most / 2);
    expect(await budgets().take(limit, 0, new Date(NOW))).toBe(0);
    expect(await reading()).toBeGreaterThan(0);
  });

  test('once the system refuses one, every copy pauses until it said; a shorter pause changes nothing', async () => {
    const limit = limitOf(100, 10 * SECOND);
    const [one, other] = [0, 1].map(() =>
      pacesOn({ budgets: budgets(), now: () => new Date(NOW), random: () => 0 })('crm', 'asked'),
    );
    await one?.turn(limit);
    await one?.refused(limit, 40 * SECOND);
    await one?.refused(limit, 7 * SECOND);
    await expect(other?.turn(limit)).rejects.toMatchObject({
      fault: 'rate-limited',
      retryAfter: 40 * SECOND,
    });
    const later = pacesOn({ budgets: budgets(), now: () => new Date(NOW + 40 * SECOND) });
    await later('crm', 'asked').turn(limit);
  });

  test('a copy whose clock is behind fills nothing', async () => {
    const limit = limitOf(10, 10 * SECOND);
    await callTimes(limit, { calls: stockOf(limit).most });
    expect(await budgets().take(limit, 0, new Date(NOW - HOUR))).toBeGreaterThan(0);
    expect(await budgets().take(limit, 0, new Date(NOW + 10 * SECOND))).toBe(0);
  });

  test('the last calls of a day are for colleagues, until the day may have turned', async () => {
    const limit = limitOf(100, 10 * SECOND);
    let at = NOW;
    const pace = pacesOn({ budgets: budgets(), now: () => new Date(at) });
    const [asked, reading] = [pace('day', 'asked'), pace('day', 'reading')];
    await reading.left({ calls: 250_000, left: 100_000 });
    await reading.turn(limit);
    await asked.left({ calls: 250_000, left: 12_000 });
    await expect(reading.turn(limit)).rejects.toMatchObject({ fault: 'rate-limited' });
    await asked.turn(limit);
    at += HOUR;
    await reading.turn(limit);
    expect(await budgets().quotas()).toEqual([
      { source: 'day', calls: 250_000, left: 12_000, at: new Date(NOW) },
    ]);
  });

  test('a quota is stored when enough of it was used, not at each call', async () => {
    const pace = pacesOn({ budgets: budgets(), now: () => new Date(NOW) })('often', 'asked');
    for (const left of [9000, 8999, 8990, 8940]) await pace.left({ calls: 10_000, left });
    const found = (await budgets().quotas()).find(({ source }) => source === 'often');
    expect(found?.left).toBe(8940);
    await pace.left({ calls: 10_000, left: 8939 });
    expect((await budgets().quotas()).find(({ source }) => source === 'often')?.left).toBe(8940);
  });
});
