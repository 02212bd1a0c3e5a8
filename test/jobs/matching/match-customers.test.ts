import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchCustomers } from '../../../jobs/matching/match-customers.ts';
import { contextOf } from '../../prisma/event/acting.ts';
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
});
