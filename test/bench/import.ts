import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { type BigImport, bigImport } from './import-files.ts';
import type { Server } from './postgres.ts';
import { memoryOf, program } from './processes.ts';
import { count, megabytes, type Row, times } from './report.ts';
import { medianAt, timed } from './statistics.ts';

const ROWS = 300_000;
const TABLES = [
  'customer',
  'reference',
  'entry',
  'ticket',
  'subscription',
  'usage_day',
  'survey_answer',
  'churn',
];

/** A folder of CSV files through a mapping, against COPY of the rows it made into the same tables. */
export async function importing({ server }: Bench): Promise<Row[]> {
  const running = await server();
  const files = bigImport(ROWS);
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-copy-'));
  try {
    const runs: { took: number; memory: number[] }[] = [];
    const copies: number[] = [];
    let made = 0;
    for (let round = 0; round < 2; round += 1) {
      const [from, to] = [await fresh(running, 'bench_import'), await fresh(running, 'bench_copy')];
      runs.push(await imported(from, files));
      if (round === 0) made = await exported(from, folder);
      copies.push(await timed(() => copied(to, folder)));
    }
    const [ours, theirs] = [Math.min(...runs.map(({ took }) => took)), Math.min(...copies)];
    const ratio = theirs / ours;
    const { memory } = runs[0] ?? { memory: [] };
    const [early, late] = [medianAt(memory, 0.25), medianAt(memory, 1)];
    const perSecond = (took: number): string => `${count(Math.round(made / (took / 1000)))} rows/s`;
    return [
      {
        what: `import of ${count(files.rows)} CSV rows into ${count(made)} rows of ${TABLES.length} tables`,
        ours: perSecond(ours),
        baseline: `${perSecond(theirs)} \`COPY\``,
        result: times(ratio),
        budget: '≥ 0.3 ×',
        met: ratio >= 0.3,
      },
      {
        what: 'memory of the import',
        ours: `${megabytes(late)} at its end`,
        baseline: `${megabytes(early)} at a quarter`,
        result: times(late / early),
        budget: 'does not grow',
        met: late / early <= 1.15,
      },
    ];
  } finally {
    await files.remove();
    rmSync(folder, { recursive: true, force: true });
    for (const name of ['bench_import', 'bench_copy'])
      await running.administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

/** An empty, migrated database. */
async function fresh(server: Server, name: string): Promise<string> {
  await server.administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await server.administer(`CREATE DATABASE ${name}`);
  const { store } = await openStore({ url: server.url(name) }, { now });
  await store.close();
  return server.url(name);
}

/** Milliseconds from the program's start to its end, and its memory all the while. */
async function imported(
  url: string,
  { mapping, folder, rejects }: BigImport,
): Promise<{ took: number; memory: number[] }> {
  const memory: number[] = [];
  const took = await timed(async () => {
    const run = program('bot/cli/import.ts', [mapping, folder, '--rejects', rejects], {
      DATABASE_URL: url,
    });
    const sampling = setInterval(
      () => memory.push(...[memoryOf(run.child)].filter((bytes) => bytes !== null)),
      100,
    );
    const code = await run.ended;
    clearInterval(sampling);
    if (code !== 0) throw new Error(`The import ended with ${code}: ${run.said()}`);
  });
  return { took, memory };
}

/** Writes what the import made, table by table, as COPY writes it; answers how many rows there are. */
async function exported(url: string, folder: string): Promise<number> {
  return connected(url, async (client) => {
    let rows = 0;
    for (const table of TABLES) {
      const { rows: found } = await client.query<{ n: string }>(
        `SELECT count(*) AS n FROM "${table}"`,
      );
      rows += Number(found[0]?.n);
      await pipeline(
        client.query(copyTo(`COPY "${table}" TO STDOUT`)),
        createWriteStream(join(folder, table)),
      );
    }
    return rows;
  });
}

const copied = (url: string, folder: string): Promise<void> =>
  connected(url, async (client) => {
    for (const table of TABLES)
      await pipeline(
        createReadStream(join(folder, table), { highWaterMark: 1 << 20 }),
        client.query(copyFrom(`COPY "${table}" FROM STDIN`)),
      );
  });

async function connected<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
