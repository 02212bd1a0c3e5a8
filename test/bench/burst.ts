import type { Bench } from './bench.ts';
import { READY, someNames, startBot } from './customer.ts';
import { dataset } from './dataset.ts';
import { count, type Row, seconds } from './report.ts';
import { slackApi, slashCommand } from './slack.ts';

const AT_ONCE = 500;
/** Slack shows an error to whom it has to wait longer for. */
const IN_TIME = 3000;

interface Acknowledged {
  took: number;
  text: string;
}

/** Many ask in the same second, as after a message to everybody: how long Slack waits for the acknowledgements. */
export async function burst({ server, size }: Bench): Promise<Row[]> {
  const url = await dataset(await server(), size);
  const names = await someNames({ url: url }, AT_ONCE);
  const slack = await slackApi();
  const bot = startBot({ url: url }, slack.url);
  try {
    const address = await bot.says(READY);
    const rows: Row[] = [];
    await warmed(slack.url);
    // The first time nobody is known yet, and every person is looked up in Slack's directory.
    for (const which of ['of people who are not known yet', 'once more'])
      rows.push(row(which, await askAtOnce(address, slack, names)));
    return rows;
  } finally {
    await bot.stop();
    slack.close();
  }
}

async function askAtOnce(
  address: string,
  slack: Awaited<ReturnType<typeof slackApi>>,
  names: readonly string[],
): Promise<Acknowledged[]> {
  const signed = Array.from({ length: AT_ONCE }, (_, at) =>
    slashCommand(names[at % names.length] ?? '', at, { responseUrl: slack.responseUrl }),
  );
  const before = slack.responses();
  const acknowledged = await Promise.all(
    signed.map(async (request) => {
      const begun = performance.now();
      const response = await fetch(`${address}/slack/events`, { method: 'POST', ...request });
      const text = await response.text();
      if (response.status !== 200) throw new Error(`Not acknowledged: ${response.status}`);
      return { took: performance.now() - begun, text };
    }),
  );
  const late = acknowledged.filter(isLate).length;
  while (slack.responses() - before < late) await new Promise((go) => setTimeout(go, 20));
  return acknowledged;
}

/** Slack has asked before: the code that asks is compiled, and no part of what is measured. */
async function warmed(url: string): Promise<void> {
  const ask = async () => (await fetch(`${url}api.test`, { method: 'POST', body: 'x=1' })).text();
  for (let i = 0; i < 3; i += 1) await Promise.all(Array.from({ length: AT_ONCE }, ask));
}

const isLate = ({ text }: Acknowledged): boolean => text.includes('Looking');

function row(which: string, all: readonly Acknowledged[]): Row {
  const slowest = Math.max(...all.map(({ took }) => took));
  const inTime = all.filter(({ took }) => took < IN_TIME).length;
  return {
    what: `the slowest acknowledgement of ${AT_ONCE} commands at once, ${which}`,
    ours: `${seconds(slowest)}; ${count(inTime)} within 3 s, ${count(all.filter(isLate).length)} of them answered after it`,
    baseline: '–',
    result: seconds(slowest),
    budget: '< 3 s',
    met: inTime === all.length,
  };
}
