import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EntryRecord } from '../../../crm/customer/records.ts';
import { EVERYBODY, type Segment } from '../../../crm/figure/scope.ts';
import {
  adoption,
  channelConsistency,
  engagementRate,
  interactionCoverage,
} from '../../../kpi/index.ts';
import type { Figure, Kpi } from '../../../kpi/kpi.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { customer, employee } from '../people-of-acme.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  await opened.store.records.save([
    ...['a', 'b', 'c', 'd'].map((id) => customer(id, { segment: id < 'c' ? 'Large' : 'Small' })),
    customer('lead', { stage: 'lead' }),
    customer('gone', { stage: 'churned' }),
    customer('later', { since: '2026-10-01' }),
  ]);
});
afterAll(() => opened.close());

const september = (kpi: Kpi, segment: Segment = EVERYBODY): Promise<Figure> =>
  kpi.measure(
    opened.store.figureFacts.of(
      scopeOf({ first: '2026-09-01', last: '2026-09-30' }, segment, {
        now: NOW,
        zone: 'Europe/Berlin',
      }),
    ),
  );
const parts = ({ numerator, denominator }: Figure) => [numerator, denominator];
const answers = ({ variants }: Figure) =>
  Object.fromEntries(variants.map(({ name, value }) => [name, value]));
const { source } = customer('a');

let count = 0;
const entry = (who: string, at: string, more: Partial<EntryRecord> = {}): EntryRecord => ({
  kind: 'entry',
  source,
  externalId: `entry ${++count}`,
  customer: who,
  at: new Date(at),
  department: 'sales',
  channel: 'call',
  direction: 'outbound',
  entryKind: 'call',
  title: 'Something',
  body: null,
  person: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: null,
  ...more,
});

test('coverage: a contact that one of us logged, of customers with anything in the days of the organisation', async () => {
  await opened.store.records.save([
    entry('a', '2026-09-10T10:00:00Z'),
    entry('a', '2026-09-11T10:00:00Z', {
      department: 'support',
      entryKind: 'note',
      direction: 'internal',
    }),
    // A letter that came in is none that one of us logged; an order is none either.
    entry('b', '2026-09-10T10:00:00Z', {
      entryKind: 'email',
      channel: 'email',
      direction: 'inbound',
    }),
    entry('c', '2026-09-10T10:00:00Z', {
      entryKind: 'order',
      channel: 'web',
      direction: 'inbound',
    }),
    // In Berlin, this is the first minute of October.
    entry('d', '2026-09-30T22:00:00Z'),
  ]);
  const figure = await september(interactionCoverage);
  expect(parts(figure)).toEqual([1, 3]);
  expect(answers(figure)).toEqual({ sales: 100 / 3, support: 100 / 3 });
  expect(parts(await september(interactionCoverage, { kind: 'segment', value: 'Small' }))).toEqual([
    0, 1,
  ]);
});

test('engagement: customers who used it, of those whom the product serves; of leads nobody asks', async () => {
  expect((await september(engagementRate)).value).toBeNull();
  const used = (who: string, day: string, uses: number) => ({
    kind: 'usage-day' as const,
    source,
    externalId: `${who} ${day}`,
    customer: who,
    day,
    feature: 'reports',
    uses,
    seconds: null,
    errors: null,
  });
  await opened.store.records.save([
    used('a', '2026-09-01', 1),
    used('a', '2026-09-02', 1),
    used('b', '2026-09-30', 3),
    used('c', '2026-08-31', 3),
    used('d', '2026-09-15', 0),
    used('lead', '2026-09-15', 4),
    used('later', '2026-10-02', 4),
    // Marked as gone today, and at work then.
    used('gone', '2026-09-03', 1),
  ]);
  expect(parts(await september(engagementRate))).toEqual([3, 5]);
  expect(parts(await september(engagementRate, { kind: 'segment', value: 'Large' }))).toEqual([
    2, 2,
  ]);
});

test('channels: those that the customer wrote on, with five ratings or more', async () => {
  const rated = (ticket: string, channel: 'email' | 'chat' | 'call', score: number) => [
    entry('a', '2026-09-10T10:00:00Z', {
      channel,
      entryKind: 'ticket',
      direction: 'inbound',
      record: { kind: 'ticket', id: ticket },
    }),
    // The answer went out on another channel than the question came in.
    entry('a', '2026-09-10T11:00:00Z', {
      channel: 'email',
      entryKind: 'email',
      record: { kind: 'ticket', id: ticket },
    }),
    {
      kind: 'survey-answer' as const,
      source,
      externalId: ticket,
      customer: 'a',
      survey: 'csat' as const,
      score,
      best: 5,
      comment: null,
      at: new Date('2026-09-12T10:00:00Z'),
      ticket,
    },
  ];
  const five = (name: string, channel: 'email' | 'chat' | 'call', score: number, times = 5) =>
    Array.from({ length: times }, (_, i) => rated(`${name} ${i}`, channel, score)).flat();
  await opened.store.records.save([
    ...five('e', 'email', 5),
    ...five('c', 'chat', 3),
    ...five('p', 'call', 1, 4),
  ]);
  const figure = await september(channelConsistency);
  expect(figure.value).toBe(50);
  expect(answers(figure)).toEqual({ email: 5, chat: 3 });
  expect(figure.completeness).toMatchObject({ part: 10, whole: 14 });
});

test('adoption: colleagues with an answer or a change, leaders apart; neither a refusal nor the terminal', async () => {
  await opened.store.records.save([
    employee('1', { role: 'leader' }),
    employee('2', { role: 'manager' }),
    employee('3'),
    employee('4'),
    employee('5'),
    employee('left', { active: false }),
  ]);
  const people = await opened.database.query<{ id: string; name: string }>(
    'SELECT id, name FROM person',
  );
  const idOf = (name: string) =>
    people.find((one) => one.name.endsWith(name) || one.id === name)?.id;
  const looks = (name: string, at: string, action = 'look-up', platform = 'slack') =>
    opened.database.query(
      `INSERT INTO audit (at, person_id, platform, tenant, user_id, place, action, detail) VALUES ($1, $2, $4, 't', 'u', 'p', $3, '{}')`,
      [new Date(at), idOf(name), action, platform],
    );
  await looks('1', '2026-09-10T10:00:00Z');
  await looks('3', '2026-09-30T21:59:00Z');
  await looks('3', '2026-09-11T10:00:00Z');
  await looks('2', '2026-09-10T10:00:00Z', 'refused');
  await looks('4', '2026-09-30T22:00:00Z');
  await looks('5', '2026-09-10T10:00:00Z', 'look-up', 'terminal');
  await looks('left', '2026-09-10T10:00:00Z');
  const figure = await september(adoption);
  expect(parts(figure)).toEqual([2, 5]);
  expect(answers(figure)['Leaders']).toBe(50);
  expect((await september(adoption, { kind: 'segment', value: 'Large' })).value).toBeNull();
});
