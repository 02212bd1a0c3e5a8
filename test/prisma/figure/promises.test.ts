import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYBODY, type Scope } from '../../../crm/figure/scope.ts';
import type { CustomerPromise } from '../../../crm/promise/promise.ts';
import { keptPromises } from '../../../kpi/index.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { ANA, promise } from '../work-of-acme.ts';

const NOW = new Date('2026-12-10T10:00:00Z');
const kept = (day: string): Partial<CustomerPromise> => ({
  state: 'kept',
  closedAt: new Date(`${day}T10:00:00Z`),
  closedBy: ANA,
});

const PROMISED: readonly Partial<CustomerPromise>[] = [
  kept('2026-12-02'),
  { ...kept('2026-12-03'), department: 'sales' },
  // Kept late.
  { ...kept('2026-12-08'), brokenOn: '2026-12-05' },
  { brokenOn: '2026-12-01', department: 'sales' },
  { brokenOn: '2026-12-09', state: 'withdrawn', department: 'sales' },
  { state: 'withdrawn', closedAt: NOW, closedBy: ANA },
  { dueOn: '2026-12-20' },
  // Before and after the period.
  kept('2026-11-30'),
  { brokenOn: '2026-11-30' },
  { brokenOn: '2026-12-11' },
];

describe.each(BACK_ENDS)('%s', (backEnd) => {
  let fresh: FreshStore;
  beforeAll(async () => {
    fresh = await freshStore(backEnd, () => NOW);
    for (const [nth, over] of PROMISED.entries())
      await fresh.store.commit([{ kind: 'promise', promise: promise(`p${nth}`, over) }]);
  });
  afterAll(() => fresh.close());
  const scope: Scope = {
    zone: 'Europe/Berlin',
    first: '2026-12-01',
    last: '2026-12-10',
    since: new Date('2026-11-30T23:00:00Z'),
    until: new Date('2026-12-10T23:00:00Z'),
    segment: EVERYBODY,
  };

  test('kept by the day it was kept, broken by the day that passed, and each by its department', async () => {
    const figure = await keptPromises.measure(fresh.store.figureFacts.of(scope));
    expect(figure).toMatchObject({ value: 40, numerator: 2, denominator: 5 });
    expect(figure.variants.map(({ name, value }) => [name, Math.round(value)])).toEqual([
      ['sales', 33],
      ['success', 50],
    ]);
  });

  test('its records are those, the broken ones first', async () => {
    const { records, total } = await fresh.store.figureFacts
      .of(scope)
      .records('promises-decided', { skip: 0, limit: 10 });
    expect(total).toBe(5);
    expect(records.map(({ externalId }) => externalId)).toEqual(['p4', 'p2', 'p3', 'p1', 'p0']);
  });
});
