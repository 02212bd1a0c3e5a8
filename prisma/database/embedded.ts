import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { Problem } from '../../crm/problem.ts';
import { claim } from './data-dir-lock.ts';
import type { Database, Row, Sql } from './database.ts';
import { tightenFolder } from './private-folder.ts';
import { copyTemplate } from './template.ts';

const PARSERS = { [types.INT8]: Number, [types.DATE]: (day: string) => day };

/** PGlite: PostgreSQL in this process, its files in `folder` (created), or in memory where it is null. `bare` makes a new one without any table. */
export async function openEmbedded(
  folder: string | null,
  options: { bare?: boolean } = {},
): Promise<Omit<Database, 'prisma'>> {
  const release = folder === null ? () => {} : claim(folder);
  // Prisma brings its own parsers with every query, so ours are handed in per query as well.
  const pglite = await start(folder, options).catch((cause: unknown) => {
    release();
    if (cause instanceof Problem) throw cause;
    throw new Problem('store-unreadable', {
      say: `The records in ${folder} cannot be opened.`,
      try: 'Restore the folder from a backup, or set DATA_DIR to another folder.',
      cause,
    });
  });
  return {
    kind: 'embedded',
    ...sqlOn(pglite),
    transaction: (work) => pglite.transaction((tx) => work(sqlOn(tx))),
    alone: (_, work) => work(),
    copy: async (sql, command, lines) => copyInto(sql, command, lines),
    driver: { kind: 'embedded', pglite },
    adapter: new PrismaPGlite(pglite),
    async close() {
      await pglite.close();
      release();
    },
  };
}

async function start(folder: string | null, { bare = false }): Promise<PGlite> {
  if (folder === null) return PGlite.create();
  const dataDir = join(folder, 'db');
  if (!existsSync(dataDir) && !bare) copyTemplate(dataDir);
  tightenFolder(folder);
  const pglite = await PGlite.create({ dataDir, startParams: START });
  // PostgreSQL makes a few files that everybody may read.
  tightenFolder(folder);
  return pglite;
}

/** For one connection. All of the buffers are written to at each start: a quarter of the usual ones saves a fifth of a second and 100 MB, and the rest is in the machine's own cache. A random page has the price that it has on a server (`server.ts`). */
const START = [
  ...PGlite.defaultStartParams,
  ...['-c', 'shared_buffers=32MB', '-c', 'max_connections=10', '-c', 'random_page_cost=1.1'],
];

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
