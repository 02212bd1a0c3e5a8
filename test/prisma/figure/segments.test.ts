import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVERYBODY, type Segment } from '../../../crm/figure/scope.ts';
import { customerEffortScore, handoffTime, upsellCrossSellRate } from '../../../kpi/index.ts';
import type { Kpi } from '../../../kpi/kpi.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { customer, departments, employee, idOf } from '../people-of-acme.ts';
import { handoff } from '../work-of-acme.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const MINUTE = 60_000;
const { source } = customer('a');
let opened: FreshStore;
let ids: Record<'a' | 'b' | 'c', string>;
let owners: Record<'Ana' | 'Mia', string>;

/** a and c are Ana's, of sales; b is Mia's, of support. c is French. */
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  const { store, database } = opened;
  const answer = (id: string, score: number) => ({
    kind: 'survey-answer' as const,
    source,
    externalId: `answer ${id}`,
    customer: id,
    survey: 'ces' as const,
    score,
    best: 7,
    comment: null,
    at: new Date('2026-09-10T10:00:00Z'),
    ticket: null,
  });
  await store.records.save([
    ...departments,
    employee('Ana', { department: 'sales' }),
    employee('Mia', { department: 'support' }),
    customer('a', { owner: 'Ana', country: 'Germany' }),
    customer('b', { owner: 'Mia', country: 'Germany' }),
    customer('c', { owner: 'Ana', country: 'France' }),
    answer('a', 7),
    answer('b', 4),
    answer('c', 1),
  ]);
  ids = { a: await idOf(store, 'a'), b: await idOf(store, 'b'), c: await idOf(store, 'c') };
  const person = async (name: string) => (await store.people.find(name, 1))[0]?.id ?? '';
  owners = { Ana: await person('Ana'), Mia: await person('Mia') };
  // Accepted after 10, 20 and 40 minutes of office hours.
  for (const [id, minutes] of [
    ['a', 10],
    ['b', 20],
    ['c', 40],
  ] as const) {
    const offered = new Date('2026-09-10T09:00:00Z');
    const accepted = new Date(offered.getTime() + minutes * MINUTE);
    const made = handoff(`h-${id}`, { customerId: ids[id] as never, createdAt: offered });
    await store.commit([{ kind: 'handoff', handoff: made }], offered);
    await store.commit(
      [
        {
          kind: 'handoff',
          handoff: { ...made, version: 2, state: 'accepted', decidedAt: accepted },
        },
      ],
      accepted,
    );
  }
  await database.query(
    `INSERT INTO subscription (source, external_id, customer_id, plan, monthly, currency, started_on, ended_on) VALUES
      ('s', '1', $1, 'p', 100, 'EUR', '2026-01-01', NULL), ('s', '2', $1, 'q', 50, 'EUR', '2026-09-05', NULL),
      ('s', '3', $2, 'p', 100, 'EUR', '2026-01-01', NULL), ('s', '4', $3, 'p', 100, 'EUR', '2026-01-01', NULL)`,
    [ids.a, ids.b, ids.c],
  );
});
afterAll(() => opened.close());

async function september(kpi: Kpi, segment: Segment) {
  const days = { first: '2026-09-01', last: '2026-09-30' };
  const { value } = await kpi.measure(
    opened.store.figureFacts.of(scopeOf(days, segment, { now: NOW, zone: 'Europe/Berlin' })),
  );
  return value;
}

describe.each<[string, () => Segment, { effort: number; wait: number; expanded: number }]>([
  ['everybody', () => EVERYBODY, { effort: 4, wait: 20, expanded: 100 / 3 }],
  [
    'the customers of one owner',
    () => ({ kind: 'owner', value: owners.Ana }),
    { effort: 4, wait: 25, expanded: 50 },
  ],
  [
    'of another owner',
    () => ({ kind: 'owner', value: owners.Mia }),
    { effort: 4, wait: 20, expanded: 0 },
  ],
  [
    'the customers of a department’s owners',
    () => ({ kind: 'department', value: 'support' }),
    { effort: 4, wait: 20, expanded: 0 },
  ],
  [
    'the customers of a region',
    () => ({ kind: 'region', value: 'Germany' }),
    { effort: 5.5, wait: 15, expanded: 50 },
  ],
])('%s', (_, segment, { effort, wait, expanded }) => {
  test('effort score', async () =>
    expect(await september(customerEffortScore, segment())).toBeCloseTo(effort, 6));
  test('time of a handoff', async () =>
    expect(await september(handoffTime, segment())).toBeCloseTo(wait / 60, 6));
  test('upsell and cross-sell', async () =>
    expect(await september(upsellCrossSellRate, segment())).toBeCloseTo(expanded, 6));
});
