import { readdirSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { Problem } from '../../crm/problem.ts';
import { openDatabase } from '../../prisma/database/database.ts';
import { migrate, pendingSql } from '../../prisma/database/migrate.ts';
import { queueOn } from '../../prisma/queue/queue.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import { freshDatabase, freshFolder } from '../store.ts';

const cleaners: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaners.splice(0).reverse()) await clean();
});

describe.each(['embedded', 'server'] as const)(
  '%s: a schema that this version cannot use',
  (backEnd) => {
    const marked = async (sql: string) => {
      const { place, remove } = backEnd === 'embedded' ? freshFolder() : await freshDatabase();
      cleaners.push(remove);
      const { store, database } = await openStore(place, { now });
      await database.query(sql);
      await store.close();
      return openStore(place, { now });
    };

    test('a newer version was here', async () => {
      await expect(
        marked(
          `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at) VALUES ('1', '1', '29990101000000_later', '2999-01-01', '2999-01-01')`,
        ),
      ).rejects.toMatchObject({
        code: 'store-newer',
        say: expect.stringContaining('29990101000000_later'),
        try: expect.stringMatching(/Start that version.*backup/),
      });
    });

    test('a migration did not come to its end', async () => {
      const last = readdirSync('prisma/migrations')
        .filter((name) => !name.endsWith('.toml'))
        .sort()
        .at(-1);
      await expect(
        marked(`UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name = '${last}'`),
      ).rejects.toMatchObject({
        code: 'migration-unfinished',
        say: expect.stringContaining(`${last} did not come to its end`),
        try: expect.stringMatching(backEnd === 'server' ? /run: UPDATE/ : /backup.*DATA_DIR/),
      });
    });
  },
);

test('a migration that fails is one sentence, and its advice works when it is followed', async () => {
  const { place, remove } = await freshDatabase({ empty: true });
  cleaners.push(remove);
  const database = await openDatabase(place);
  cleaners.push(() => database.close());
  const [first = ''] = readdirSync('prisma/migrations').sort();
  await database.query('CREATE TABLE note (id int)');
  await expect(migrate(database)).rejects.toMatchObject({ code: 'store-foreign' });
  await database.query('DROP TABLE note');
  await migrate(database, { until: first });
  // The second one makes a table of this name.
  await database.query('CREATE TABLE note (id int)');
  const failed = await migrate(database).catch((cause: unknown) => cause);
  expect(failed).toMatchObject({ code: 'migration-unfinished' });
  const advice = /run: (UPDATE[^;]*;)/.exec(failed instanceof Problem ? failed.try : '')?.[1];
  await database.query('DROP TABLE note');
  await expect(migrate(database)).rejects.toMatchObject({ code: 'migration-unfinished' });
  await database.query(advice ?? '');
  expect((await migrate(database)).length).toBeGreaterThan(10);
});

test('the migrations say what schema.prisma says, and applying them again changes nothing', async () => {
  const { place, remove } = freshFolder();
  cleaners.push(remove);
  const database = await openDatabase(place);
  cleaners.push(() => database.close());
  // To begin with an empty schema is several times faster than to begin with no database.
  await database.query('DROP SCHEMA public CASCADE');
  await database.query('CREATE SCHEMA public');
  expect(await pendingSql(database.adapter)).toContain('empty migration');
  expect(await migrate(database)).not.toEqual([]);
  expect(await migrate(database)).toEqual([]);
});

test('beside a copy of an earlier version a migration that it cannot bear waits until that is stopped', async () => {
  const { place, remove } = await freshDatabase({ empty: true });
  cleaners.push(remove);
  const [older, newer] = [await openDatabase(place), await openDatabase(place)];
  cleaners.push(older.close, newer.close);
  const [first = ''] = readdirSync('prisma/migrations').sort();
  await migrate(older, { until: first });
  const queue = queueOn(older, { now });
  await queue.start();
  await expect(migrate(newer)).rejects.toMatchObject({
    code: 'copies-running',
    say: expect.stringMatching(/earlier version work on these records \(1\)/),
    try: expect.stringContaining('bring the copies to this version'),
  });
  await expect(migrate(newer, { isCopy: true })).rejects.toMatchObject({ code: 'copies-running' });
  expect(await migrate(newer, { until: first })).toEqual([]);
  await queue.stop();
  expect((await migrate(newer)).length).toBeGreaterThan(10);
});
