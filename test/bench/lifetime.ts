import { fitBgNbd } from '../../kpi/statistics/bg-nbd.ts';
import { logGamma } from '../../kpi/statistics/log-gamma.ts';
import {
  type CustomerPurchases,
  purchaseHistories,
} from '../../kpi/statistics/purchase-history.ts';
import { CALIBRATED, cdnowMaster, hasCdnow } from '../kpi/cdnow.ts';
import { count, log, ms, type Row, times } from './report.ts';
import { byTurns, median, timed } from './statistics.ts';

const ROUNDS = 7;
/** As many evaluations as a search by hand would need at least, each over all customers. */
const BUDGET = 150;
const NEAR = { r: 0.25, alpha: 4.8, a: 0.72, b: 2.16 };

/** The fit of BG/NBD on all customers of CDNOW, beside one evaluation of the likelihood as the paper writes it. */
export async function lifetime(): Promise<Row[]> {
  if (!hasCdnow) {
    log('left out: ../shared/data/cdnow is not there');
    return [];
  }
  const histories = purchaseHistories(cdnowMaster(), CALIBRATED);
  const [fits = [], evaluations = []] = await byTurns(ROUNDS, [
    () => timed(() => fitBgNbd(histories)),
    () => timed(async () => likelihoodByHand(histories)),
  ]);
  const ratio = median(fits) / median(evaluations);
  return [
    {
      what: `BG/NBD fitted to ${count(histories.length)} customers`,
      ours: ms(median(fits)),
      baseline: `${ms(median(evaluations))} one evaluation of the likelihood, by hand`,
      result: times(ratio),
      budget: `≤ ${BUDGET} ×`,
      met: ratio <= BUDGET,
    },
  ];
}

/** Equation 3 of Fader, Hardie & Lee (2005), customer by customer. */
function likelihoodByHand(histories: readonly CustomerPurchases[]): number {
  const { r, alpha, a, b } = NEAR;
  let sum = 0;
  for (const { frequency: x, recency, age } of histories) {
    const first =
      logGamma(b + x) - logGamma(b) + logGamma(a + b) - logGamma(a + b + x) + r * Math.log(alpha);
    const rate = logGamma(r + x) - logGamma(r);
    const still = -(r + x) * Math.log(alpha + age);
    const gone =
      x > 0 ? Math.log(a / (b + x - 1)) - (r + x) * Math.log(alpha + recency) : -Infinity;
    const high = Math.max(still, gone);
    sum += first + rate + high + Math.log(Math.exp(still - high) + Math.exp(gone - high));
  }
  return sum;
}
