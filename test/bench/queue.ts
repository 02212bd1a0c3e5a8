import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import { z } from 'zod';
import { defineJobKind } from '../../crm/queue.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { count, type Row, times } from './report.ts';
import { byTurns, median, spread, timed } from './statistics.ts';

const measured = defineJobKind('measured', z.unknown());

const [ROUNDS, MESSAGES, AT_ONCE] = [5, 1000, 10];
/** As many as our queue has for each job. */
const WORKERS = 2;

/** Messages per second, from the first that is sent to the last that is done: each by its key, each by itself. */
export async function queueing({ server }: Bench): Promise<Row[]> {
  const postgres = await server();
  const [ours, theirs] = ['ours', 'alone'].map(
    (name) => `bench_queue_${name}_${randomUUID().slice(0, 8)}`,
  ) as [string, string];
  for (const name of [ours, theirs]) await postgres.administer(`CREATE DATABASE ${name}`);
  const { store, queue } = await openStore({ url: postgres.url(ours) }, { now });
  const boss = new PgBoss({ connectionString: postgres.url(theirs), max: 13, schedule: false });
  boss.on('error', () => {});
  try {
    let done: () => void = () => {};
    await queue.work(measured, async () => done());
    await queue.start();
    await boss.start();
    await boss.createQueue('measured');
    const throughOurs = async (): Promise<number> => {
      const all = counted(MESSAGES);
      done = all.one;
      return (
        (MESSAGES /
          (await timed(() =>
            Promise.all([
              sendAll((i, round) => queue.send(measured, { i }, { key: `${round} ${i}` })),
              all.reached,
            ]),
          ))) *
        1000
      );
    };
    const alone = async (): Promise<number> => {
      const all = counted(MESSAGES);
      const working = Array.from({ length: WORKERS }, () => work(boss, all));
      return (
        (MESSAGES /
          (await timed(() =>
            Promise.all([sendAll((i) => boss.send('measured', { i })), ...working]),
          ))) *
        1000
      );
    };
    const measures = [throughOurs, alone];
    for (const measure of measures) await measure();
    const [ourRates = [], theirRates = []] = await byTurns(ROUNDS, measures);
    const said = (rates: number[]) => `${count(Math.round(median(rates)))}/s (${spread(rates)})`;
    return [
      {
        what: 'messages through the queue, sent by key and done one by one',
        ours: said(ourRates),
        baseline: `${said(theirRates)} pg-boss alone: send, fetch, complete`,
        result: times(median(ourRates) / median(theirRates)),
        budget: '–',
        met: null,
      },
    ];
  } finally {
    await boss.stop();
    await store.close();
    for (const name of [ours, theirs])
      await postgres.administer(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}

interface Counted {
  one(): void;
  isReached(): boolean;
  reached: Promise<void>;
}

function counted(wanted: number): Counted {
  const { promise, resolve } = Promise.withResolvers<void>();
  let seen = 0;
  return {
    one() {
      seen += 1;
      if (seen >= wanted) resolve();
    },
    isReached: () => seen >= wanted,
    reached: promise,
  };
}

async function sendAll(send: (i: number, round: string) => Promise<unknown>): Promise<void> {
  const round = randomUUID();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < MESSAGES) await send(next++, round);
    }),
  );
}

/** The least that pg-boss asks of a worker. */
async function work(boss: PgBoss, all: Counted): Promise<void> {
  while (!all.isReached()) {
    const [job] = await boss.fetch('measured');
    if (!job) continue;
    await boss.complete('measured', job.id);
    all.one();
  }
}
