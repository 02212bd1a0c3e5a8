import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { Problem } from '../crm/problem.ts';
import type { Database, Row, Sql } from './database.ts';

const PARSERS = { [types.INT8]: Number, [types.DATE]: (day: string) => day };

/** PGlite: PostgreSQL in this process, its files in `folder` (created), or in memory where it is null. */
export async function openEmbedded(folder: string | null): Promise<Omit<Database, 'prisma'>> {
  const release = folder === null ? () => {} : claim(folder);
  // Prisma brings its own parsers with every query, so ours are handed in per query as well.
  const pglite = await PGlite.create(folder === null ? {} : { dataDir: join(folder, 'db') }).catch((cause: unknown) => {
    release();
    throw new Problem('store-unreadable', { say: `The records in ${folder} cannot be opened.`, try: 'Restore the folder from a backup, or set DATA_DIR to another folder.', cause });
  });
  return {
    kind: 'embedded',
    ...sqlOn(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOn(tx))),
    copy: async (sql, command, lines) => copyInto(sql, command, lines),
    driver: { kind: 'embedded', pglite },
    adapter: new PrismaPGlite(pglite),
    async close() {
      await pglite.close();
      release();
    },
  };
}

type Runner = Pick<PGlite, 'query'>;
const runners = new WeakMap<Sql, Runner>();

function sqlOn(runner: Runner): Sql {
  const sql: Sql = {
    query: async <T = Row>(text: string, values: readonly unknown[] = []) =>
      (await runner.query<T>(text, [...values], { parsers: PARSERS })).rows,
  };
  runners.set(sql, runner);
  return sql;
}

async function copyInto(sql: Sql, command: string, lines: Iterable<string>): Promise<void> {
  const runner = runners.get(sql);
  if (!runner) throw new Error('This Sql was not opened by the embedded database');
  // PGlite reads COPY from the blob that it shows as this device.
  const blob = new Blob([...lines]);
  await runner.query(command.replace(/FROM STDIN/i, "FROM '/dev/blob'"), [], { blob });
}

/** One process per folder: a second one would corrupt it. The claim of a killed process does not count. */
function claim(folder: string): () => void {
  const file = join(folder, 'in-use');
  try {
    mkdirSync(folder, { recursive: true });
    take(file);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new Problem('store-unwritable', { say: `The folder ${resolve(folder)} cannot be written (${code}).`, try: 'Set DATA_DIR to a folder that you may write, or DATABASE_URL to a PostgreSQL.', cause });
  }
  return () => rmSync(file, { force: true });
}

function take(file: string): void {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
    const holder = Number(readFileSync(file, 'utf8'));
    if (holder !== process.pid && isRunning(holder)) {
      throw new Problem('store-in-use', { say: `The records in ${resolve(file, '..')} are in use by process ${holder}.`, try: 'Stop that process first, or set DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL that several may share.' });
    }
    writeFileSync(file, String(process.pid));
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}
