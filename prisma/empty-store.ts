import type { JobKind, Queue } from '../crm/queue.ts';
import type { Database } from './database/database.ts';
import { makeTemplate } from './database/template.ts';
import { openStore } from './store.ts';

/** Makes the template of an empty embedded store, with a queue for each of these jobs. */
export async function makeEmptyStore(
  now: () => Date,
  jobs: readonly { kind: JobKind }[],
): Promise<void> {
  await makeTemplate(async (folder) => {
    const { store, database, queue } = await openStore({ folder }, { now });
    await makeQueues(database, queue, jobs);
    // Half of the files belong to PostgreSQL's own templates, from which nothing is ever made here.
    for (const unused of ['template0', 'template1']) {
      await database.query('UPDATE pg_database SET datistemplate = false WHERE datname = $1', [
        unused,
      ]);
      await database.query(`DROP DATABASE ${unused}`);
    }
    // Every copy would replay the migrations from the write-ahead log.
    await database.query('CHECKPOINT');
    await store.close();
  });
}

/** Makes the queues of these jobs, and stops the queue: to make them one by one is a good part of a first start. */
export async function makeQueues(
  database: Database,
  queue: Queue,
  jobs: readonly { kind: JobKind }[],
): Promise<void> {
  for (const { kind } of jobs) await queue.work(kind, async () => {});
  await queue.start();
  await queue.stop();
  // They are empty, so pg-boss is not to tidy up each of them, by several statements, as soon as they are used.
  await database.query('UPDATE queue.queue SET maintain_on = queue.job_now()');
}
