import { makeTemplate } from './database/template.ts';
import { openStore } from './store.ts';

/** Makes the template of an empty embedded store, the queue's tables included. */
export async function makeEmptyStore(now: () => Date): Promise<void> {
  await makeTemplate(async (folder) => {
    const { store, database, queue } = await openStore({ folder }, { now });
    await queue.start();
    await queue.stop();
    // Every copy would replay the migrations from the write-ahead log.
    await database.query('CHECKPOINT');
    await store.close();
  });
}
