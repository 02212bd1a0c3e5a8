import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { addDemo } from '../../../bot/move-in.ts';
import { defineJobKind } from '../../../crm/queue.ts';
import { linesOfFile, writeFileOfLines } from '../../../prisma/backup/file.ts';
import { restoreBackup } from '../../../prisma/backup/restore.ts';
import { lastMigration, storedTables } from '../../../prisma/backup/tables.ts';
import { writeBackup } from '../../../prisma/backup/write.ts';
import { type Database, openDatabase, type Place } from '../../../prisma/database/database.ts';
import { migrate } from '../../../prisma/database/migrate.ts';
import { openStore } from '../../../prisma/store.ts';
import { type FreshStore, freshDatabase, freshFolder, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-10T10:00:00Z');
const now = () => NOW;
const job = defineJobKind('greet', z.unknown());

let from: FreshStore;
let lines: string[];
const cleaners: (() => Promise<void>)[] = [];

/** The contents of every table, whatever the order of its rows. */
async function contents(database: Database): Promise<Record<string, string>> {
  const tables = await storedTables(database);
  const rows = await database.query<{ name: string; all: string }>(
    tables
      .map(
        ({ table, columns }) =>
          `SELECT '${table}' AS name, count(*) || ' ' || md5(coalesce(string_agg(row, ',' ORDER BY row COLLATE "C"), '')) AS all
            FROM (SELECT ARRAY[${columns.map(({ name }) => `"${name}"::text`).join(',')}]::text AS row FROM ${table}) rows`,
      )
      .join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, all }) => [name, all]));
}

async function backedUp(database: Database): Promise<string[]> {
  const got: string[] = [];
  await writeBackup(database, async (text) => void got.push(text), NOW);
  return got;
}

async function* given(list: readonly string[]): AsyncGenerator<string> {
  yield* list;
}

/** An empty store; `bare` has no table yet, and to make them takes seconds. */
async function emptyStore(
  backEnd: 'embedded' | 'server',
  { bare = false } = {},
): Promise<{ place: Place; database: Database }> {
  const { place, remove } =
    backEnd === 'embedded' ? freshFolder() : await freshDatabase({ empty: bare });
  const database = await openDatabase(place, { bare });
  cleaners.push(async () => {
    await database.close();
    await remove();
  });
  return { place, database };
}

beforeAll(async () => {
  from = await freshStore('server', now);
  await addDemo(from, NOW);
  await from.queue.send(job, { to: 'Ana' }, { key: 'once' });
  await from.database.query(
    `UPDATE customer SET name = name || E'\\u2028\\u2029 & Co' WHERE id = (SELECT min(id) FROM customer)`,
  );
  // A text that looks like none of its kind, and a null inside JSON.
  await from.database.query(
    `INSERT INTO setting (key, value) VALUES ('odd', 'null'), ('odder', '"\\\\u2028 \\"{,}\\" 😀"')`,
  );
  // At work, it writes down when it last looked after its queues.
  await from.queue.stop();
  lines = await backedUp(from.database);
});

afterAll(async () => {
  for (const clean of cleaners.reverse()) await clean();
  await from.close();
});

test('an embedded store from a server’s backup, and a server from that one’s, hold the same', async () => {
  const before = await contents(from.database);
  expect(before['public.customer']).not.toMatch(/^0 /);
  expect(before['public.setting']).not.toMatch(/^0 /);
  expect(before['queue.job']).not.toMatch(/^0 /);
  const embedded = await emptyStore('embedded');
  await restoreBackup(embedded.database, given(lines), now);
  expect(await contents(embedded.database)).toEqual(before);
  const server = await emptyStore('server');
  await restoreBackup(server.database, given(await backedUp(embedded.database)), now);
  expect(await contents(server.database)).toEqual(before);
  // The same key, sent again, changes nothing: nothing is posted twice.
  const again = await openStore(server.place, { now });
  await again.queue.send(job, { to: 'Ana' }, { key: 'once' });
  const jobs = (one: Database) => one.query('SELECT count(*) AS all FROM queue.job');
  expect(await jobs(again.database)).toEqual(await jobs(from.database));
  // New rows get numbers that no old one has.
  const [event] = await again.database.query<{ isNew: boolean }>(
    `INSERT INTO event (transaction, kind, at, recorded_at, source, payload) VALUES (1, 'x', '2026-11-10Z', '2026-11-10Z', 'x', '{}')
      RETURNING id > (SELECT max(id) FROM event) AS "isNew"`,
  );
  expect(event?.isNew).toBe(true);
  await again.store.close();
});

const BAD: readonly [string, (all: string[]) => string[], RegExp][] = [
  ['cut', (all: string[]) => all.slice(0, -1), /its end is missing/],
  ['cut within a table', (all: string[]) => all.slice(0, 300), /its end is missing/],
  [
    'without a row',
    (all: string[]) => all.toSpliced(200, 1),
    /rows of public\.\w+ do not fit|not as expected/,
  ],
  ['something else', () => ['{"hello":1}'], /a line is not as expected: \{"hello":1\}/],
  [
    'a newer version’s',
    ([head = '', ...rest]: string[]) => [
      JSON.stringify({ ...JSON.parse(head), migration: '29991231000000_later' }),
      ...rest,
    ],
    /A newer version of Rapport wrote this backup/,
  ],
];

test('a bad backup restores nothing, and a good one does after it', async () => {
  const { database } = await emptyStore('server');
  for (const [what, change, expected] of BAD)
    await expect(restoreBackup(database, given(change(lines)), now), what).rejects.toThrow(
      expected,
    );
  await restoreBackup(database, given(lines), now);
  expect(await contents(database)).toEqual(await contents(from.database));
  await expect(restoreBackup(database, given(lines), now)).rejects.toThrow(/is not empty/);
});

test('a backup of an earlier version comes up on today’s schema', async () => {
  const old = await emptyStore('server', { bare: true });
  const until = '20261128222330_win_drafts_and_posts';
  await migrate(old.database, { until });
  await old.database.query(
    `INSERT INTO department (id, name) VALUES ('success', 'Success');
     INSERT INTO person (id, name, email, department_id, role) VALUES ('ana', 'Ana', 'ana@rapport.example', 'success', 'member')`,
  );
  const { database } = await emptyStore('server', { bare: true });
  const backup = await backedUp(old.database);
  const later = await emptyStore('server');
  await expect(restoreBackup(later.database, given(backup), now)).rejects.toThrow(
    /of an earlier version than the empty store/,
  );
  await restoreBackup(database, given(backup), now);
  expect(await lastMigration(database)).toBe(await lastMigration(from.database));
  expect(await database.query('SELECT name FROM person')).toEqual([{ name: 'Ana' }]);
});

test('a file is whole or not there, is its owner’s alone, and never replaces another', async () => {
  const { place, remove } = freshFolder();
  cleaners.push(remove);
  const file = join(place.folder, 'all.gz');
  await expect(
    writeFileOfLines(file, async (line) => {
      await line('one');
      throw new Error('the disk is full');
    }),
  ).rejects.toThrow('the disk is full');
  await writeFileOfLines(file, async (line) => {
    for (const text of lines) await line(text);
  });
  expect(await Array.fromAsync(linesOfFile(file))).toEqual(lines);
  await expect(writeFileOfLines(file, async () => {})).rejects.toThrow(/is there already/);
  await expect(writeFileOfLines(join(file, 'x'), async () => {})).rejects.toThrow(/cannot be writ/);
  const half = gzipSync(lines.join('\n')).subarray(0, 5000);
  writeFileSync(join(place.folder, 'half.gz'), half);
  await expect(Array.fromAsync(linesOfFile(join(place.folder, 'half.gz')))).rejects.toThrow();
  await expect(Array.fromAsync(linesOfFile(join(place.folder, 'none.gz')))).rejects.toThrow();
});
