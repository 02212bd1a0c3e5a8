import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { Problem } from '../../../crm/problem.ts';
import { openDatabase } from '../../../prisma/database/database.ts';
import { migrate, pendingSql } from '../../../prisma/database/migrate.ts';
import { openStore } from '../../../prisma/store.ts';
import { now } from '../../clock.ts';
import { freshDatabase, freshFolder } from '../../store.ts';

const cleaners: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleaners.splice(0).reverse()) await clean();
});

function folder(): string {
  const { place, remove } = freshFolder();
  cleaners.push(remove);
  return place.folder;
}

describe('the embedded store', () => {
  test('the claim of a process that is gone does not count, whoever has its number now', async () => {
    const where = folder();
    // This test's parent runs, but did not start at that instant.
    for (const stale of ['999999999 1', `${process.ppid} 1`, `${process.pid} 1`, '']) {
      writeFileSync(join(where, 'in-use'), stale);
      const { store } = await openStore({ folder: where }, { now });
      await store.close();
    }
  });

  test('a copy of the empty store that was cut short is not taken for a store', async () => {
    const where = folder();
    mkdirSync(join(where, 'db.new'));
    writeFileSync(join(where, 'db.new', 'PG_VERSION'), '18');
    const { store } = await openStore({ folder: where }, { now });
    await expect(store.records.isEmpty()).resolves.toBe(true);
    await store.close();
  });

  test('a folder that may not be written, or holds something else, is a problem with a way out', async () => {
    const broken = folder();
    mkdirSync(join(broken, 'db'));
    writeFileSync(join(broken, 'db', 'PG_VERSION'), 'not a database');
    await expect(openStore({ folder: broken }, { now })).rejects.toMatchObject({
      name: 'Problem',
      try: expect.stringContaining('DATA_DIR'),
    });
    const file = join(folder(), 'a-file');
    writeFileSync(file, '');
    await expect(openStore({ folder: join(file, 'below') }, { now })).rejects.toMatchObject({
      code: 'store-unwritable',
    });
    if (process.getuid?.() !== 0) {
      const locked = folder();
      chmodSync(locked, 0o500);
      await expect(openStore({ folder: locked }, { now })).rejects.toMatchObject({
        code: 'store-unwritable',
      });
      chmodSync(locked, 0o700);
    }
  });
});

describe('PostgreSQL', () => {
  test('three copies that start at once on an empty database all come up, and it is migrated once', async () => {
    const { place, remove } = await freshDatabase({ empty: true });
    cleaners.push(remove);
    const copies = await Promise.all([1, 2, 3].map(() => openStore(place, { now })));
    expect(await Promise.all(copies.map(({ store }) => store.records.isEmpty()))).toEqual([
      true,
      true,
      true,
    ]);
    const names = readdirSync('prisma/migrations')
      .filter((name) => !name.endsWith('.toml'))
      .sort();
    const migrations = await Promise.all(
      copies.map(({ database }) =>
        database.query(
          'SELECT migration_name AS name, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY migration_name',
        ),
      ),
    );
    expect(migrations).toEqual(
      [1, 2, 3].map(() => names.map((name) => ({ name, finished: true }))),
    );
    await Promise.all(copies.map(({ queue }) => queue.start()));
    await Promise.all(copies.map(({ queue }) => queue.stop()));
    await Promise.all(copies.map(({ store }) => store.close()));
  });

  test('one that is down is a problem with a way out, and its password is not said', async () => {
    const failed = openStore({ url: 'postgresql://somebody:secret@127.0.0.1:1/rapport' }, { now });
    await expect(failed).rejects.toMatchObject({
      code: 'store-down',
      try: expect.stringContaining('DATABASE_URL'),
    });
    await expect(failed).rejects.not.toMatchObject({ say: expect.stringContaining('secret') });
  });
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

test('the migrations say what schema.prisma says, and applying them again changes nothing', {
  timeout: 60_000,
}, async () => {
  const database = await openDatabase({ folder: folder() });
  cleaners.push(() => database.close());
  // To begin with an empty schema is several times faster than to begin with no database.
  await database.query('DROP SCHEMA public CASCADE');
  await database.query('CREATE SCHEMA public');
  expect(await pendingSql(database.adapter)).toContain('empty migration');
  expect(await migrate(database)).not.toEqual([]);
  expect(await migrate(database)).toEqual([]);
});
