import { afterEach, expect, test } from 'vitest';
import { addDemo } from '../../../bot/move-in.ts';
import type { Database } from '../../../prisma/database/database.ts';
import { countDemo, removeDemo } from '../../../prisma/seed/remove.ts';
import { now } from '../../clock.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { customer, departments, employee, idOf } from '../people-of-acme.ts';

let opened: FreshStore;
afterEach(() => opened.close());

/** Rows that stay: the log of what was done, and that the demo was here. */
const STAYS = new Set(['audit', '_prisma_migrations', 'event_consumer']);

async function rows(database: Database): Promise<Record<string, unknown[]>> {
  const tables = await database.query<{ name: string }>(
    `SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  const found: Record<string, unknown[]> = {};
  for (const { name } of tables.filter((table) => !STAYS.has(table.name))) {
    const all = await database.query(`SELECT t::text AS row FROM ${name} t ORDER BY 1`);
    if (all.length > 0) found[name] = all;
  }
  return found;
}

test.each(BACK_ENDS)(
  '%s: what the demo organisation brought goes, and it does not come again',
  async (backEnd) => {
    opened = await freshStore(backEnd);
    const { store, database } = opened;
    await addDemo(opened, now());
    expect(await countDemo(database)).toMatchObject({
      counts: { customers: 60, colleagues: 25, handoffs: 13, wins: 9 },
      written: 0,
    });
    await removeDemo(database);
    const { setting: _, ...left } = await rows(database);
    expect(left).toEqual({});
    expect(await store.settings.get('wins-channel')).toBeNull();
    expect(await store.settings.get('demo')).toMatchObject({ state: 'removed' });
    expect(await addDemo(opened, now())).toBe(false);
  },
);

test('everything of the organisation’s own stays as it was, and what was written about the demo’s customers is counted', async () => {
  opened = await freshStore('server');
  const { store, database } = opened;
  await store.records.save([
    ...departments,
    employee('Kim', { email: 'kim@ours.example' }),
    customer('Nordlicht'),
  ]);
  await store.settings.set('announce-hours', 5);
  const ours = await rows(database);
  await store.settings.set('demo', { at: now(), state: 'moving-in' });
  await addDemo(opened, now());
  const kim = await store.people.byEmail('kim@ours.example');
  const demo = await idOf(store, 'Globex');
  await store.audit.write({
    at: now(),
    person: kim!.id,
    account: { platform: 'slack', tenant: 't', user: 'u' },
    place: 'direct',
    action: 'note',
    customer: demo,
    detail: {},
  });
  expect((await countDemo(database)).written).toBe(1);
  // A note of one of its customers, and its text as it stands in a CRM.
  const writeBack = {
    key: 'note:n:1',
    customerId: demo,
    subject: { kind: 'note' as const, id: 'n' },
  };
  await store.commit([{ kind: 'write-back', writeBack }], now());
  await store.writeBacks.saveTexts('n', { agreed: 'wants a discount' });
  await removeDemo(database);
  // Both organisations have these departments, and a CRM that is called so.
  const {
    setting: _,
    department: __,
    source: ___,
    balance_change: ____,
    ...left
  } = await rows(database);
  expect(____).toHaveLength(1);
  expect(ours).toMatchObject(left);
  expect(Object.keys(left)).toEqual(expect.arrayContaining(['customer', 'person', 'event']));
  expect((await store.people.departments()).map(({ id }) => id)).toContain('sales');
  expect(await store.settings.get('announce-hours')).toBe(5);
});
