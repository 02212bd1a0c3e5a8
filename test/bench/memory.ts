import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { READY, type StorePlace, someNames, startBot } from './customer.ts';
import { dataset, type Size } from './dataset.ts';
import { press } from './load.ts';
import { memoryOf } from './processes.ts';
import { megabytes, type Row, short } from './report.ts';
import { slackApi } from './slack.ts';
import { largeStore, MILLION } from './start.ts';

const LIMITS = { server: 350, embedded: 650 };

/** Resident memory of the bot under full load: its highest, at two sizes of the records on PostgreSQL and at one in the embedded store. */
export async function memory({ server, size, keep }: Bench): Promise<Row[]> {
  const running = await server();
  const rows: Row[] = [];
  for (const one of [{ customers: 10_000, entries: 100_000 }, size])
    rows.push(await highest({ url: await dataset(running, one) }, one));
  const folder = mkdtempSync(join(tmpdir(), 'rapport-bench-memory-'));
  try {
    const store = join(folder, 'data');
    await largeStore(store, keep);
    return [...rows, await highest({ folder: store }, MILLION)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function highest(place: StorePlace, size: Size): Promise<Row> {
  const [where, limit] =
    'url' in place ? ['on PostgreSQL', LIMITS.server] : ['in the embedded store', LIMITS.embedded];
  const names = await someNames(place, 20_000);
  const slack = await slackApi();
  const bot = startBot(place, slack.url);
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, memoryOf(bot.child) ?? 0);
  }, 200);
  try {
    const address = await bot.says(READY);
    for (let round = 0; round < 2; round += 1) await press(address, names, { seconds: 8 });
    return {
      what: `memory of the bot under full load ${where}, ${short(size.customers)} customers, ${short(size.entries)} entries`,
      ours: megabytes(most),
      baseline: '–',
      result: megabytes(most),
      budget: `< ${limit} MB`,
      met: most < limit * 2 ** 20,
    };
  } finally {
    clearInterval(sampling);
    await bot.stop();
    slack.close();
  }
}
