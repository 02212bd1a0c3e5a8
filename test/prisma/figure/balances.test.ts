import { expect, test } from 'vitest';
import type { BusinessRecord, SubscriptionRecord } from '../../../crm/customer/business-records.ts';
import { EVERYBODY } from '../../../crm/figure/scope.ts';
import { addDays } from '../../../crm/time/day.ts';
import { HOUR } from '../../../crm/time/durations.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { figureFactsOn } from '../../../prisma/figure/repository.ts';
import { openStore } from '../../../prisma/store.ts';
import { randomFrom } from '../../bench/names.ts';
import { freshStore } from '../../store.ts';
import { storeBefore } from '../database/old-store.ts';
import { expectBalancesOfRecords } from './balances-of-records.ts';

const now = () => new Date('2026-11-28T09:00:00Z');
const CUSTOMERS = ['c0', 'c1', 'c2', 'c3'];
const PERIODS = Array.from({ length: 5 }, (_, i) => ({
  first: addDays('2026-01-05', 61 * i),
  last: addDays('2026-01-05', 61 * i + 13),
}));

const customer = (externalId: string) => ({
  kind: 'customer' as const,
  source: 'shop',
  externalId,
  name: `Customer ${externalId}`,
  segment: null,
  industry: null,
  city: null,
  country: 'DE',
  stage: 'live' as const,
  owner: null,
  revenue: null,
  renewsOn: null,
  health: null,
  since: '2026-02-01',
  domains: [],
  url: null,
  references: [],
});

function randomRecords(seed: number) {
  const random = randomFrom(seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  const day = () => addDays('2026-01-01', upTo(330));
  const subscription = (
    externalId: string,
    customer: string | null = `c${upTo(4)}`,
  ): SubscriptionRecord => ({
    kind: 'subscription',
    source: 'shop',
    externalId,
    customer,
    plan: upTo(2) ? 'basic' : 'pro',
    seats: upTo(5) ? upTo(50) : null,
    monthly: upTo(6) ? { amount: 100 * upTo(9), currency: upTo(3) ? 'EUR' : 'USD' } : null,
    interval: 'month',
    trial: upTo(8) === 0,
    startedOn: day(),
    endedOn: upTo(2) ? day() : null,
    upgraded: false,
    downgraded: false,
  });
  const churn = (externalId: string): BusinessRecord => ({
    kind: 'churn',
    source: 'shop',
    externalId,
    customer: `c${upTo(4)}`,
    // Near midnight, where the days of zones differ.
    at: new Date(Date.parse(`${day()}T00:00:00Z`) + (upTo(30) - 15) * HOUR),
    reason: null,
    feedback: null,
    refund: null,
    reactivation: false,
  });
  return { upTo, day, subscription, churn };
}

test.each([1, 2, 3])(
  'balances are those of the records, whatever changed them (%i)',
  async (seed) => {
    const opened = await freshStore('server', now);
    const { upTo, day, subscription, churn } = randomRecords(seed);
    const { store, database } = opened;
    await store.records.save(CUSTOMERS.map(customer));
    for (let save = 0; save < 30; save += 1) {
      const id = `r${upTo(14)}`;
      if (upTo(3)) await store.records.save([subscription(id), subscription(`s${upTo(9)}`)]);
      else await store.records.save([churn(id)]);
      if (upTo(4) === 0)
        await database.query('DELETE FROM subscription WHERE external_id = $1', [`r${upTo(14)}`]);
      if (upTo(6) === 0)
        await database.query('DELETE FROM churn WHERE external_id = $1', [`r${upTo(14)}`]);
      if (upTo(3) === 0)
        await database.query(
          `UPDATE customer SET stage = $2, since = $3::date WHERE id = (SELECT customer_id FROM reference WHERE external_id = $1)`,
          [`c${upTo(4)}`, ['live', 'lead', 'churned'][upTo(3)], upTo(4) ? day() : null],
        );
      if (upTo(6) === 0) await store.figureFacts.sumUp();
    }
    await expectBalancesOfRecords(opened, PERIODS);
    await database.query('DELETE FROM customer WHERE stage = $1', ['live']);
    await database.query('DELETE FROM subscription');
    await database.query('DELETE FROM churn');
    await database.query('DELETE FROM customer');
    await store.figureFacts.sumUp();
    expect(await database.query('SELECT * FROM balance_change')).toEqual([]);
    await opened.close();
  },
);

test('a subscription that belongs to nobody counts among the subscriptions', async () => {
  const { store, close } = await freshStore('server', now);
  const { subscription } = randomRecords(5);
  await store.records.save([
    { ...subscription('s1', null), startedOn: '2026-01-01', endedOn: '2026-05-10' },
  ]);
  const days = { first: '2026-05-01', last: '2026-05-31' };
  const facts = store.figureFacts.of(scopeOf(days, EVERYBODY, { now: now(), zone: 'UTC' }));
  expect(await facts.churn()).toMatchObject({ subscriptions: 1, ended: 1 });
  await close();
});

test('two copies that save subscriptions of one customer at once count the account once', async () => {
  const opened = await freshStore('server', now);
  const other = await openStore(opened.place, { now });
  const { subscription } = randomRecords(4);
  await opened.store.records.save(CUSTOMERS.map(customer));
  for (let round = 0; round < 10; round += 1)
    await Promise.all(
      [opened, other].map(({ store }, copy) =>
        store.records.save([subscription(`${round}-${copy}`, 'c1')]),
      ),
    );
  await Promise.all([opened, other].map(({ store }) => store.figureFacts.sumUp()));
  await expectBalancesOfRecords(opened, PERIODS);
  await other.queue.stop();
  await other.store.close();
  await opened.close();
});

test('customers who were stored before balances have them after the migration', async () => {
  const old = await storeBefore('balances', 'server');
  const { database } = old;
  await database.query(
    `INSERT INTO customer (id, name, country, stage, since, name_key, search_keys, updated_at)
      SELECT 'c' || n, 'Customer ' || n, 'DE', 'live', DATE '2026-01-01' + n % 90, 'customer ' || n, '{}', $1 FROM generate_series(1, 1500) n`,
    [now()],
  );
  await database.query(
    `INSERT INTO subscription (source, external_id, customer_id, plan, monthly, currency, started_on, ended_on)
      SELECT 'shop', n::text, 'c' || n % 1500, 'pro', 100 * n, 'EUR', DATE '2026-01-01' + n % 300, CASE WHEN n % 3 = 0 THEN DATE '2026-01-01' + n % 300 + 20 END FROM generate_series(1, 2000) n WHERE n % 1500 > 0`,
  );
  await old.migrate();
  const figureFacts = figureFactsOn(database);
  await expectBalancesOfRecords({ store: { figureFacts } }, PERIODS);
  const [revenue] = await figureFacts
    .of(scopeOf({ first: null, last: '2026-11-28' }, EVERYBODY, { now: now(), zone: 'UTC' }))
    .recurring();
  expect(revenue).toMatchObject({ subscriptions: 1334, accounts: 1000 });
  await old.close();
});
