import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChangePage, ConnectorReader } from '../../../crm/connector.ts';
import { readConnectorJob } from '../../../crm/connectors/jobs.ts';
import { type CrmFault, type MemoryCrm, memoryCrm } from '../../../crm/connectors/memory.ts';
import type { DealRecord } from '../../../crm/customer/business-records.ts';
import type { ContactRecord, CustomerRecord } from '../../../crm/customer/records.ts';
import { Upstream } from '../../../crm/problem.ts';
import { readConnector } from '../../../jobs/connector/read-connector.ts';
import { readConnectors } from '../../../jobs/connector/read-connectors.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { company } from '../../crm/connectors/companies.ts';
import { contact } from '../../prisma/people-of-acme.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const MINUTE = 60_000;

describe.each(BACK_ENDS)('what changes in a connected system comes here, %s', (backEnd) => {
  let opened: FreshStore;
  let crm: MemoryCrm;
  let serial = 0;
  const clock = { now: NOW };
  const faults: (CrmFault | null)[] = [];
  beforeAll(async () => {
    opened = await freshStore(backEnd, () => clock.now);
  });
  afterAll(() => opened.close());

  /** Each test has a system of its own. */
  let source = '';
  const customer = (id: string, change: Partial<CustomerRecord> = {}): CustomerRecord => ({
    ...company(id, `${source} ${id}`, `${id}.${source}.example`, source),
    ...change,
  });
  const person = (id: string, of: string): ContactRecord => contact(id, of, { source });
  const sale = (id: string, of: string): DealRecord => ({
    kind: 'deal',
    source,
    externalId: id,
    customer: of,
    name: id,
    status: 'open',
    stage: null,
    money: null,
    owner: null,
    origin: null,
    product: null,
    openedAt: null,
    closedAt: null,
  });
  beforeEach(() => {
    serial += 1;
    source = `crm-${serial}`;
    faults.length = 0;
    clock.now = NOW;
    crm = memoryCrm({
      id: source,
      customers: [customer('c-1'), customer('c-2'), customer('c-3')],
      contacts: [person('p-1', 'c-1'), person('p-2', 'c-2')],
      pageSize: 2,
      faults: () => faults.shift() ?? null,
    });
  });

  const run = (connector: Pick<MemoryCrm, 'id' | 'name' | 'writer' | 'reader'> = crm) =>
    readConnector.run({ source }, {
      store: opened.store,
      now: () => clock.now,
      id: () => `reading-${Math.random()}`,
      connectors: [connector],
    } as unknown as JobContext);
  const reading = (reader: Partial<ConnectorReader>) => ({
    ...crm,
    reader: { ...crm.reader, ...reader },
  });
  const find = async (id: string) =>
    (await opened.store.customers.named(`${source} ${id}`)) ?? null;
  const contactsOf = async (id: string) =>
    (await opened.store.customers.contacts((await find(id))!)).map((one) => one.id);
  /** Everything that this system brought, as it is stored. */
  async function stored() {
    const rows = await Promise.all(
      [
        'SELECT external_id, customer_id, gone FROM reference WHERE source = $1 ORDER BY 1',
        'SELECT external_id, customer_id, name FROM contact WHERE source = $1 ORDER BY 1, 2',
        'SELECT external_id, customer_id FROM deal WHERE source = $1 ORDER BY 1',
        'SELECT cursor FROM connector_reading WHERE source = $1',
      ].map((sql) => opened.database.query(sql, [source])),
    );
    return rows;
  }

  test('everything at first, then every change, over several pages', async () => {
    await run();
    expect(await Promise.all(['c-1', 'c-2', 'c-3'].map(find))).not.toContain(null);
    expect(await contactsOf('c-1')).toEqual(['p-1']);
    crm.put(customer('c-4'));
    crm.put(person('p-4', 'c-4'));
    crm.put(sale('d-1', 'c-4'));
    await run();
    expect(await contactsOf('c-4')).toEqual(['p-4']);
    const before = await stored();
    await run();
    expect(await stored()).toEqual(before);
  });

  test('a record that comes before its customer waits for the page with it', async () => {
    // The customers change after their contacts were made: now they come later.
    for (const id of ['c-1', 'c-2', 'c-3']) crm.put(customer(id));
    await run();
    expect([await contactsOf('c-1'), await contactsOf('c-2')]).toEqual([['p-1'], ['p-2']]);
  });

  test('a reading that breaks off at any page goes on, and ends as one in one piece', async () => {
    for (const id of ['c-1', 'c-3']) crm.put(customer(id));
    crm.put(sale('d-1', 'c-2'));
    crm.remove({ kind: 'contact', externalId: 'p-2' });
    const broke: unknown[] = [];
    for (let page = 0; page < 4; page += 1) {
      faults.push(...Array.from({ length: page }, () => null), { kind: 'unavailable' });
      await run().catch((cause: unknown) => broke.push(cause));
      faults.length = 0;
    }
    // Each goes on where the one before broke off, so the last ones find fewer pages.
    expect(broke.length).toBeGreaterThan(1);
    expect(broke.every((cause) => cause instanceof Upstream)).toBe(true);
    await run();
    const broken = await stored();
    expect(await contactsOf('c-1')).toEqual(['p-1']);
    await opened.database.query('UPDATE connector_reading SET cursor = NULL WHERE source = $1', [
      source,
    ]);
    await run();
    expect(await stored()).toEqual(broken);
  });

  test('a deleted record goes; a deleted customer stays, is not written to, and may come back', async () => {
    crm.put(sale('d-1', 'c-1'));
    await run();
    crm.remove({ kind: 'contact', externalId: 'p-1' });
    crm.remove({ kind: 'deal', externalId: 'd-1' });
    crm.remove({ kind: 'ticket', externalId: 'never-heard-of' });
    crm.remove({ kind: 'customer', externalId: 'c-1' });
    await run();
    expect((await stored())[2]).toEqual([]);
    expect(await contactsOf('c-1')).toEqual([]);
    const gone = async () =>
      (await opened.store.customers.references((await find('c-1'))!)).map((one) => one.gone);
    expect(await gone()).toEqual([true]);
    crm.put(customer('c-1'));
    await run();
    expect(await gone()).toEqual([false]);
  });

  test('a contact that changes to another customer is there once', async () => {
    await run();
    crm.put(person('p-1', 'c-3'));
    await run();
    expect([await contactsOf('c-1'), await contactsOf('c-3')]).toEqual([[], ['p-1']]);
  });

  test('merged customers: the records go over, the former id names the other one, and nothing else is touched', async () => {
    crm.put(sale('d-2', 'c-2'));
    await run();
    const [one, two] = [(await find('c-1'))!, (await find('c-2'))!];
    await opened.store.records.save([
      {
        ...company('x-2', 'Billed', 'billed.example', 'billing'),
        references: [{ source, externalId: 'c-2', url: null }],
      },
      contact('b-1', 'x-2', { source: 'billing' }),
    ]);
    crm.merge({ from: 'c-2', into: 'c-1' });
    await run();
    expect(await contactsOf('c-1')).toEqual(['p-1', 'p-2']);
    expect(await opened.store.customers.references(one)).toEqual([
      { source, externalId: 'c-1', owns: true, gone: false },
      { source, externalId: 'c-2', owns: false, gone: true },
    ]);
    expect((await stored())[2]).toEqual([{ external_id: 'd-2', customer_id: one }]);
    expect((await opened.store.customers.contacts(two)).map(({ id }) => id)).toEqual(['b-1']);
    const before = await stored();
    await opened.database.query('UPDATE connector_reading SET cursor = NULL WHERE source = $1', [
      source,
    ]);
    await run();
    expect(await stored()).toEqual(before);
  });

  test('merged into a customer of whom nothing was heard yet: it is the one that we know', async () => {
    await run();
    const two = (await find('c-2'))!;
    crm.put(customer('c-9'));
    crm.merge({ from: 'c-2', into: 'c-9' });
    // The survivor changes again, so it comes on a later page than the merge.
    crm.put(sale('d-9', 'c-9'));
    crm.put(customer('c-9'));
    await run();
    expect(await opened.store.customers.references(two)).toEqual([
      { source, externalId: 'c-2', owns: true, gone: true },
      { source, externalId: 'c-9', owns: false, gone: false },
    ]);
    expect((await stored())[2]).toEqual([{ external_id: 'd-9', customer_id: two }]);
  });

  test('one reading at a time: a second one leaves it alone, and takes over from one that was killed', async () => {
    let [arrive, release] = [() => {}, () => {}];
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const free = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = run(
      reading({
        async changesSince(cursor) {
          const page: ChangePage = await crm.reader.changesSince(cursor);
          arrive();
          await free;
          return page;
        },
      }),
    );
    await arrived;
    await run();
    expect(await find('c-1')).toBeNull();
    // Nothing is heard of it for too long, and meanwhile a customer was deleted there.
    clock.now = new Date(NOW.getTime() + 11 * MINUTE);
    crm.remove({ kind: 'customer', externalId: 'c-1' });
    await run();
    const before = await stored();
    release();
    await slow;
    expect(await stored()).toEqual(before);
    expect(await find('c-1')).toBeNull();
  });

  test('a system that is not connected any more is not read', async () => {
    await readConnector.run({ source: 'elsewhere' }, {
      store: opened.store,
      connectors: [crm],
    } as unknown as JobContext);
    expect(await find('c-1')).toBeNull();
  });
});

test('the clock has each system read by a job of its own', async () => {
  const sent: unknown[] = [];
  const slot = NOW.toISOString();
  const context = (ids: readonly string[]) =>
    ({
      connectors: ids.map((id) => memoryCrm({ id, customers: [] })),
      now: () => NOW,
      store: { commit: async (changes: readonly unknown[]) => void sent.push(...changes) },
    }) as unknown as JobContext;
  await readConnectors.run({ slot }, context([]));
  expect(sent).toEqual([]);
  await readConnectors.run({ slot }, context(['one', 'other']));
  expect(sent).toEqual(
    ['one', 'other'].map((source) => ({
      kind: 'job',
      job: readConnectorJob.id,
      data: { source },
      key: `${source}:${slot}`,
    })),
  );
});
