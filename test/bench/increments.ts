import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { program } from './processes.ts';
import { count, type Row, times } from './report.ts';
import { median, spread } from './statistics.ts';

const NAME = 'bench_increments';
/** Companies, as many contacts again, and how many of each change between two readings. */
const [COMPANIES, CHANGED, ROUNDS] = [10_000, 2_000, 5];

/**
 * Changes that HubSpot's increments bring, against a client that asks for the same pages and does nothing with them.
 * There is no budget: nobody waits for a reading by the clock.
 */
export async function increments({ server }: Bench): Promise<Row[]> {
  const running = await server();
  await running.administer(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  await running.administer(`CREATE DATABASE ${NAME}`);
  const { store } = await openStore({ url: running.url(NAME) }, { now });
  await store.close();
  const reader = program(
    'test/bench/increments-reader.ts',
    [running.url(NAME), String(COMPANIES), String(CHANGED), String(ROUNDS)],
    {},
  );
  try {
    const said = await reader.says(/^took (\[.*\])$/m);
    const rounds = JSON.parse(said) as { ours: number; theirs: number }[];
    const rate = (took: number) => (2 * CHANGED) / (took / 1000);
    const [ours, theirs] = [
      rounds.map((one) => rate(one.ours)),
      rounds.map((one) => rate(one.theirs)),
    ];
    const saidOf = (rates: number[]) => `${count(Math.round(median(rates)))}/s (${spread(rates)})`;
    return [
      {
        what: `changes of a CRM applied, ${count(2 * CHANGED)} at a time`,
        ours: saidOf(ours),
        baseline: `${saidOf(theirs)} a bare client that reads the same pages`,
        result: times(median(ours) / median(theirs)),
        budget: '–',
        met: null,
      },
    ];
  } finally {
    await reader.stop();
    await running.administer(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  }
}
