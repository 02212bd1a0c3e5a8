import type { LifetimeFacts } from '../../crm/figure/lifetime.ts';
import { expectedRepeats, fitBgNbd } from '../statistics/bg-nbd.ts';
import { expectedSpend, fitGammaGamma } from '../statistics/gamma-gamma.ts';
import { purchaseHistories } from '../statistics/purchase-history.ts';
import type { LifetimeValue } from './lifetime-value.ts';

/** A year of purchases to come: further ahead, the model promises more than it was seen to keep. */
export const HORIZON_WEEKS = 52;
/** With fewer customers who bought again, four parameters say nothing. */
export const FEWEST_REPEATERS = 30;

/**
 * Customers without a contract, who leave without a word: the purchases to expect of each (BG/NBD) × the amount to
 * expect of each purchase (Gamma-Gamma), averaged over everybody who ever bought. Amounts are independent of how often
 * somebody buys. The currency is the one of most orders.
 */
export async function nonContractualValue({
  orders,
  last,
  zone,
}: LifetimeFacts): Promise<LifetimeValue> {
  const most = orders.toSorted((one, other) => other.purchases.length - one.purchases.length)[0];
  if (!most) return { kind: 'unknown', reason: 'no order with an amount is stored' };
  const customers = purchaseHistories(most.purchases, { end: last, zone });
  const repeaters = customers.filter(({ frequency }) => frequency > 0).length;
  if (repeaters < FEWEST_REPEATERS)
    return {
      kind: 'unknown',
      reason: `too few customers bought again: ${repeaters} of ${customers.length}, and ${FEWEST_REPEATERS} are needed`,
    };
  const counts = await fitBgNbd(customers);
  const amounts = await fitGammaGamma(customers.map(({ spend }) => spend));
  if (counts.kind === 'not-converged') return notConverged('how often customers buy');
  if (amounts.kind === 'not-converged') return notConverged('how much they spend');
  let revenue = 0;
  for (const customer of customers) {
    const amount = expectedSpend(amounts.model, customer.spend);
    if (amount === null)
      return { kind: 'unknown', reason: 'amounts differ too much for a mean to exist' };
    revenue += amount * expectedRepeats(counts.model, customer, HORIZON_WEEKS);
  }
  return {
    kind: 'revenue',
    revenue: revenue / customers.length,
    numerator: revenue,
    denominator: customers.length,
    sample: customers.length,
    currency: most.currency,
    whole: new Set(orders.flatMap(({ purchases }) => purchases.map(({ customer }) => customer)))
      .size,
  };
}

const notConverged = (subject: string): LifetimeValue => ({
  kind: 'unknown',
  reason: `the model of ${subject} did not converge on these orders`,
});
