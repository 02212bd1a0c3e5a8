import { openDatabase } from '../../prisma/database/database.ts';
import type { Bench } from './bench.ts';
import { dataset } from './dataset.ts';
import { bigImport } from './import-files.ts';
import { ask, type Load, press } from './load.ts';
import type { Server } from './postgres.ts';
import { type Program, processorTimeOf, program } from './processes.ts';
import { count, log, ms, type Row, short, times } from './report.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackApi } from './slack.ts';
import { byTurns, median, spread } from './statistics.ts';

/** `/customer` over HTTP: the whole bot against a bare Bolt app. */
export async function customer({ server, size }: Bench): Promise<Row[]> {
  const postgres = await server();
  const url = await dataset(postgres, size);
  const names = await someNames({ url: url }, 20_000);
  const slack = await slackApi();
  const bot = startBot({ url: url }, slack.url);
  const bare = program('test/bench/bare.ts', [], { DATABASE_URL: url });
  try {
    const [ours, theirs] = await Promise.all([bot.says(READY), bare.says(READY)]);
    await isRight(ours, theirs, names[0] ?? '');
    for (const target of [ours, theirs]) await press(target, names, { seconds: 6 });
    const turn = (program: Program, address: string) => () =>
      counted(program, postgres, () => press(address, names, { seconds: 5 }));
    const [ourRuns = [], theirRuns = []] = await byTurns(5, [turn(bot, ours), turn(bare, theirs)]);
    const failed = ourRuns.reduce((sum, run) => sum + run.failed, 0);
    if (failed > 0) throw new Error(`${failed} answers failed: ${bot.said().slice(0, 500)}`);
    const sizes = `${short(size.customers)} customers, ${short(size.entries)} entries`;
    return [
      rate(sizes, ourRuns, theirRuns),
      cost(ourRuns, theirRuns),
      await whileImporting(ours, url, names),
    ];
  } finally {
    await Promise.all([bot.stop(), bare.stop()]);
    slack.close();
  }
}

/** A turn, and the processor time that an answer took in the app and in PostgreSQL, in milliseconds. */
type Turn = Load & { app: number; postgres: number };

async function counted(
  { child }: Program,
  postgres: Server,
  run: () => Promise<Load>,
): Promise<Turn> {
  const [app, connections] = [processorTimeOf(child), postgres.processorTimes()];
  const load = await run();
  // A connection that was closed in between takes its time with it.
  const inPostgres = [...postgres.processorTimes()].reduce(
    (sum, [pid, time]) => sum + time - (connections.get(pid) ?? 0),
    0,
  );
  return {
    ...load,
    app: (processorTimeOf(child) - app) / load.answers,
    postgres: inPostgres / load.answers,
  };
}

function rate(sizes: string, ours: readonly Turn[], theirs: readonly Turn[]): Row {
  const rates = (turns: readonly Turn[]) => turns.map(({ perSecond }) => perSecond);
  const ratio = median(rates(ours)) / median(rates(theirs));
  const said = (turns: readonly Turn[]) =>
    `${count(Math.round(median(rates(turns))))}/s (${spread(rates(turns))})`;
  return {
    what: `\`/customer\` over signed HTTP, ${sizes}`,
    ours: said(ours),
    baseline: `${said(theirs)} bare Bolt app, one prepared query`,
    result: times(ratio),
    budget: '≥ 0.5 ×',
    met: ratio >= 0.5,
  };
}

/** Other load on the machine takes requests per second from both; the CPU time of an answer stays nearly the same. */
function cost(ours: readonly Turn[], theirs: readonly Turn[]): Row {
  const [app, postgres] = [
    (turns: readonly Turn[]) => median(turns.map((turn) => turn.app)),
    (turns: readonly Turn[]) => median(turns.map((turn) => turn.postgres)),
  ];
  const said = (turns: readonly Turn[]) =>
    `${ms(app(turns))} in the app, ${ms(postgres(turns))} in PostgreSQL`;
  return {
    what: 'processor time of one of these answers',
    ours: said(ours),
    baseline: said(theirs),
    result: times((app(ours) + postgres(ours)) / (app(theirs) + postgres(theirs))),
    budget: '–',
    met: null,
  };
}

export const READY = /ready: (http:\S+)/;

export type StorePlace = { url: string } | { folder: string };

export const startBot = (
  place: StorePlace,
  slackApiUrl: string,
  flags: readonly string[] = [],
): Program =>
  program(
    'bot/main.ts',
    [],
    {
      ...('url' in place ? { DATABASE_URL: place.url } : { DATA_DIR: place.folder }),
      PORT: '0',
      LOG_LEVEL: 'error',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: slackApiUrl,
    },
    flags,
  );

/** Names that one customer alone has, from all over the table. */
export async function someNames(place: StorePlace, limit: number): Promise<string[]> {
  const database = await openDatabase(place);
  const rows = await database.query<{ name: string }>(
    `SELECT name FROM customer c WHERE id LIKE '%7' AND NOT EXISTS (SELECT 1 FROM customer o WHERE o.name_key = c.name_key AND o.id <> c.id) ORDER BY md5(id) LIMIT $1`,
    [limit],
  );
  await database.close();
  return rows.map(({ name }) => name);
}

/** Fast and wrong is not fast. */
async function isRight(ours: string, theirs: string, name: string): Promise<void> {
  const [card, lines] = [await ask(ours, name), await ask(theirs, name)];
  if (!card.includes(name.replaceAll('&', '&amp;')))
    throw new Error(`Asked for ${name}, the bot said: ${card.slice(0, 300)}`);
  const entries = lines.split('\\n').length;
  if (entries < 2) throw new Error(`Asked for ${name}, the bare app said: ${lines.slice(0, 300)}`);
}

async function whileImporting(bot: string, url: string, names: readonly string[]): Promise<Row> {
  const files = bigImport(250_000);
  const database = await openDatabase({ url });
  try {
    const importing = program(
      'bot/cli/import.ts',
      [files.mapping, files.folder, '--rejects', files.rejects],
      { DATABASE_URL: url },
    );
    await importing.says(/(\d+ % · )/);
    const { p50, p99, failed } = await press(bot, names, { seconds: 15, rate: 50 });
    const still = importing.child.exitCode === null;
    if (!still) log('The import ended before the measurement did.');
    importing.child.kill('SIGKILL');
    await importing.ended;
    return {
      what: 'acknowledged at 50 requests/s while an import runs',
      ours: `median ${ms(p50)}, ${failed} failed`,
      baseline: '–',
      result: `p99 ${ms(p99)}`,
      budget: 'p99 < 500 ms',
      met: p99 < 500 && failed === 0 && still,
    };
  } finally {
    await files.remove(database);
    await database.close();
  }
}
