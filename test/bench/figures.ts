import { EVERYBODY } from '../../crm/figure/scope.ts';
import { addDays, dayIn } from '../../crm/time/day.ts';
import * as kpis from '../../kpi/index.ts';
import type { Kpi } from '../../kpi/kpi.ts';
import { scopeOf } from '../../kpi/period.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { dataset, type Size } from './dataset.ts';
import { sizesUpTo } from './growth.ts';
import { count, ms, type Row, short, times } from './report.ts';
import { byTurns, median, timed } from './statistics.ts';

const ROUNDS = 5;
const ZONE = 'Europe/Berlin';
/** The days of a digest, at the largest size. */
const WEEK = 7;
/** Its orders are those of all time, whatever the period is. */
const OF_ALL = new Set<string>(['customer-lifetime-value']);

/**
 * The figures of a digest: those of a week at the largest size, and those of as many entries at a smaller one, whose days
 * hold fewer. A cost that follows the days of the period is the same at both.
 */
export async function figures({ server, size }: Bench): Promise<Row[]> {
  const running = await server();
  const [large, small] = sizesUpTo(size).toReversed();
  if (!large || !small) return [];
  const [atLarge, atSmall] = [
    await measures(await dataset(running, large), WEEK),
    await measures(await dataset(running, small), (WEEK * large.entries) / small.entries),
  ];
  try {
    const rows: Row[] = [];
    for (const { kpi, measure } of atLarge.each) {
      const other = atSmall.each.find((one) => one.kpi === kpi);
      if (!other) continue;
      const [ours = [], theirs = []] = await byTurns(ROUNDS, [
        () => timed(measure),
        () => timed(other.measure),
      ]);
      rows.push(rowOf(kpi, { ours: median(ours), theirs: median(theirs), large, small }));
    }
    return rows;
  } finally {
    await atLarge.close();
    await atSmall.close();
  }
}

function rowOf(
  kpi: Kpi,
  { ours, theirs, large, small }: { ours: number; theirs: number; large: Size; small: Size },
): Row {
  const followsPeriod = !OF_ALL.has(kpi.id);
  return {
    what: `${kpi.name}, ${WEEK} days of ${short(large.entries)} entries`,
    ours: ms(ours),
    baseline: `${ms(theirs)} ${count((WEEK * large.entries) / small.entries)} days of ${short(small.entries)}`,
    result: times(ours / theirs),
    budget: followsPeriod ? '≤ 1.5 ×' : '–',
    met: followsPeriod ? ours / theirs <= 1.5 : null,
  };
}

async function measures(url: string, days: number) {
  const { store } = await openStore({ url }, { now });
  // The clock does so each hour.
  await store.figureFacts.sumUp();
  const last = addDays(dayIn(now(), ZONE), -1);
  const scope = scopeOf({ first: addDays(last, 1 - days), last }, EVERYBODY, {
    now: now(),
    zone: ZONE,
  });
  return {
    each: Object.values(kpis).map((kpi) => ({
      kpi,
      measure: async () => void (await kpi.measure(store.figureFacts.of(scope))),
    })),
    close: () => store.close(),
  };
}
