import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { freshDatabase } from '../store.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.remove());

/** Whether a store that is opened now says that it takes something. */
async function takes(): Promise<boolean> {
  const { store, queue } = await openStore(database.place, { now });
  const answer = await store.checkWritable().then(
    () => true,
    () => false,
  );
  await queue.stop();
  await store.close();
  return answer;
}

test('a database that has no room for anything new takes nothing', async () => {
  expect(await takes()).toBe(true);
  const admin = new pg.Client(database.place.url);
  await admin.connect();
  // As on a full disk: rows that are written over find their place, and new files find none.
  const name = new URL(database.place.url).pathname.slice(1);
  await admin.query(`ALTER DATABASE ${name} SET temp_file_limit = 0`);
  await admin.end();
  expect(await takes()).toBe(false);
});
