import { afterAll, beforeAll, expect, test } from 'vitest';
import { retentionOf } from '../../../bot/retention-config.ts';
import { RETENTION_KINDS, type RetentionId } from '../../../crm/retention/kinds.ts';
import { forgetOld } from '../../../jobs/retention/forget-old.ts';
import type { StoredQueue } from '../../../prisma/queue/queue.ts';
import { storeOn } from '../../../prisma/store.ts';
import { contextOf } from '../../prisma/event/acting.ts';
import { customer, departments, entry } from '../../prisma/people-of-acme.ts';
import { type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-17T03:17:00Z');
const DAY = 86_400_000;

/** A row of each kind, made at `$1`; its name is `$2`. Files are looked at in the store's own test. */
const ROWS: Readonly<
  Record<Exclude<RetentionId, 'exports'>, readonly [table: string, name: string, insert: string]>
> = {
  events: [
    'event',
    'source',
    "INSERT INTO event (transaction, kind, at, recorded_at, source, payload) VALUES (1, 'x', $1, $1, $2, '{}')",
  ],
  audit: [
    'audit',
    'place',
    "INSERT INTO audit (at, platform, tenant, user_id, place, action, detail) VALUES ($1, 'slack', 'T', 'U', $2, 'note', '{}')",
  ],
  messages: [
    'message',
    'key',
    "INSERT INTO message (key, subject_kind, subject_id, role, addressee, recipient, kind, line, why, view, pressing, state, created_at, sent_at) VALUES ($2, 'other', 'x', 'other', 'person:x', '{}', 'task', '', '', '{}', false, 'sent', $1, $1)",
  ],
  'shared-cards': [
    'customer_post',
    'reference',
    "INSERT INTO customer_post (customer_id, platform, tenant, place_id, reference, place, at) VALUES ('c', 'slack', 'T', 'C', $2, '{}', $1)",
  ],
  jobs: [
    'queue.job',
    "data->>'n'",
    "INSERT INTO queue.job (id, name, data, state, completed_on) VALUES (gen_random_uuid(), 'erase', jsonb_build_object('n', $2::text), 'completed', $1)",
  ],
  'aside-items': [
    'ingest_aside',
    'key',
    "INSERT INTO ingest_aside (source, key, position, reason, received_at) VALUES ('s', $2, 0, '', $1)",
  ],
  'tool-items': [
    'ingest_delivery',
    'key',
    "INSERT INTO ingest_delivery (source, key, digest, signature, received_at, items, count, done_at) VALUES ('t', $2, '', $2, $1, '[]', 0, $1)",
  ],
  drafts: [
    'draft',
    'id',
    "INSERT INTO draft (id, person_id, place, origin, at) VALUES ($2, 'p', '{}', '{}', $1)",
  ],
  entries: [
    'entry',
    'external_id',
    "INSERT INTO entry (customer_id, at, source, external_id, department, channel, direction, kind, title) VALUES ('c', $1, 's', $2, 'sales', 'email', 'inbound', 'email', '')",
  ],
  'item-order': [
    'ingest_order',
    'external_id',
    "INSERT INTO ingest_order (source, kind, external_id, as_of, seen_at) VALUES ('s', 'ticket', $2, $1, $1)",
  ],
  answers: [
    'pending_ask',
    'key',
    "INSERT INTO pending_ask (key, platform, payload, at, leased_until) VALUES ($2, 'slack', '{}', $1, $1)",
  ],
};

let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
  // The queue makes its tables with the first job.
  await opened.queue.send(forgetOld.kind, { slot: NOW.toISOString() }, { key: 'a' });
  await opened.database.query('UPDATE queue.queue SET name = name');
});
afterAll(() => opened.close());

test.each([
  ['as usual', {}],
  ['as it is set', { RETAIN_AUDIT: '30', RETAIN_ENTRIES: '30', RETAIN_EVENTS: 'off' }],
])('each kind is kept for its days and no longer, %s', async (_, variables) => {
  const retention = retentionOf(variables);
  const store = storeOn(opened.database, opened.queue as StoredQueue, {
    now: () => NOW,
    retention,
  });
  for (const [id, [table, , insert]] of Object.entries(ROWS)) {
    await opened.database.query(`DELETE FROM ${table}`);
    const days = retention[id as RetentionId] ?? 10_000;
    for (const [name, age] of [
      ['old', days + 1],
      ['young', days - 1],
    ] as const)
      await opened.database.query(insert, [new Date(NOW.getTime() - age * DAY), name]);
  }
  await forgetOld.run(
    { slot: NOW.toISOString() },
    contextOf(store, () => NOW),
  );
  const left: Record<string, string[]> = {};
  for (const [id, [table, name]] of Object.entries(ROWS)) {
    const rows = await opened.database.query<{ name: string }>(
      `SELECT ${name} AS name FROM ${table} ORDER BY 1`,
    );
    left[id] = rows.map((row) => row.name);
  }
  const expected = RETENTION_KINDS.filter(({ id }) => id !== 'exports').map(({ id }) => [
    id,
    retention[id] === null ? ['old', 'young'] : ['young'],
  ]);
  expect(left).toEqual(Object.fromEntries(expected));
});

test('an entry that was too old stays away when its source is read again, until more is kept', async () => {
  const night = async (variables: Record<string, string>) => {
    const retention = retentionOf(variables);
    const { database, queue } = opened;
    const store = storeOn(database, queue as StoredQueue, { now: () => NOW, retention });
    await forgetOld.run(
      { slot: NOW.toISOString() },
      contextOf(store, () => NOW),
    );
    const days = (n: number) => new Date(NOW.getTime() - n * DAY);
    await store.records.save([
      ...departments,
      customer('acme'),
      entry('old', 'acme', { at: days(31) }),
      entry('young', 'acme', { at: days(29) }),
    ]);
    const rows = await database.query<{ id: string }>(
      "SELECT external_id AS id FROM entry WHERE source = 'crm' ORDER BY 1",
    );
    return rows.map(({ id }) => id);
  };
  expect(await night({ RETAIN_ENTRIES: '30' })).toEqual(['young']);
  expect(await night({})).toEqual(['old', 'young']);
  expect(await night({ RETAIN_ENTRIES: '30' })).toEqual(['young']);
});

test.each([
  ['34', '35 to 36500'],
  ['-1', '35 to 36500'],
  ['never', '35 to 36500'],
  ['1e9', '35 to 36500'],
])('RETAIN_EVENTS=%s is refused, and says what it may be', (value, range) => {
  expect(() => retentionOf({ RETAIN_EVENTS: value })).toThrow(
    `RETAIN_EVENTS cannot be used: it has to be a number of days from ${range}, or off.`,
  );
});
