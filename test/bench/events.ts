import { randomUUID } from 'node:crypto';
import { defineConsumer } from '../../jobs/event/consumer.ts';
import { advance } from '../../jobs/event/runner.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { contextOf } from '../prisma/event/acting.ts';
import { customer, departments, entry } from '../prisma/people-of-acme.ts';
import type { Bench } from './bench.ts';
import { count, type Row, times } from './report.ts';
import { timed } from './statistics.ts';

const [BATCHES, BATCH] = [40, 500];

/** Events per second through one consumer that does nothing about them, against reading all of their rows at once. */
export async function eventStream({ server }: Bench): Promise<Row[]> {
  const postgres = await server();
  const name = `bench_events_${randomUUID().slice(0, 8)}`;
  await postgres.administer(`CREATE DATABASE ${name}`);
  const { store, database } = await openStore({ url: postgres.url(name) }, { now });
  try {
    const idle = defineConsumer({ name: 'idle', kinds: ['entry-added'], handle: async () => [] });
    await store.events.register([idle.name]);
    await store.records.save([...departments, customer('Acme')]);
    for (let batch = 0; batch < BATCHES; batch += 1)
      await store.records.save(
        Array.from({ length: BATCH }, (_, at) => entry(`${batch}:${at}`, 'Acme', { at: now() })),
      );
    const all = BATCHES * BATCH;
    const context = contextOf(store, now);
    const ours = await timed(async () => {
      while (await advance(idle, context));
    });
    const theirs = await timed(() => database.query('SELECT * FROM event'));
    const rate = (took: number): string => `${count(Math.round(all / (took / 1000)))}/s`;
    return [
      {
        what: `${count(all)} events through one consumer, its position committed by batches`,
        ours: rate(ours),
        baseline: `${rate(theirs)} one \`SELECT\` of all`,
        result: times(theirs / ours),
        budget: '–',
        met: null,
      },
    ];
  } finally {
    await store.close();
    await postgres.administer(`DROP DATABASE ${name} WITH (FORCE)`);
  }
}
