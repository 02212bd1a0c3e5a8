import autocannon from 'autocannon';
import type { Bench } from './bench.ts';
import { READY } from './customer.ts';
import { customerId, dataset } from './dataset.ts';
import { type Program, processorTimeOf, program } from './processes.ts';
import { count, ms, type Row, times } from './report.ts';
import { byTurns, median, spread } from './statistics.ts';

const ROUNDS = 9;
const SECONDS = 3;
const BUSY = 16;

interface Turn {
  perSecond: number;
  p50: number;
  /** Milliseconds of processor time for an answer, here and in PostgreSQL. */
  time: number;
}

/** Several questions at one moment become one statement: by the rules of `prisma/gathered.ts`, against dataloader by itself. */
export async function batching({ server, size }: Bench): Promise<Row[]> {
  const postgres = await server();
  const url = await dataset(postgres, size);
  const paths = Array.from(
    { length: 2000 },
    (_, at) => `/${customerId(1 + ((at * 7919) % (size.customers - 1)))}`,
  );
  const apps = ['gathered', 'dataloader'].map((which) =>
    program('test/bench/batching-app.ts', [which], { DATABASE_URL: url }),
  );
  try {
    const turns = await Promise.all(
      apps.map(async (app) => {
        const address = await app.says(READY);
        return (connections: number) => () =>
          measured(app, postgres, () => press(address, paths, connections));
      }),
    );
    for (const turn of turns) await turn(BUSY)();
    const rows: Row[] = [];
    for (const connections of [BUSY, 1]) {
      const [ours = [], theirs = []] = await byTurns(
        ROUNDS,
        turns.map((turn) => turn(connections)),
      );
      rows.push(row(connections, ours, theirs));
    }
    return rows;
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
}

async function press(
  url: string,
  paths: readonly string[],
  connections: number,
): Promise<autocannon.Result> {
  let next = 0;
  return autocannon({
    url,
    connections,
    duration: SECONDS,
    requests: [
      {
        setupRequest: (request) => ({ ...request, path: paths[next++ % paths.length] ?? '/' }),
      },
    ],
    verifyBody: (body) => typeof body === 'string' && body.includes('"newest"'),
  });
}

async function measured(
  { child }: Program,
  postgres: Awaited<ReturnType<Bench['server']>>,
  run: () => Promise<autocannon.Result>,
): Promise<Turn> {
  const used = () =>
    [...postgres.processorTimes().values()].reduce((sum, time) => sum + time, 0) +
    processorTimeOf(child);
  const before = used();
  const { requests, latency, errors, timeouts, non2xx, mismatches } = await run();
  const failed = errors + timeouts + non2xx + mismatches;
  if (failed > 0) throw new Error(`${failed} answers failed`);
  return {
    perSecond: requests.average,
    p50: latency.p50,
    time: (used() - before) / requests.total,
  };
}

function row(connections: number, ours: readonly Turn[], theirs: readonly Turn[]): Row {
  const rate = (turns: readonly Turn[]) => turns.map(({ perSecond }) => perSecond);
  const time = (turns: readonly Turn[]) => median(turns.map((turn) => turn.time));
  const said = (turns: readonly Turn[]) =>
    `${count(Math.round(median(rate(turns))))}/s (${spread(rate(turns))}), ${ms(time(turns))} of processor time each`;
  return {
    what: `${connections === 1 ? 'one reader' : `${connections} readers`} at a time, several questions in one statement`,
    ours: said(ours),
    baseline: `${said(theirs)} dataloader by itself`,
    result: `${times(median(rate(ours)) / median(rate(theirs)))} as many, ${times(time(ours) / time(theirs))} the time`,
    budget: '–',
    met: null,
  };
}
