import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { someNames } from './customer.ts';
import { dataset } from './dataset.ts';
import { misspelt, randomFrom } from './names.ts';
import { ms, type Row, short, times } from './report.ts';
import { byTurns, median, timed } from './statistics.ts';

const ASKED = 2000;
const ROUNDS = 10;
const EACH = 200;

/** Names with one slip of the finger: whether the right customer comes first, and what that costs beside an exact name. */
export async function search({ server, size }: Bench): Promise<Row[]> {
  const url = await dataset(await server(), size);
  const { store } = await openStore({ url }, { now });
  try {
    const names = await someNames({ url: url }, ASKED);
    const random = randomFrom(11);
    const typos = names.map((name) => misspelt(name, random));
    let right = 0;
    for (const [at, typo] of typos.entries()) {
      const [first] = await store.customers.find(typo, 6);
      if (first?.customer.name === names[at]) right += 1;
    }
    const rate = right / names.length;
    const reads = (list: readonly string[]) => {
      let at = 0;
      return async () =>
        (await timed(async () => {
          for (let i = 0; i < EACH; i += 1)
            await store.customers.find(list[at++ % list.length] ?? '', 6);
        })) / EACH;
    };
    const [wrong = [], exact = []] = await byTurns(ROUNDS, [reads(typos), reads(names)]);
    const ratio = median(wrong) / median(exact);
    const among = `among ${short(size.customers)}`;
    return [
      {
        what: `the right customer first for a misspelt name, ${among}`,
        ours: `${right} of ${names.length}`,
        baseline: '–',
        result: `${(rate * 100).toFixed(1)} %`,
        budget: '≥ 95 %',
        met: rate >= 0.95,
      },
      {
        what: `time for a misspelt name, ${among}`,
        ours: ms(median(wrong)),
        baseline: `${ms(median(exact))} exact name`,
        result: times(ratio),
        budget: '≤ 3 ×',
        met: ratio <= 3,
      },
    ];
  } finally {
    await store.close();
  }
}
