import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubscriptionRecord } from '../../../crm/customer/business-records.ts';
import { EVERYBODY, type Segment } from '../../../crm/figure/scope.ts';
import {
  averageRevenue,
  churnRate,
  retentionRate,
  upsellCrossSellRate,
} from '../../../kpi/index.ts';
import type { Figure, Kpi } from '../../../kpi/kpi.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { customer } from '../people-of-acme.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const BOTH: readonly Segment[] = [EVERYBODY, { kind: 'segment', value: 'Any' }];
const { source } = customer('a');

let opened: FreshStore;
let count = 0;
const pays = (
  who: string,
  startedOn: string,
  endedOn: string | null,
  more: Partial<SubscriptionRecord> & { amount?: number; currency?: string } = {},
): SubscriptionRecord => {
  const { amount = 100, currency = 'EUR', ...rest } = more;
  return {
    kind: 'subscription',
    source,
    externalId: `s${++count}`,
    customer: who,
    plan: 'basic',
    seats: 2,
    monthly: { amount, currency },
    interval: 'month',
    trial: false,
    startedOn,
    endedOn,
    upgraded: false,
    downgraded: false,
    ...rest,
  };
};
const left = (who: string, at: string) => ({
  kind: 'churn' as const,
  source,
  externalId: `c${++count}`,
  customer: who,
  at: new Date(at),
  reason: null,
  feedback: null,
  refund: null,
  reactivation: false,
});

beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  const names = [
    'grows',
    'shrinks',
    'leaves',
    'returns',
    'comes',
    'dollars',
    'trial',
    'left before',
  ];
  await opened.store.records.save(names.map((id) => customer(id, { segment: 'Any' })));
  await opened.store.records.save([
    pays('grows', '2026-01-01', '2026-07-15'),
    pays('grows', '2026-07-15', null, { plan: 'pro', amount: 300, upgraded: true }),
    pays('shrinks', '2026-01-01', '2026-08-01', { amount: 200 }),
    pays('shrinks', '2026-08-01', null, { plan: 'lite', amount: 50, downgraded: true }),
    pays('leaves', '2026-01-01', '2026-09-30'),
    // Gone for a month, and back with the same plan.
    pays('returns', '2026-01-01', '2026-07-10'),
    pays('returns', '2026-08-10', null),
    pays('comes', '2026-07-01', null, { amount: 900 }),
    pays('comes', '2026-09-01', null, { plan: 'add-on', amount: 100 }),
    pays('dollars', '2026-02-28', null, { amount: 500, currency: 'USD' }),
    pays('trial', '2026-07-05', null, { trial: true, upgraded: true, amount: 0 }),
    pays('left before', '2026-01-01', '2026-07-01'),
    left('leaves', '2026-09-30T10:00:00Z'),
    left('returns', '2026-07-10T10:00:00Z'),
    left('left before', '2026-06-30T21:30:00Z'),
    // In Berlin the first minutes of October.
    left('dollars', '2026-09-30T22:10:00Z'),
  ]);
});
afterAll(() => opened.close());

const third = (kpi: Kpi, segment: Segment): Promise<Figure> =>
  kpi.measure(
    opened.store.figureFacts.of(
      scopeOf({ first: '2026-07-01', last: '2026-09-30' }, segment, {
        now: NOW,
        zone: 'Europe/Berlin',
      }),
    ),
  );
const parts = ({ numerator, denominator }: Figure) => [numerator, denominator];
const answers = ({ variants }: Figure) =>
  Object.fromEntries(variants.map(({ name, value }) => [name, value]));

test.each(BOTH)(
  'retention: of the opening cohort alone, in the currency of most (%o)',
  async (segment) => {
    const figure = await third(retentionRate, segment);
    // grows 100 → 300, shrinks 200 → 50, leaves 100 → 0, returns 100 → 100, and the one who left on the first day.
    expect(parts(figure)).toEqual([450, 600]);
    expect(figure.completeness).toMatchObject({ part: 5, whole: 6 });
    expect(answers(figure)).toEqual({ 'Gross revenue': (100 * 250) / 600, Accounts: 60 });
  },
);

test.each(BOTH)(
  'churn: accounts that left in the days of the organisation, of those at the beginning (%o)',
  async (segment) => {
    const figure = await third(churnRate, segment);
    // All eight were customers, and one of them had left by then.
    expect(parts(figure)).toEqual([2, 7]);
    expect(answers(figure)['Revenue']).toBeCloseTo((100 * 350) / 600, 9);
  },
);

test.each(BOTH)(
  'average revenue: at the end of the period, by account, subscription and seat (%o)',
  async (segment) => {
    const figure = await third(averageRevenue, segment);
    expect(figure.currency).toBe('EUR');
    expect(answers(figure)['Per subscription']).toBeCloseTo((figure.numerator ?? 0) / 6, 9);
    expect(figure.numerator).toBe(300 + 50 + 100 + 900 + 100);
  },
);

test.each(BOTH)(
  'upsell and cross-sell: trials are none, nor is a plan that somebody had (%o)',
  async (segment) => {
    const figure = await third(upsellCrossSellRate, segment);
    expect(figure.numerator).toBe(2);
    // Counts of subscriptions, not of accounts: those of trials too.
    expect(answers(figure)).toMatchObject({ Upgrades: 2, Downgrades: 1 });
  },
);
