import type { Bench } from './bench.ts';
import { READY, someNames, startBot } from './customer.ts';
import { dataset, type Size } from './dataset.ts';
import { press } from './load.ts';
import { memoryOf } from './processes.ts';
import { megabytes, type Row, short } from './report.ts';
import { slackApi } from './slack.ts';

const LIMIT = 350 * 2 ** 20;

/** Resident memory of the bot on PostgreSQL under full load: its highest, at two sizes of the records. */
export async function memory({ server, size }: Bench): Promise<Row[]> {
  const running = await server();
  const rows: Row[] = [];
  for (const one of [{ customers: 10_000, entries: 100_000 }, size])
    rows.push(await highest(await dataset(running, one), one));
  return rows;
}

async function highest(url: string, size: Size): Promise<Row> {
  const names = await someNames(url, 20_000);
  const slack = await slackApi();
  const bot = startBot(url, slack.url);
  let most = 0;
  const sampling = setInterval(() => {
    most = Math.max(most, memoryOf(bot.child) ?? 0);
  }, 200);
  try {
    const address = await bot.says(READY);
    for (let round = 0; round < 2; round += 1) await press(address, names, { seconds: 8 });
    return {
      what: `memory of the bot under full load, ${short(size.customers)} customers, ${short(size.entries)} entries`,
      ours: megabytes(most),
      baseline: '–',
      result: megabytes(most),
      budget: '< 350 MB',
      met: most < LIMIT,
    };
  } finally {
    clearInterval(sampling);
    await bot.stop();
    slack.close();
  }
}
