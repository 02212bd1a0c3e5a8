import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BusinessRecord } from '../../../crm/customer/business-records.ts';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import type { Change } from '../../../crm/store/change.ts';
import type { Store } from '../../../crm/store/store.ts';
import type { Database } from '../../../prisma/database/database.ts';
import { JOINED_TABLES } from '../../../prisma/matching/joined-tables.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { contact, customer, employee, entry, idOf } from '../people-of-acme.ts';
import { goal, handoff, note, task, win } from '../work-of-acme.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
/** Tables that name a customer and stay as they were written. */
const STAYS = ['audit', 'balance_step', 'event', 'look', 'message'];

const ticket = (externalId: string, of: string | null, source: string): BusinessRecord => ({
  kind: 'ticket',
  source,
  externalId,
  customer: of,
  subject: externalId,
  status: 'open',
  priority: 'urgent',
  owner: null,
  openedAt: NOW,
  firstResponseAt: null,
  solvedAt: null,
  escalated: false,
  satisfaction: null,
});

describe.each(BACK_ENDS)('one customer of two, %s', (backEnd) => {
  let fresh: FreshStore;
  let acme: CustomerId;
  let desk: CustomerId;
  const join = (former: CustomerId, into: CustomerId): Change => ({
    kind: 'join',
    join: { former, into, by: null, confidence: 0.97, evidence: [] },
  });
  const commit = (...changes: Change[]) => fresh.store.commit(changes, NOW);

  beforeAll(async () => {
    fresh = await freshStore(backEnd, () => NOW);
    const { store } = fresh;
    await store.records.save([
      employee('Ana'),
      customer('Acme', { owner: 'Ana', domains: ['acme.example'], industry: 'Steel' }),
      contact('Eva', 'Acme', { email: 'eva@acme.example' }),
      entry('call', 'Acme'),
      ...deskRecords('Acme Desk'),
    ]);
    acme = await idOf(store, 'Acme');
    desk = await idOf(store, 'Acme Desk');
    await workOn(store, acme, 'a');
    await workOn(store, desk, 'd');
  });
  afterAll(() => fresh.close());

  test('every table with a customer goes with them, or is named as one that stays', async () => {
    const tables = await fresh.database.query<{ name: string }>(
      `SELECT table_name AS name FROM information_schema.columns WHERE table_schema = current_schema() AND column_name = 'customer_id'`,
    );
    const known = [...JOINED_TABLES.map(({ table }) => table), ...STAYS].toSorted();
    expect(tables.map(({ name }) => name).toSorted()).toEqual(known);
  });

  test('joined, all of it is one customer’s; parted, everything is back in its place', async () => {
    const { store, database } = fresh;
    const before = await everything(database);
    expect(await commit(join(desk, acme))).toBe('done');
    const counts = await rowsOf(database, desk);
    expect(counts).toEqual({});
    expect(await store.customers.named('Acme Desk')).toBe(acme);
    expect(await store.customers.named('zd-1')).toBe(acme);
    expect((await store.notes.of(acme, 9)).map(({ id }) => id).toSorted()).toEqual([
      'note-a',
      'note-d',
    ]);
    expect((await store.goals.open(acme)).map(({ id }) => id)).toEqual(['goal-a']);
    const [joined] = await store.matches.joins(acme);
    expect(joined).toMatchObject({
      former: desk,
      name: 'Acme Desk',
      sources: ['zendesk'],
      moved: { note: 1, ticket: 1, handoff: 1, task: 1, room: 1 },
      aside: { goal: 1, follow: 1, place_follow: 1 },
    });
    expect(await commit({ kind: 'part', former: desk, from: acme })).toBe('done');
    expect(await everything(database)).toEqual(before);
  });

  test('somebody who muted a part has muted the whole, and hears of it again when they say so', async () => {
    const { notificationPreferences: preferences, people } = fresh.store;
    const ana = (await people.all())[0]!.id;
    const muted = async () => (await preferences.get(ana)).mutedCustomers;
    const mute = async (...mutedCustomers: string[]) =>
      preferences.save(ana, { ...(await preferences.get(ana)), mutedCustomers });
    await mute(desk);
    await commit(join(desk, acme));
    expect(await muted()).toEqual([acme]);
    await preferences.save(ana, { ...(await preferences.get(ana)), dailyAt: '08:00' });
    expect(await muted()).toEqual([acme]);
    await commit({ kind: 'part', former: desk, from: acme });
    expect(await muted()).toEqual([desk]);
    await commit(join(desk, acme));
    await mute();
    expect(await muted()).toEqual([]);
    await commit({ kind: 'part', former: desk, from: acme });
    expect(await muted()).toEqual([]);
  });

  test('a customer that is one no more is joined and parted by nobody', async () => {
    await commit(join(desk, acme));
    expect(await commit(join(desk, acme))).toBe('stale');
    expect(await commit(join(acme, desk))).toBe('stale');
    await commit({ kind: 'part', former: desk, from: acme });
    expect(await commit({ kind: 'part', former: desk, from: acme })).toBe('stale');
  });

  test('a change that was decided before the join is decided again', async () => {
    const [before] = await fresh.store.notes.of(desk, 1);
    await commit(join(desk, acme));
    expect(await commit({ kind: 'note', note: { ...before!, version: before!.version + 1 } })).toBe(
      'stale',
    );
    // One that is new was decided for a customer that is a part by now, and follows it.
    await commit({ kind: 'note', note: { ...note('late'), customerId: desk } });
    await fresh.store.matches.settle(NOW);
    expect((await fresh.store.notes.get('late'))?.customerId).toBe(acme);
    await commit({ kind: 'part', former: desk, from: acme });
    expect((await fresh.store.notes.get('late'))?.customerId).toBe(desk);
  });

  test('what its system tells since goes back with it; what colleagues do since stays', async () => {
    const { store } = fresh;
    await commit(join(desk, acme));
    await store.records.save([
      ...deskRecords('Acme Desk (renamed)', 'Leeds'),
      ticket('second', 'zd-1', 'zendesk'),
      ticket('third', 'kim@acme-desk.example', 'zendesk'),
      ticket('ours', 'Acme', 'crm'),
    ]);
    expect(await ticketsOf(fresh.database, acme)).toEqual(['first', 'ours', 'second', 'third']);
    expect(await store.customers.name(acme)).toBe('Acme');
    await commit({ kind: 'note', note: { ...note('since'), customerId: acme } });
    await commit({ kind: 'part', former: desk, from: acme });
    expect(await ticketsOf(fresh.database, desk)).toEqual(['first', 'second', 'third']);
    expect(await ticketsOf(fresh.database, acme)).toEqual(['ours']);
    expect(await store.customers.name(desk)).toBe('Acme Desk (renamed)');
    expect((await store.notes.get('since'))?.customerId).toBe(acme);
  });

  test('a part of a part goes back to where it was, in either order', async () => {
    const { store, database } = fresh;
    await store.records.save([
      customer('Third', { source: 'billing', domains: ['third.example'] }),
    ]);
    const third = await idOf(store, 'Third');
    for (const order of [
      [third, desk],
      [desk, third],
    ]) {
      const before = await everything(database);
      await commit(join(desk, acme));
      await commit(join(acme, third));
      expect(await store.matches.now([desk, acme])).toEqual(
        new Map([
          [desk, third],
          [acme, third],
        ]),
      );
      for (const former of order.map((id) => (id === third ? acme : desk))) {
        const [now] = [...(await store.matches.now([former])).values()];
        await commit({ kind: 'part', former, from: now ?? acme });
      }
      expect(await everything(database)).toEqual(before);
    }
  });

  test('a contact of several customers goes with each of them, and back', async () => {
    const { store } = fresh;
    await store.records.save([
      customer('Borealis', { domains: ['borealis.example'] }),
      contact('Eva', 'Acme', { email: 'eva@acme.example', otherCustomers: ['Borealis'] }),
    ]);
    const borealis = await idOf(store, 'Borealis');
    const placesOf = async (id: CustomerId) =>
      (await store.customers.contacts(id)).flatMap(({ name, elsewhere }) =>
        name === 'Eva' ? [elsewhere.map((one) => one.name)] : [],
      );
    const apart = async () => [
      await placesOf(acme),
      await placesOf(borealis),
      await placesOf(desk),
    ];
    const before = await apart();
    expect(before).toEqual([[['Borealis']], [['Acme']], []]);
    await commit(join(borealis, desk));
    expect(await apart()).toEqual([[['Borealis']], [], [['Acme']]]);
    await commit({ kind: 'part', former: borealis, from: desk });
    expect(await apart()).toEqual(before);
    await commit(join(borealis, acme));
    expect(await placesOf(acme)).toEqual([[]]);
    await commit({ kind: 'part', former: borealis, from: acme });
  });

  test('events of a part are its customer’s', async () => {
    const { store } = fresh;
    await commit(join(desk, acme));
    const events = await store.events.between(
      { since: new Date(0), until: NOW },
      { kinds: ['ticket-opened', 'note-added'], limit: 100 },
    );
    expect(new Set(events.map(({ customerId }) => customerId))).not.toContain(desk);
    await commit({ kind: 'part', former: desk, from: acme });
  });
});

const deskRecords = (name: string, city: string | null = null) => [
  customer('zd-1', { source: 'zendesk', name, city, domains: ['acme-desk.example'] }),
  contact('Kim', 'zd-1', { source: 'zendesk', email: 'kim@acme-desk.example' }),
  ticket('first', 'zd-1', 'zendesk'),
];

/** One of each thing that colleagues do with a customer. */
async function workOn(store: Store, id: CustomerId, name: string): Promise<void> {
  const ana = (await store.people.byEmail('ana@ours.example'))!.id;
  const place = { platform: 'slack', tenant: 'T', kind: 'channel' as const, shared: false };
  await store.commit(
    [
      { kind: 'note', note: { ...note(`note-${name}`), customerId: id } },
      { kind: 'handoff', handoff: { ...handoff(`handoff-${name}`), customerId: id } },
      { kind: 'task', task: { ...task(`task-${name}`), customerId: id } },
      { kind: 'goal', goal: { ...goal(`goal-${name}`), customerId: id } },
      { kind: 'win', win: { ...win(`win-${name}`), customerId: id } },
    ],
    NOW,
  );
  await store.customers.follow(ana, id, true, NOW);
  await store.followers.add({ ...place, id: 'C-all', name: 'all' }, id, NOW);
  const room = { ...place, id: `C-${name}`, name };
  await store.rooms.save({
    place: room,
    customerId: id,
    posted: null,
    content: null,
    openedAt: NOW,
  });
}

const ticketsOf = async (database: Database, id: CustomerId): Promise<string[]> =>
  (
    await database.query<{ id: string }>(
      'SELECT external_id AS id FROM ticket WHERE customer_id = $1 ORDER BY 1',
      [id],
    )
  ).map((row) => row.id);

/** How many rows a customer has, by table. */
async function rowsOf(database: Database, id: CustomerId): Promise<Record<string, number>> {
  const counts = await Promise.all(
    JOINED_TABLES.map(async ({ table }) => {
      const [row] = await database.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM ${table} WHERE customer_id = $1`,
        [id],
      );
      return [table, row?.n ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}

/** Every row of every customer; versions grow with each move, and an update has its time. */
async function everything(database: Database): Promise<Record<string, unknown[]>> {
  const tables = [
    'customer',
    'customer_join',
    'joined_row',
    'balance_step',
    ...JOINED_TABLES.map(({ table }) => table),
  ];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const all = await database.query<{ row: string }>(
        `SELECT (to_jsonb(t) - 'version' - 'updated_at' - 'id_')::text AS row FROM ${table} t ORDER BY 1`,
      );
      return [table, all.map(({ row }) => JSON.parse(row))] as const;
    }),
  );
  return Object.fromEntries(rows);
}
