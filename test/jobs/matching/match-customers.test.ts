import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newQuestion } from '../../../crm/customer/same-company.ts';
import { matchCustomers } from '../../../jobs/matching/match-customers.ts';
import { matchDue } from '../../../jobs/matching/match-due.ts';
import { matching } from '../../../jobs/matching/match-saved.ts';
import { catchUp, contextOf } from '../../prisma/event/acting.ts';
import { customer, employee, idOf } from '../../prisma/people-of-acme.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-24T10:00:00Z');

describe.each(BACK_ENDS)('records of two systems, %s', (backEnd) => {
  let fresh: FreshStore;
  beforeAll(async () => {
    fresh = await freshStore(backEnd, () => NOW);
  });
  afterAll(() => fresh.close());

  test('sure ones join, unsure ones are asked once, and all are compared', async () => {
    const { store } = fresh;
    await store.records.save([
      employee('Ana'),
      customer('Acme', { owner: 'Ana', domains: ['acme.example'] }),
      customer('Bright', { owner: 'Ana', domains: ['bright.example'] }),
      customer('ACME GmbH', { source: 'zendesk', domains: ['acme.example'] }),
      customer('Bakery', { source: 'zendesk', domains: ['bright.example'] }),
    ]);
    const acme = await idOf(store, 'Acme');
    const context = contextOf(store, () => NOW);
    await matchCustomers.run({}, context);
    expect((await store.matches.joins(acme)).map(({ name }) => name)).toEqual(['ACME GmbH']);
    expect(await store.matches.open(null, 9)).toHaveLength(1);
    expect(await store.matches.due(1, NOW)).toBeNull();
  });

  test('records of a system that is being read wait for its end', async () => {
    const { store } = fresh;
    const reading = { source: 'intercom', id: 'r' };
    await store.readings.begin(reading, { now: NOW, activeSince: NOW });
    await store.records.save([
      customer('Vela', { owner: 'Ana', domains: ['vela.example'] }),
      customer('VELA', { source: 'intercom', domains: ['vela.example'] }),
    ]);
    const vela = await idOf(store, 'Vela');
    const context = contextOf(store, () => NOW);
    await matchCustomers.run({}, context);
    expect(await store.matches.joins(vela)).toEqual([]);
    await store.readings.end(reading, { now: NOW, fault: null });
    await matchCustomers.run({}, context);
    expect(await store.matches.joins(vela)).toHaveLength(1);
  });

  test('several copies at once join each pair once, and ask once', async () => {
    const { store, database } = fresh;
    await store.records.save(
      Array.from({ length: 30 }, (_, n) => [
        customer(`Pair ${n}`, { owner: 'Ana', domains: [`pair-${n}.example`] }),
        customer(n % 3 === 0 ? `Other ${n}` : `PAIR ${n} Ltd`, {
          source: 'zendesk',
          domains: [`pair-${n}.example`],
        }),
      ]).flat(),
    );
    const copies = await Promise.allSettled(
      [1, 2, 3].map(() =>
        matchCustomers.run(
          {},
          contextOf(store, () => NOW),
        ),
      ),
    );
    expect(copies.map(({ status }) => status)).toContain('fulfilled');
    await matchCustomers.run(
      {},
      contextOf(store, () => NOW),
    );
    const joined = await database.query(
      `SELECT 1 FROM customer_join WHERE former->>'name' LIKE 'PAIR %'`,
    );
    const asked = await database.query(
      `SELECT 1 FROM message WHERE subject_kind = 'same-company' AND line LIKE '%Other %'`,
    );
    expect([joined.length, asked.length]).toEqual([20, 10]);
  });

  test('a word of before joins existed makes one customer', async () => {
    const { store, database } = fresh;
    await store.records.save([customer('Twin A'), customer('Twin B', { source: 'billing' })]);
    const [one, other] = [await idOf(store, 'Twin A'), await idOf(store, 'Twin B')];
    await store.commit([
      { kind: 'same-company', question: newQuestion(one, other, { same: true }) },
    ]);
    await matchCustomers.run(
      {},
      contextOf(store, () => NOW),
    );
    const rows = await database.query(`SELECT 1 FROM customer WHERE name LIKE 'Twin %'`);
    expect(rows).toHaveLength(1);
  });

  test('the look of the clock and new records begin it', async () => {
    const { store, database } = fresh;
    const context = contextOf(store, () => NOW);
    await store.events.register(['matching']);
    await store.records.save([customer('New one')]);
    await catchUp(matching, context, database);
    await matchDue.run({ slot: NOW.toISOString() }, context);
    const jobs = await database.query(`SELECT 1 FROM queue.job WHERE name = 'match-customers'`);
    expect(jobs).toHaveLength(2);
  });
});
