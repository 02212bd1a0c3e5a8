import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { memoryOf, npmFlags, type Program, program } from './processes.ts';
import { count, megabytes, type Row, times } from './report.ts';
import { medianAt } from './statistics.ts';

/** Half of them companies, half of them contacts. */
const RECORDS = 200_000;
const NAME = 'bench_sync';
const BUDGET = 0.3;

/** A first reading of a whole HubSpot on loopback, against a client that asks for the same pages and does nothing with them. */
export async function sync({ server }: Bench): Promise<Row[]> {
  const running = await server();
  await running.administer(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  await running.administer(`CREATE DATABASE ${NAME}`);
  const { store } = await openStore({ url: running.url(NAME) }, { now });
  await store.close();
  const crm = program('test/bench/sync-crm.ts', [String(RECORDS / 2)], {});
  try {
    const [url = '', token = ''] = (await crm.says(/^(http:\S+ \S+)$/m)).split(' ');
    const theirs = await readBy('bare', [url, token]);
    const ours = await readBy('rapport', [url, token, running.url(NAME)]);
    const [early, late] = [medianAt(ours.memory, 0.25), medianAt(ours.memory, 1)];
    const perSecond = ({ took }: { took: number }) =>
      `${count(Math.round(RECORDS / (took / 1000)))}/s`;
    const ratio = theirs.took / ours.took;
    return [
      {
        what: `first reading of ${count(RECORDS)} records of a CRM, stored`,
        ours: perSecond(ours),
        baseline: `${perSecond(theirs)} a bare client that reads the same pages`,
        result: times(ratio),
        budget: `≥ ${BUDGET} ×`,
        met: ratio >= BUDGET,
      },
      {
        what: 'memory of the first reading',
        ours: `${megabytes(late)} at its end`,
        baseline: `${megabytes(early)} at a quarter`,
        result: times(late / early),
        budget: 'does not grow',
        met: late / early <= 1.15,
      },
    ];
  } finally {
    await crm.stop();
    await running.administer(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`);
  }
}

/** Milliseconds until everything was read, and the memory all the while. */
async function readBy(
  who: 'bare' | 'rapport',
  args: readonly string[],
): Promise<{ took: number; memory: number[] }> {
  const memory: number[] = [];
  const reader: Program = program(
    'test/bench/sync-reader.ts',
    [who, ...args],
    {},
    npmFlags('bot/main.ts'),
  );
  const sampling = setInterval(
    () => memory.push(...[memoryOf(reader.child)].filter((bytes) => bytes !== null)),
    100,
  );
  const took = Number(await reader.says(/^took (\S+)$/m));
  clearInterval(sampling);
  await reader.ended;
  return { took, memory };
}
