import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { expect, test } from 'vitest';
import type { Database } from '../../prisma/database/database.ts';
import { read, type Table, type Versioned } from '../../prisma/database/versioned.ts';
import { GOAL } from '../../prisma/goal/repository.ts';
import { HANDOFF } from '../../prisma/handoff/repository.ts';
import { NOTE as NOTES } from '../../prisma/note/repository.ts';
import { PROMISE } from '../../prisma/promise/repository.ts';
import { QUESTION } from '../../prisma/question/repository.ts';
import { SIGNAL } from '../../prisma/signal/repository.ts';
import { openStore } from '../../prisma/store.ts';
import { TASK } from '../../prisma/task/repository.ts';
import { WIN } from '../../prisma/win/repository.ts';
import { now } from '../clock.ts';
import { freshDatabase } from '../store.ts';
import { DRAFT, NOTE, says } from '../upgrade/day-of-work.ts';
import { keptStores, scriptOf } from '../upgrade/kept-stores.ts';
import { freshDir, startBot } from './process.ts';

const KEPT = keptStores();
const [OLDEST = ''] = KEPT;

/** The store that the version with this newest migration left, in a database of its own. */
async function keptStore(newest: string) {
  const { place, remove } = await freshDatabase({ empty: true });
  await onServer(place.url, ({ query }) => query(scriptOf(newest)));
  return { place, remove };
}

type Asking = Pick<Database, 'query'>;

/** Before today's version has seen the database. */
async function onServer<T>(url: string, work: (sql: Asking) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work({ query: async (text) => (await client.query(text)).rows });
  } finally {
    await client.end();
  }
}

const ROWS = `SELECT table_schema || '.' || table_name AS name,
    (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', table_schema, table_name), false, true, '')))[1]::text::int AS n
  FROM information_schema.tables WHERE table_schema IN ('public', 'queue') AND table_type = 'BASE TABLE'`;

/** The number of rows of each table that has any. */
async function rowCounts({ query }: Asking): Promise<Map<string, number>> {
  const rows = await query<{ name: string; n: number }>(ROWS);
  return new Map(rows.filter(({ n }) => n > 0).map(({ name, n }) => [name, n]));
}

/** A table that has another name now. */
const RENAMED = new Map([['public.mention', 'public.question']]);

/** Each record is parsed as today's kind. */
const reads =
  <Work extends Versioned>(kind: Table<Work>) =>
  (database: Database): Promise<Work[]> =>
    read(database, kind, { rest: '', values: [] });

const READS = [
  reads(GOAL),
  reads(HANDOFF),
  reads(PROMISE),
  reads(QUESTION),
  reads(SIGNAL),
  reads(TASK),
  reads(WIN),
];

test.each(KEPT)('%s: today’s version opens it, has all of it and reads it', async (newest) => {
  const { place, remove } = await keptStore(newest);
  const before = await onServer(place.url, rowCounts);
  const { store, database } = await openStore(place, { now });
  const after = await rowCounts(database);
  const fewer = [...before].filter(([name, n]) => {
    const here = after.get(name) ?? after.get(RENAMED.get(name) ?? '') ?? 0;
    return here < n;
  });
  expect(fewer).toEqual([]);
  for (const all of READS) await all(database);
  const notes = await reads(NOTES)(database);
  expect(notes.map(({ body }) => body)).toContain(NOTE);
  await store.close();
  await remove();
});

const answers = async (url: string): Promise<void> => {
  expect(await says(url, 'acme industries')).toContain('Acme Industries');
  expect(await says(url, 'acme industries timeline')).toContain(NOTE);
  expect(await says(url, 'work')).toContain(DRAFT);
  await says(url, 'note acme industries: and a discount');
  expect(await says(url, 'acme industries timeline')).toContain('and a discount');
};

test('a server store of the oldest kept version: people go on with their work', async () => {
  const { place, remove } = await keptStore(OLDEST);
  const bot = await startBot({ DATABASE_URL: place.url, DATA_DIR: freshDir(), PLAYGROUND: '1' });
  await answers(bot.url);
  bot.child.kill('SIGTERM');
  expect((await bot.ended).code).toBe(0);
  await remove();
});

test('an embedded store of the oldest kept version: people go on with their work', async () => {
  const folder = freshDir();
  const old = await PGlite.create(join(folder, 'db'));
  await old.exec(scriptOf(OLDEST));
  await old.close();
  const bot = await startBot({ DATA_DIR: folder });
  await answers(bot.url);
  bot.child.kill('SIGTERM');
  expect((await bot.ended).code).toBe(0);
});
