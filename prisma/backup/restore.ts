import { Problem } from '../../crm/problem.ts';
import type { Database, Sql } from '../database/database.ts';
import { migrate, migrationNames } from '../database/migrate.ts';
import { queueOn } from '../queue/queue.ts';
import { EndLine, Header, TableLine } from './format.ts';
import { lastMigration, type StoredTable, storedTables } from './tables.ts';

/** Rows that are saved at once. */
const BATCH = 500;

/**
 * Fills an empty store from the lines of a backup, all or nothing, and brings it to today's schema. Returns what it
 * holds. Throws `Problem` where the store is not empty, or the backup is cut, damaged or of a newer version.
 */
export async function restoreBackup(
  database: Database,
  lines: AsyncIterable<string>,
  now: () => Date,
): Promise<{ header: Header; tables: TableLine[] }> {
  const reader = lineReader(lines);
  const header = await reader.next(Header);
  if (!migrationNames().includes(header.migration)) throw newer(header);
  await refuseFilled(database);
  await refuseLater(database, header);
  await migrate(database, { until: header.migration });
  await makeQueueTables(database, now);
  const tables = await database.transaction((sql) => fill(sql, reader));
  await migrate(database);
  // Rows have other transactions here, and an import is undone by these.
  await database.query('DELETE FROM import_commit');
  return { header, tables };
}

type Reader = ReturnType<typeof lineReader>;

async function fill(sql: Sql, reader: Reader): Promise<TableLine[]> {
  // As they were when the backup was written; a column of dates is read the same way whatever the server's settings.
  await sql.query("SET LOCAL datestyle = 'ISO, YMD'");
  const stored = await storedTables(sql);
  // An empty store has settings and queues of its own. Those that refer to others go first.
  for (const { table } of stored.toReversed()) {
    await sql.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await sql.query(`DELETE FROM ${table}`);
    await sql.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
  }
  const there = new Map(stored.map((one) => [one.table, one]));
  const tables: TableLine[] = [];
  for (;;) {
    const next = await reader.next(TableLine.or(EndLine));
    if ('end' in next) {
      for (const [name, last] of Object.entries(next.sequences))
        await sql.query('SELECT setval($1::regclass, $2::int8)', [name, last]);
      return tables;
    }
    const table = there.get(next.table);
    if (!table) throw damaged(`it has the table ${next.table}, which this version does not know`);
    await fillTable(sql, { line: next, stored: table, reader });
    tables.push(next);
  }
}

/** The backup also holds the rows that triggers work out. */
async function fillTable(
  sql: Sql,
  { line, stored, reader }: { line: TableLine; stored: StoredTable; reader: Reader },
): Promise<void> {
  const { table } = line;
  await sql.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  const columns = line.columns.flatMap((name, at) => {
    const type = stored.columns.find((one) => one.name === name)?.type;
    // Another version of pg-boss has columns of its own; ours are of the same migration.
    return type ? [{ into: `"${name}"`, value: `(row->>${at})::${type}` }] : [];
  });
  const insert = `INSERT INTO ${table} (${columns.map(({ into }) => into).join(', ')})
    SELECT ${columns.map(({ value }) => value).join(', ')} FROM json_array_elements($1::json) AS rows (row)`;
  for (let left = line.rows; left > 0; left -= BATCH) {
    const rows: string[] = [];
    while (rows.length < Math.min(left, BATCH)) rows.push(await reader.line());
    await sql.query(insert, [`[${rows.join(',')}]`]).catch((cause: unknown) => {
      throw damaged(`its rows of ${table} do not fit`, cause);
    });
  }
  await sql.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
}

/** A store is empty where nobody and nothing was ever saved in it. */
async function refuseFilled(database: Database): Promise<void> {
  const [there] = await database.query<{ is: boolean }>(
    `SELECT to_regclass('person') IS NOT NULL AS is`,
  );
  if (!there?.is) return;
  for (const table of ['person', 'customer', 'audit', 'installation', 'chat_account']) {
    const [found] = await database.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (found)
      throw new Problem('store-not-empty', {
        say: `The store to restore into is not empty: its table ${table} has rows.`,
        try: 'Set DATA_DIR to a new folder, or DATABASE_URL to an empty database, and restore there.',
      });
  }
}

/** Rows of an earlier version go through the migrations since, which have to be before them. */
async function refuseLater(database: Database, header: Header): Promise<void> {
  const there = await lastMigration(database);
  if (there !== null && there > header.migration)
    throw new Problem('store-later', {
      say: 'The backup is of an earlier version than the empty store here.',
      try: 'Set DATA_DIR to a new folder, or DATABASE_URL to a database without tables, and restore there.',
    });
}

/** pg-boss makes its tables at its first start. */
async function makeQueueTables(database: Database, now: () => Date): Promise<void> {
  const queue = queueOn(database, { now });
  await queue.start();
  await queue.stop();
}

function lineReader(lines: AsyncIterable<string>) {
  const left = lines[Symbol.asyncIterator]();
  async function line(): Promise<string> {
    const { value, done } = await left.next().catch((cause: unknown) => {
      throw damaged('it cannot be unpacked', cause);
    });
    if (done) throw damaged('its end is missing');
    return value;
  }
  return {
    line,
    async next<T>(shape: { parse(value: unknown): T }): Promise<T> {
      const text = await line();
      try {
        return shape.parse(JSON.parse(text));
      } catch (cause) {
        throw damaged(`a line is not as expected: ${text.slice(0, 80)}`, cause);
      }
    },
  };
}

const damaged = (why: string, cause?: unknown): Problem =>
  new Problem('backup-damaged', {
    say: `This file is no whole backup: ${why}.`,
    try: 'Take another backup. Nothing was restored.',
    ...(cause !== undefined && { cause }),
  });

const newer = ({ migration }: Header): Problem =>
  new Problem('backup-newer', {
    say: `A newer version of Rapport wrote this backup (${migration}).`,
    try: 'Restore it with that version or a later one.',
  });
