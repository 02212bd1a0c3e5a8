import { expect, test } from 'vitest';
import type { EntryRecord } from '../../../crm/customer/records.ts';
import { EVERYBODY } from '../../../crm/figure/scope.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { purchaseHistories } from '../../../kpi/statistics/purchase-history.ts';
import { freshStore } from '../../store.ts';
import { customer } from '../people-of-acme.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const Q3 = scopeOf({ first: '2026-07-01', last: '2026-09-30' }, EVERYBODY, {
  now: NOW,
  zone: 'Europe/Berlin',
});

test('the cohort is that of the opening, and the last day of a subscription is the one before its end', async () => {
  const { store, database, close } = await freshStore('server', () => NOW);
  await database.query(
    `INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at) SELECT id, id, 'live', id, '{}', $1 FROM unnest(ARRAY['a', 'b', 'c', 'd']) id`,
    [NOW],
  );
  await database.query(
    `INSERT INTO subscription (source, external_id, customer_id, plan, monthly, currency, started_on, ended_on) VALUES
      ('s', '1', 'a', 'p', 100, 'EUR', '2026-01-01', NULL), ('s', '2', 'a', 'q', 50, 'EUR', '2026-08-01', NULL),
      ('s', '3', 'b', 'p', 100, 'EUR', '2026-06-30', '2026-09-30'), ('s', '4', 'c', 'p', 900, 'EUR', '2026-07-01', NULL),
      ('s', '5', 'd', 'p', 100, 'EUR', '2026-01-01', '2026-07-01')`,
  );
  const facts = store.figureFacts.of(Q3);
  // Of a, b and d, who paid on 30 June, only a still pays; c came later.
  expect(await facts.cohort()).toEqual([
    { currency: 'EUR', accounts: 3, stayed: 1, opening: 300, closing: 150, kept: 100 },
  ]);
  expect(await facts.churn()).toMatchObject({ hasEvents: false, subscriptions: 3, ended: 2 });
  expect(await facts.expansions()).toMatchObject({ crossSold: 1, upsold: 0, expanded: 1 });
  await close();
});

test('of very many customers with orders every second one is taken, always the same ones', async () => {
  const { store, database, close } = await freshStore('server', () => NOW);
  const customers = 30_000;
  const series = `generate_series(1, ${customers}) i`;
  await database.query(
    `INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at) SELECT 'c' || i, 'c' || i, 'live', 'c' || i, '{}', $1 FROM ${series}`,
    [NOW],
  );
  await database.query(
    `INSERT INTO entry (customer_id, at, source, external_id, department, channel, direction, kind, title, amount, currency)
      SELECT 'c' || i, $1::timestamptz - i % 300 * interval '1 day', 's', 'o' || i, 'sales', 'web', 'inbound', 'order', 'Order', 100, 'EUR' FROM ${series}`,
    [new Date('2026-09-30T12:00:00Z')],
  );
  const read = async () => {
    const { orders, every } = await store.figureFacts.of(Q3).lifetime();
    return { every, customers: orders[0]?.purchases.map(({ customer }) => customer) ?? [] };
  };
  const taken = await read();
  expect(taken.every).toBe(2);
  expect(taken.customers.length / customers).toBeCloseTo(0.5, 1);
  expect(await read()).toEqual(taken);
  await database.query('DELETE FROM entry WHERE customer_id > $1', ['c25']);
  expect((await read()).every).toBe(1);
  await close();
});

test('an order is taken out on the day on which it is cancelled, and not before', async () => {
  const { store, close } = await freshStore('server', () => NOW);
  const order = (externalId: string, cancelledAt?: Date): EntryRecord => ({
    kind: 'entry',
    source: 'shop',
    externalId,
    customer: 'a',
    at: new Date('2026-08-01T12:00:00Z'),
    department: 'sales',
    channel: 'web',
    direction: 'inbound',
    entryKind: 'order',
    title: 'Order',
    body: null,
    person: null,
    contact: null,
    money: { amount: 100, currency: 'EUR' },
    ...(cancelledAt && { cancelledAt }),
    link: null,
    visibility: 'everyone',
    record: null,
  });
  const buyersOn = async (last: string) => {
    const scope = scopeOf({ first: null, last }, EVERYBODY, { now: NOW, zone: 'Europe/Berlin' });
    const { orders, last: end, zone } = await store.figureFacts.of(scope).lifetime();
    return purchaseHistories(orders[0]?.purchases ?? [], { end, zone }).map(
      ({ frequency }) => frequency,
    );
  };
  await store.records.save([customer('a', { source: 'shop' })]);
  await store.records.save([order('1'), { ...order('2'), at: new Date('2026-08-08T12:00:00Z') }]);
  expect(await buyersOn('2026-09-30')).toEqual([1]);
  // Told of later, in Berlin the day after: the past stays as it was.
  const cancelledAt = new Date('2026-09-14T22:30:00Z');
  await store.records.save([{ ...order('2', cancelledAt), at: new Date('2026-08-08T12:00:00Z') }]);
  expect(await buyersOn('2026-09-14')).toEqual([1]);
  expect(await buyersOn('2026-09-15')).toEqual([0]);
  await close();
});

test('customers who moved a figure: those whose answers lie farther from the mean than before', async () => {
  const { store, database, close } = await freshStore('server', () => NOW);
  await database.query(
    `INSERT INTO customer (id, name, stage, name_key, search_keys, updated_at) SELECT id, upper(id), 'live', id, '{}', $1 FROM unnest(ARRAY['a', 'b', 'c', 'd']) id`,
    [NOW],
  );
  // a fell from 9 to 1, b answered 5 twice, c came with a 9, and d is of another month.
  await database.query(
    `INSERT INTO survey_answer (source, external_id, customer_id, survey, score, best, at) VALUES
      ('s', '1', 'a', 'csat', 9, 10, '2026-05-10'), ('s', '2', 'a', 'csat', 1, 10, '2026-08-10'),
      ('s', '3', 'b', 'csat', 5, 10, '2026-05-11'), ('s', '4', 'b', 'csat', 5, 10, '2026-08-11'),
      ('s', '5', 'c', 'csat', 9, 10, '2026-08-12'), ('s', '6', 'd', 'csat', 1, 10, '2026-11-01'),
      ('s', '7', NULL, 'csat', 1, 10, '2026-08-13')`,
  );
  const before = scopeOf({ first: '2026-04-01', last: '2026-06-30' }, EVERYBODY, {
    now: NOW,
    zone: 'Europe/Berlin',
  });
  const found = await store.figureFacts.of(Q3).movers('answers-csat', before, 9);
  expect(found.map(({ name, now, before: was }) => [name, now.mean, was.mean])).toEqual([
    ['A', 1, 9],
    ['C', 9, null],
  ]);
  await close();
});
