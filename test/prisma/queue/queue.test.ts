import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Upstream } from '../../../crm/problem.ts';
import type { Queue } from '../../../crm/queue.ts';
import { defineJobKind } from '../../../crm/queue.ts';
import { HOUR } from '../../../crm/time/durations.ts';
import type { Database } from '../../../prisma/database/database.ts';
import { hiringOn } from '../../../prisma/queue/hiring.ts';
import { queueOn } from '../../../prisma/queue/queue.ts';
import { openStore } from '../../../prisma/store.ts';
import { now } from '../../clock.ts';
import { BACK_ENDS, type FreshStore, freshDatabase, freshStore } from '../../store.ts';

const greet = defineJobKind('greet', z.unknown());
const part = defineJobKind('part', z.unknown());

/** Collects what arrives, and tells when there is as much as one waits for. */
function inbox<T>() {
  const got: T[] = [];
  const waiting: { count: number; done: () => void }[] = [];
  return {
    got,
    add(one: T): void {
      got.push(one);
      for (const { count, done } of waiting) if (got.length >= count) done();
    },
    has: (count: number) =>
      new Promise<void>((done) => (got.length >= count ? done() : waiting.push({ count, done }))),
  };
}

describe.each(BACK_ENDS)('the queue, %s', (backEnd) => {
  let opened: FreshStore;
  let queue: Queue;
  beforeAll(async () => {
    opened = await freshStore(backEnd);
  });
  afterAll(() => opened.close());
  beforeEach(() => {
    queue = queueOn(opened.database, { now });
  });
  afterEach(async () => {
    await queue.stop();
    await opened.database.query('DELETE FROM queue.job');
  });

  test('what was sent before anybody worked is done, with its data as it was', async () => {
    const { add, has, got } = inbox();
    await queue.send(greet, { to: 'Ana', list: [1, null] }, { key: 'a' });
    await queue.work(greet, async (data) => add(data));
    await queue.start();
    await has(1);
    expect(got).toEqual([{ to: 'Ana', list: [1, null] }]);
  });

  test('a known key is done once: while it waits, and after it is done', async () => {
    const { add, has, got } = inbox();
    await queue.work(greet, async (data) => add(data));
    await Promise.all([1, 2, 3].map((n) => queue.send(greet, n, { key: 'same' })));
    await queue.start();
    await has(1);
    await queue.send(greet, 4, { key: 'same' });
    await queue.send(greet, 'last', { key: 'other' });
    await has(2);
    expect(got).toHaveLength(2);
    expect(got[1]).toBe('last');
  });

  test('a job that comes without a word to anybody is done as well', async () => {
    const { add, has, got } = inbox();
    await queue.send(greet, 'quiet', { key: 'quiet', after: new Date(now().getTime() + HOUR) });
    const [kept] = await opened.database.query<{ job: unknown }>(
      'DELETE FROM queue.job RETURNING to_jsonb(job) AS job',
    );
    await queue.work(greet, async (data) => add(data));
    await queue.start();
    await opened.database.query(
      `INSERT INTO queue.job SELECT * FROM jsonb_populate_record(NULL::queue.job, $1::jsonb || '{"start_after": "2020-01-01Z"}')`,
      [JSON.stringify(kept?.job)],
    );
    await has(1);
    expect(got).toEqual(['quiet']);
  });

  test('queues without a job are not looked into one by one', async () => {
    const asked: string[] = [];
    const watched: Database = {
      ...opened.database,
      query: (text, ...rest) => {
        asked.push(text);
        return opened.database.query(text, ...rest);
      },
    };
    const empty = Array.from({ length: 20 }, (_, n) => `empty-${n}`);
    let wants = 0;
    const hiring = hiringOn(watched, (cause) => {
      throw cause;
    });
    for (const name of empty)
      hiring.wanted(name, async () => {
        wants += 1;
      });
    await hiring.start();
    expect([asked.length, wants]).toEqual([1, 0]);
    hiring.heard('empty-7');
    hiring.heard('empty-7');
    await hiring.stop();
    hiring.heard('empty-8');
    expect([asked.length, wants]).toEqual([1, 1]);
  });

  test('the same key on two kinds of job is two jobs', async () => {
    const { add, has, got } = inbox();
    for (const job of [greet, part]) await queue.work(job, async () => add(job.id));
    await queue.start();
    for (const job of [greet, part]) await queue.send(job, null, { key: 'same' });
    await has(2);
    expect(got.toSorted()).toEqual(['greet', 'part']);
  });

  test('what failed is tried again', async () => {
    const { add, has, got } = inbox<number>();
    await queue.work(greet, async () => {
      add(got.length + 1);
      if (got.length < 2) throw new Error('not yet');
    });
    await queue.start();
    await queue.send(greet, null, { key: 'a' });
    await has(2);
    expect(got).toEqual([1, 2]);
  });

  test('the other side’s time is kept, and waiting for it costs no try', async () => {
    const { add, has } = inbox<null>();
    await queue.work(greet, async () => {
      add(null);
      throw new Upstream('hubspot', 'rate-limited', { retryAfter: 90_000 });
    });
    await queue.start();
    const before = now().getTime();
    await queue.send(greet, null, { key: 'a' });
    await has(1);
    const job = await settled(opened, 'retry');
    const wait = job.startAfter.getTime() - before;
    expect(wait).toBeGreaterThan(85_000);
    expect(wait).toBeLessThan(120_000);
    expect(job.limit - job.tries).toBe(10);
  });

  test('the other side’s time is for one wait: whoever is killed at the next try is not waited for as long', async () => {
    const { add, has } = inbox<null>();
    const go = Promise.withResolvers<void>();
    let tries = 0;
    await queue.work(greet, async () => {
      add(null);
      tries += 1;
      if (tries === 1) throw new Upstream('hubspot', 'rate-limited', { retryAfter: 90_000 });
      await go.promise;
    });
    await queue.start();
    await queue.send(greet, null, { key: 'a' });
    await has(1);
    await settled(opened, 'retry');
    await opened.database.query("UPDATE queue.job SET start_after = now() WHERE name = 'greet'");
    await has(2);
    const [job] = await opened.database.query(
      'SELECT state::text, retry_delay AS delay, retry_backoff AS patient FROM queue.job',
    );
    go.resolve();
    expect(job).toEqual({ state: 'active', delay: 1, patient: true });
  });

  test('when the tries are used up that is told once, with the data and the cause', async () => {
    const { add, has, got } = inbox<unknown>();
    await queue.work(
      greet,
      async () => {
        throw new Upstream('hubspot', 'rejected');
      },
      { failed: async (data, cause) => add({ data, cause }) },
    );
    await queue.send(greet, { a: 1 }, { key: 'a' });
    await opened.database.query("UPDATE queue.job SET retry_limit = 0 WHERE name = 'greet'");
    await queue.start();
    await has(1);
    expect(got).toEqual([
      {
        data: { a: 1 },
        cause: expect.objectContaining({ name: 'Upstream', system: 'hubspot', fault: 'rejected' }),
      },
    ]);
  });

  test('what is for later is not done now', async () => {
    const { add, has, got } = inbox<unknown>();
    await queue.work(greet, async (data) => add(data));
    await queue.start();
    await queue.send(greet, 'later', { key: 'a', after: new Date(now().getTime() + 3_600_000) });
    await queue.send(greet, 'now', { key: 'b' });
    await has(1);
    expect(got).toEqual(['now']);
    expect((await settled(opened, 'created')).startAfter.getTime()).toBeGreaterThan(
      now().getTime() + 3_500_000,
    );
  });

  test('stopping waits for what is in flight', async () => {
    const started = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    let finished = false;
    await queue.work(greet, async () => {
      started.resolve();
      await go.promise;
      finished = true;
    });
    await queue.start();
    await queue.send(greet, null, { key: 'a' });
    await started.promise;
    const stopped = queue.stop();
    go.resolve();
    await stopped;
    expect(finished).toBe(true);
  });
});

/** The one job of this state, once it is in it. */
async function settled(
  { database }: FreshStore,
  state: string,
): Promise<{ startAfter: Date; tries: number; limit: number }> {
  for (;;) {
    const [job] = await database.query<{ startAfter: Date; tries: number; limit: number }>(
      'SELECT start_after AS "startAfter", retry_count AS tries, retry_limit AS "limit" FROM queue.job WHERE state = $1::queue.job_state',
      [state],
    );
    if (job) return job;
  }
}

test('a queue that an earlier version made misses a silent copy as soon as a new one', async () => {
  const { place, remove } = await freshDatabase();
  const first = await openStore(place, { now });
  await first.queue.send(greet, 1, { key: 'a' });
  await first.database.query('UPDATE queue.queue SET heartbeat_seconds = 20');
  await first.store.close();
  const last = await openStore(place, { now });
  await last.queue.send(greet, 2, { key: 'b' });
  const found = await last.database.query(
    "SELECT name, heartbeat_seconds AS after FROM queue.queue WHERE name LIKE 'greet%' ORDER BY name",
  );
  await last.store.close();
  await remove();
  expect(found).toEqual([
    { name: 'greet', after: 10 },
    { name: 'greet.failed', after: 10 },
  ]);
});

test('three copies share the work: every job is done by one of them', async () => {
  const { place, remove } = await freshDatabase();
  const copies = await Promise.all([1, 2, 3].map(() => openStore(place, { now })));
  const { add, has, got } = inbox<unknown>();
  for (const { queue } of copies) {
    await queue.work(greet, async (data) => add(data));
    await queue.start();
  }
  await Promise.all(
    copies.flatMap(({ queue }) =>
      Array.from({ length: 30 }, (_, i) => queue.send(greet, i, { key: `k${i}` })),
    ),
  );
  await has(30);
  for (const { queue, store } of copies) {
    await queue.stop();
    await store.close();
  }
  await remove();
  expect(got.toSorted()).toEqual(Array.from({ length: 30 }, (_, i) => i).toSorted());
});

test('a job is taken and done while answers hold all connections of the store', async () => {
  const { queue, database, close } = await freshStore('server', now);
  const { add, has, got } = inbox<unknown>();
  await queue.work(greet, async (data) => add(data));
  await queue.start();
  const { driver } = database;
  if (driver.kind !== 'server') throw new Error('No server');
  const { pool } = driver;
  const taken = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  await queue.send(greet, 'late', { key: 'a' });
  await has(1);
  for (const connection of taken) connection.release();
  await close();
  expect(got).toEqual(['late']);
});
