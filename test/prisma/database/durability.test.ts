import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { whyAllStop } from '../../../prisma/additive.ts';
import { openDatabase } from '../../../prisma/database/database.ts';
import { migrationNames, needsAllStopped, UNASKED } from '../../../prisma/database/migrate.ts';
import { openStore } from '../../../prisma/store.ts';
import { now } from '../../clock.ts';
import { freshDatabase, freshFolder } from '../../store.ts';
import { keptStores } from '../../upgrade/kept-stores.ts';

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

  test('a direct address that leads to another database is refused, and one to the same is not', async () => {
    const [here, elsewhere] = [await freshDatabase(), await freshDatabase({ empty: true })];
    cleaners.push(here.remove, elsewhere.remove);
    const { url } = here.place;
    await expect(openDatabase({ url, direct: elsewhere.place.url })).rejects.toMatchObject({
      code: 'direct-elsewhere',
      try: expect.stringContaining('DATABASE_DIRECT_URL'),
    });
    await expect(
      openDatabase({ url, direct: 'postgresql://somebody:secret@127.0.0.1:1/rapport' }),
    ).rejects.toMatchObject({ code: 'store-down' });
    const opened = await openDatabase({ url, direct: url });
    expect(await opened.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await opened.close();
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

test('a store of this version is kept: npm run keep-store, whenever there is a new migration', () => {
  expect(keptStores().at(-1)).toBe(migrationNames().at(-1));
});

test.each([
  ['CREATE TABLE "a" ("id" TEXT NOT NULL); CREATE UNIQUE INDEX "i" ON "a"("id");', false],
  ['ALTER TABLE "note" ADD COLUMN "mood" TEXT; CREATE INDEX "i" ON "note"("mood");', false],
  ['ALTER TABLE "note" ADD COLUMN "mood" TEXT NOT NULL DEFAULT \'calm\';', false],
  ['ALTER TABLE "note" ADD COLUMN "tone" TEXT, ADD COLUMN "mood" TEXT NOT NULL;', true],
  ['ALTER TABLE "note" DROP COLUMN "mood";', true],
  ['ALTER TABLE note RENAME TO remark;', true],
  ['ALTER TABLE "note" ALTER COLUMN "mood" SET DATA TYPE INTEGER;', true],
  ['ALTER TABLE "note" ALTER COLUMN "mood" SET NOT NULL;', true],
  ['CREATE UNIQUE INDEX "i" ON "note"("mood");', true],
  ['ALTER TABLE "note" ADD COLUMN "m" DECIMAL(12,2) NOT NULL;', true],
  ['ALTER TABLE "note" ADD COLUMN "m" DECIMAL(12,2) NOT NULL DEFAULT 0;', false],
  ['ALTER TABLE "note" ADD "m" TEXT NOT NULL;', true],
  ['ALTER TABLE "note" ADD COLUMN "m" TEXT, DROP COLUMN "body";', true],
  ['UPDATE "promise" SET "level" = "level" + 1;', true],
  ['DELETE FROM "promise";', true],
  ['TRUNCATE "promise";', true],
  ['DROP INDEX "i";', true],
  ['ALTER TABLE "note" DROP CONSTRAINT "c";', true],
  ['ALTER TABLE "note" ALTER COLUMN "m" DROP DEFAULT;', true],
  ['ALTER TABLE "note" ADD CHECK (m > 0);', true],
  [
    'CREATE TABLE "a" (id int); ALTER TABLE "a" ADD CONSTRAINT "f" FOREIGN KEY ("id") REFERENCES "note"("id");',
    false,
  ],
  ['CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS $$SELECT 1$$;', true],
  ['CREATE TRIGGER t AFTER INSERT ON "note" EXECUTE FUNCTION f();', true],
])('%s: the version before has to stop first: %s', (sql, stops) => {
  expect(whyAllStop(sql) !== null).toBe(stops);
});

test('each migration that the version before cannot work beside says so in its first line', () => {
  for (const name of migrationNames().filter((one) => one > UNASKED)) {
    const sql = readFileSync(join('prisma/migrations', name, 'migration.sql'), 'utf8');
    expect(whyAllStop(sql) === null || needsAllStopped(name), name).toBe(true);
  }
});
