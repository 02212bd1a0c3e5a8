import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Connector } from '../../../crm/connector.ts';
import {
  findMissingRecords,
  removeMissingRecords,
} from '../../../jobs/connector/find-missing-records.ts';
import { readConnector } from '../../../jobs/connector/read-connector.ts';
import type { JobContext } from '../../../jobs/job.ts';
import { threeCompanies } from '../../crm/connectors/companies.ts';
import { connect, furnished, LONG_AGO } from '../../crm/connectors/salesforce/furnished.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';

describe.each(BACK_ENDS)('records that a system has no longer, %s', (backEnd) => {
  let opened: FreshStore;
  let there: Awaited<ReturnType<typeof furnished>>;
  let serial = 0;
  const clock = { now: new Date('2026-11-24T09:00:00Z') };
  beforeAll(async () => {
    opened = await freshStore(backEnd, () => clock.now);
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    there = await furnished();
    serial += 1;
  });
  afterEach(() => there.fake.close());

  /** Each test has a system of its own. */
  const source = () => `sf-${serial}`;
  const crm = (settings = {}): Connector => connect(there.fake, settings, { id: source() });
  const contextFor = (connectors: readonly Connector[]) =>
    ({
      store: opened.store,
      now: () => clock.now,
      id: () => `reading-${Math.random()}`,
      connectors,
    }) as unknown as JobContext;
  const read = (connector = crm()) =>
    readConnector.run({ source: source() }, contextFor([connector]));
  const reconcile = (connector = crm()) =>
    removeMissingRecords.run({ source: source() }, contextFor([connector]));
  const stored = async () => {
    const ids = async (sql: string) =>
      (await opened.database.query<{ id: string }>(sql, [source()])).map(({ id }) => id);
    return {
      customers: await ids(
        'SELECT external_id AS id FROM reference WHERE source = $1 AND NOT gone ORDER BY 1',
      ),
      contacts: await ids('SELECT external_id AS id FROM contact WHERE source = $1 ORDER BY 1'),
      deals: await ids('SELECT external_id AS id FROM deal WHERE source = $1 ORDER BY 1'),
      entries: await ids('SELECT external_id AS id FROM entry WHERE source = $1 ORDER BY 1'),
    };
  };
  const add = (name: string, fields: Record<string, unknown>) =>
    there.fake.organisation.add(name, { AccountId: there.acme, ...fields }, LONG_AGO);

  test('those that were deleted for good go, and nothing else does', async () => {
    const { organisation } = there.fake;
    const lead = organisation.add('Lead', { Name: 'Eve', Company: 'Initech' }, LONG_AGO);
    const [kept, gone] = [add('Opportunity', { Name: 'A' }), add('Opportunity', { Name: 'B' })];
    const archived = add('Task', { Subject: 'Old call', IsArchived: true });
    const task = add('Task', { Subject: 'Call' });
    await read();
    for (const [name, id] of [
      ['Account', there.globex],
      ['Contact', there.raj],
      ['Lead', lead],
      ['Opportunity', gone],
      ['Task', task],
    ] as const)
      organisation.destroy(name, id);
    await read();
    expect((await stored()).customers).toContain(there.globex);
    await reconcile();
    const after = {
      customers: [there.acme],
      contacts: [there.dana],
      deals: [kept],
      entries: [`Opportunity:${kept}:opened`, `Task:${archived}`].toSorted(),
    };
    expect(await stored()).toEqual(after);
    await reconcile();
    expect(await stored()).toEqual(after);
  });

  test('more than a page of them', async () => {
    const tasks = Array.from({ length: 2_300 }, (_, i) => add('Task', { Subject: `Call ${i}` }));
    await read();
    for (const id of tasks.slice(0, 1_050)) there.fake.organisation.destroy('Task', id);
    await reconcile();
    expect((await stored()).entries).toHaveLength(1_250);
  });

  test('a kind that is hidden, or was taken out of the configuration, says nothing of its records', async () => {
    add('Task', { Subject: 'Call' });
    await read();
    there.fake.organisation.hide('Task');
    await reconcile();
    expect((await stored()).entries).toHaveLength(1);
  });

  test('where most of a kind is gone, the key has lost a right: none is taken out, and that is told', async () => {
    const tasks = Array.from({ length: 60 }, (_, i) => add('Task', { Subject: `Call ${i}` }));
    await read();
    for (const id of tasks.slice(0, 40)) there.fake.organisation.destroy('Task', id);
    await expect(reconcile()).rejects.toMatchObject({
      fault: 'unauthorised',
      reason: expect.stringContaining('40 of 60 records'),
    });
    expect((await stored()).entries).toHaveLength(60);
  });

  test('while the system does not answer nothing is taken out', async () => {
    await read();
    there.fake.organisation.destroy('Contact', there.raj);
    there.fake.next(...Array.from({ length: 20 }, () => 'unavailable' as const));
    await expect(reconcile()).rejects.toMatchObject({ fault: 'unavailable' });
    expect((await stored()).contacts).toHaveLength(2);
  });

  test('the clock sends a job for each system that does not tell of every deletion', async () => {
    const sent: unknown[] = [];
    const store = { commit: async (changes: unknown[]) => void sent.push(...changes) };
    const context = { ...contextFor([threeCompanies(), crm()]), store } as unknown as JobContext;
    await findMissingRecords.run({ slot: '2026-11-29T02:37:00.000Z' }, context);
    expect(sent).toMatchObject([{ data: { source: source() } }]);
  });
});
