import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DealRecord, InvoiceRecord } from '../../../crm/customer/business-records.ts';
import type {
  ContactRecord,
  CustomerRecord,
  EntryRecord,
  PersonRecord,
  SourceRecord,
} from '../../../crm/customer/records.ts';
import { localAdministrator } from '../../../crm/person/administrator.ts';
import type { Records } from '../../../crm/store/records.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { EVERYTHING } from '../people-of-acme.ts';

const customer = (fields: Partial<CustomerRecord> = {}): CustomerRecord => ({
  kind: 'customer',
  source: 'hub',
  externalId: 'c1',
  name: 'Acme GmbH',
  segment: null,
  industry: null,
  city: null,
  country: null,
  stage: 'live',
  owner: null,
  revenue: null,
  renewsOn: null,
  health: null,
  since: null,
  domains: [],
  url: null,
  references: [],
  ...fields,
});
const person = (fields: Partial<PersonRecord> = {}): PersonRecord => ({
  kind: 'person',
  source: 'hub',
  externalId: 'p1',
  name: 'Ana',
  email: 'Ana@our.example',
  title: null,
  department: 'sales',
  role: 'member',
  zone: null,
  locale: null,
  active: true,
  ...fields,
});
const entry = (fields: Partial<EntryRecord> = {}): EntryRecord => ({
  kind: 'entry',
  source: 'hub',
  externalId: 'e1',
  customer: 'c1',
  at: new Date('2026-11-20T09:00:00Z'),
  department: 'sales',
  channel: 'call',
  direction: 'inbound',
  entryKind: 'call',
  title: 'Call',
  body: null,
  person: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: null,
  ...fields,
});
const deal = (fields: Partial<DealRecord> = {}): DealRecord => ({
  kind: 'deal',
  source: 'hub',
  externalId: 'd1',
  customer: 'c1',
  name: 'Seats',
  status: 'won',
  stage: null,
  money: { amount: 100, currency: 'EUR' },
  owner: null,
  origin: null,
  product: null,
  openedAt: null,
  closedAt: null,
  ...fields,
});
const contact: ContactRecord = {
  kind: 'contact',
  source: 'hub',
  externalId: 'k1',
  customer: 'c1',
  name: 'Kim',
  title: null,
  email: 'Kim@acme.example',
  phone: '+49 30 1234567',
};

const NOW = new Date('2026-11-24T09:00:00Z');

describe.each(BACK_ENDS)('%s', (backEnd) => {
  let opened: FreshStore;
  let records: Records;
  const rows = <T>(text: string, values: unknown[] = []) => opened.database.query<T>(text, values);

  beforeAll(async () => {
    opened = await freshStore(backEnd);
    records = opened.store.records;
  });
  afterAll(() => opened.close());
  beforeEach(async () => {
    await rows(
      'TRUNCATE customer, reference, domain, contact, association, entry, deal, invoice, payment, spend, crm_user, person, department, source CASCADE',
    );
  });

  test('a domain goes with the one record that named it; where another record names the customer, it stays', async () => {
    const domains = () => rows('SELECT domain FROM domain ORDER BY domain');
    const [old, now] = [{ domain: 'acme.example' }, { domain: 'acme.test' }];
    await records.save([customer({ domains: [old.domain] })]);
    await records.save([customer({ domains: [now.domain] })]);
    expect(await domains()).toEqual([now]);
    const twin = { source: 'bill', externalId: 'b1', url: null };
    await records.save([customer({ domains: [old.domain], references: [twin] })]);
    expect(await domains()).toEqual([old, now]);
    await records.save([customer({ source: 'bill', externalId: 'b1' })]);
    expect(await domains()).toEqual([old, now]);
  });

  test('a batch in any order is saved whole, and saving it again changes nothing', async () => {
    const batch = [
      deal({ owner: 'p1' }),
      entry({ person: 'ana@our.example', contact: 'k1' }),
      contact,
      customer({ owner: 'p1', domains: ['https://www.acme.example/'] }),
      person(),
    ];
    expect(await records.save(batch)).toEqual({
      inserted: 5,
      updated: 0,
      unchanged: 0,
      unmatched: [],
      refused: [],
    });
    expect(await records.save(batch)).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 5,
      unmatched: [],
      refused: [],
    });
    const [ana] = await rows<{ id: string }>('SELECT id FROM person');
    expect(
      await rows(
        'SELECT owner_id AS owner FROM customer UNION ALL SELECT owner_id FROM deal UNION ALL SELECT person_id FROM entry',
      ),
    ).toEqual(Array(3).fill({ owner: ana?.id }));
    expect(await rows('SELECT domain FROM domain')).toEqual([{ domain: 'acme.example' }]);
    expect(await rows('SELECT email, phone_key FROM contact')).toEqual([
      { email: 'kim@acme.example', phone_key: '01234567' },
    ]);
    expect(await records.counts()).toMatchObject({
      customer: 1,
      person: 1,
      contact: 1,
      entry: 1,
      deal: 1,
      ticket: 0,
    });
  });

  test('a changed record is updated and counted so; the others are left alone', async () => {
    await records.save([customer(), entry(), entry({ externalId: 'e2' })]);
    expect(
      await records.save([
        customer({ city: 'Berlin' }),
        entry({ at: new Date('2026-11-21T09:00:00Z') }),
        entry({ externalId: 'e2' }),
      ]),
    ).toMatchObject({ inserted: 0, updated: 2, unchanged: 1 });
    expect(await records.save([customer()])).toMatchObject({ updated: 1 });
    expect(await rows('SELECT city FROM customer')).toEqual([{ city: null }]);
  });

  test('a record of the business without a customer is kept; an entry or a contact is not', async () => {
    const saved = await records.save([
      deal({ customer: null }),
      deal({ externalId: 'd2', customer: 'nobody' }),
      entry({ customer: 'nobody' }),
      { ...contact, customer: 'nobody' },
    ]);
    expect(saved).toEqual({
      inserted: 2,
      updated: 0,
      unchanged: 0,
      unmatched: [0, 1, 2, 3],
      refused: [],
    });
    expect(await rows('SELECT customer_id FROM deal')).toEqual([
      { customer_id: null },
      { customer_id: null },
    ]);
    await records.save([customer({ externalId: 'nobody' })]);
    expect(await records.save([deal({ externalId: 'd2', customer: 'nobody' })])).toMatchObject({
      updated: 1,
      unmatched: [],
    });
  });

  test('an amount beyond what can be counted is no 0: the invoice, payment or spend is left out and named, the rest is saved', async () => {
    const money = { amount: 1e20, currency: 'EUR' };
    const source = 'hub';
    const invoice: InvoiceRecord = {
      kind: 'invoice',
      source,
      externalId: 'i1',
      customer: 'c1',
      number: '17',
      money,
      issuedOn: '2026-11-01',
      dueOn: '2026-11-15',
      paidOn: null,
    };
    const payment: SourceRecord = {
      kind: 'payment',
      source,
      externalId: 'p1',
      customer: 'c1',
      invoice: null,
      money: { ...money, amount: Number.NaN },
      at: new Date('2026-11-20T09:00:00Z'),
      method: null,
    };
    const spend: SourceRecord = {
      kind: 'spend',
      source,
      externalId: 's1',
      day: '2026-11-01',
      department: 'marketing',
      channel: 'search',
      money,
      campaign: null,
    };
    const fine: InvoiceRecord = {
      ...invoice,
      externalId: 'i2',
      money: { amount: 1250, currency: 'EUR' },
    };
    expect(await records.save([customer(), invoice, payment, spend, fine])).toMatchObject({
      inserted: 2,
      unmatched: [],
      refused: [1, 2, 3],
    });
    expect(await rows('SELECT external_id AS id, amount, currency FROM invoice')).toEqual([
      { id: 'i2', amount: 1250, currency: 'EUR' },
    ]);
    expect(await rows('SELECT 1 FROM payment UNION ALL SELECT 1 FROM spend')).toEqual([]);
  });

  test('a customer whom another system names is the same customer: its gaps are filled, its facts stay', async () => {
    await records.save([
      customer({ references: [{ source: 'desk', externalId: '77', url: null }] }),
    ]);
    const second = customer({
      source: 'desk',
      externalId: '77',
      name: 'ACME',
      city: 'Berlin',
      stage: 'churned',
    });
    expect(await records.save([second])).toMatchObject({ inserted: 0, updated: 1 });
    expect(await records.save([customer(), second])).toMatchObject({
      inserted: 0,
      updated: 0,
      unchanged: 2,
    });
    expect(await rows('SELECT name, city, stage FROM customer')).toEqual([
      { name: 'Acme GmbH', city: 'Berlin', stage: 'live' },
    ]);
    await records.save([entry({ source: 'desk', externalId: 't', customer: '77' })]);
    expect(
      await rows('SELECT count(*) AS n FROM entry e JOIN customer c ON c.id = e.customer_id'),
    ).toEqual([{ n: 1 }]);
  });

  test('two sources of one customer in one batch are one customer', async () => {
    await records.save([
      customer({
        source: 'desk',
        externalId: '77',
        city: 'Berlin',
        references: [{ source: 'hub', externalId: 'c1', url: null }],
      }),
      customer(),
    ]);
    expect(await rows('SELECT city FROM customer')).toEqual([{ city: 'Berlin' }]);
  });

  test('the same e-mail is the same person, who keeps role and name', async () => {
    await records.save([person({ role: 'leader' })]);
    await records.save([
      person({
        source: 'desk',
        externalId: '9',
        name: 'A. Ruiz',
        email: 'ana@our.example',
        title: 'Account executive',
        role: 'member',
      }),
    ]);
    expect(await rows('SELECT name, title, role FROM person')).toEqual([
      { name: 'Ana', title: 'Account executive', role: 'leader' },
    ]);
    expect(await records.save([person({ role: 'leader' })])).toMatchObject({ unchanged: 1 });
    await records.save([customer({ source: 'desk', externalId: 'x', owner: '9' })]);
    expect(await rows('SELECT count(owner_id) AS n FROM customer')).toEqual([{ n: 1 }]);
  });

  test('a person who takes over a colleague’s e-mail does not break the batch', async () => {
    await records.save([
      person(),
      person({ externalId: 'p2', name: 'Ben', email: 'ben@our.example' }),
    ]);
    await records.save([
      person({ externalId: 'p2', name: 'Ben', email: 'ana@our.example' }),
      person({ externalId: 'p3', name: 'Cy', email: null }),
    ]);
    expect(await rows('SELECT name, email FROM person ORDER BY name')).toEqual([
      { name: 'Ana', email: 'ana@our.example' },
      { name: 'Ben', email: 'ben@our.example' },
      { name: 'Cy', email: null },
    ]);
  });

  test('the same key twice in a batch is one row, the later one', async () => {
    expect(await records.save([customer(), entry(), entry({ title: 'Later' })])).toEqual({
      inserted: 2,
      updated: 0,
      unchanged: 1,
      unmatched: [],
      refused: [],
    });
    expect(await rows('SELECT title FROM entry')).toEqual([{ title: 'Later' }]);
  });

  test('odd text breaks nothing: NUL, half characters, tabs, backslashes, 100,000 characters', async () => {
    const odd = 'a\0b\ud800\\N\t\n\r"\'😀';
    const long = 'x'.repeat(100_000);
    await records.save([
      customer({ name: odd, url: long, domains: [odd] }),
      entry({ title: odd, body: long }),
      entry({ externalId: `1${long}` }),
      entry({ externalId: `2${long}` }),
      entry({ externalId: `1${long.slice(1)}` }),
    ]);
    const [one] = await rows<{ title: string; length: number }>(
      `SELECT title, length(body) AS length FROM entry WHERE external_id = 'e1'`,
    );
    expect(one).toEqual({ title: 'ab\ufffd\\N\t\n\r"\'😀', length: 20_000 });
    expect(await rows('SELECT count(*) AS n FROM entry')).toEqual([{ n: 4 }]);
  });

  test('a failing batch leaves nothing behind', async () => {
    await expect(
      records.save([customer(), deal({ openedAt: null }), entry({ at: new Date(Number.NaN) })]),
    ).rejects.toThrow();
    expect(await records.counts()).toMatchObject({ customer: 0, deal: 0, entry: 0 });
  });

  test('sources remember when they last told us something', async () => {
    await records.save([customer(), entry({ source: 'desk', customer: 'c1' })]);
    expect(
      (await rows<{ source: string }>('SELECT source FROM source ORDER BY 1')).map(
        ({ source }) => source,
      ),
    ).toEqual(['desk', 'hub']);
  });

  test('a store with nobody but its administrator is empty', async () => {
    await records.save(localAdministrator);
    expect(await records.isEmpty()).toBe(true);
    await records.save([person()]);
    expect(await records.isEmpty()).toBe(false);
  });

  test('two writers of the same rows in another order do not lock each other out', async () => {
    const batch = Array.from({ length: 300 }, (_, at) => entry({ externalId: `e${at}` }));
    await Promise.all([
      records.save([customer(), ...batch]),
      records.save([customer(), ...batch.toReversed()]),
    ]);
    expect(await rows('SELECT count(*) AS n FROM entry')).toEqual([{ n: 300 }]);
  });

  test('what belongs to several customers is at each of them, and once in the store', async () => {
    const { store } = opened;
    const globex = customer({ externalId: 'c2', name: 'Globex' });
    const others = { otherCustomers: ['c2', 'c3', 'c1'] };
    const shared = [
      { ...contact, ...others },
      entry({ ...others, entryKind: 'deal', contact: 'k1' }),
    ];
    await records.save([customer(), globex, ...shared, entry({ externalId: 'e2' })]);
    const at = async (name: string) => {
      const overview = await store.customers.overview({ named: name }, null, EVERYTHING, NOW);
      if (!overview) throw new Error(`There is no ${name}`);
      const { id } = overview.customer;
      const query = { filter: {}, access: EVERYTHING, cursor: null };
      const page = await store.timeline.page(id, { ...query, direction: 'older', limit: 1 });
      const opened = await store.timeline.entry(
        id,
        { source: 'hub', externalId: 'e1' },
        EVERYTHING,
      );
      const people = await store.customers.contacts(id);
      return {
        newest: overview.newest.map(({ externalId }) => externalId),
        first: page.entries.map(({ externalId }) => externalId),
        total: page.total,
        of: opened?.contact ?? null,
        elsewhere: people.map(({ elsewhere }) => elsewhere),
      };
    };
    const of = (name: string, isPrimary = false) => ({ name, isPrimary });
    expect(await at('Acme GmbH')).toEqual({
      newest: ['e2', 'e1'],
      first: ['e2'],
      total: 2,
      of: 'Kim',
      elsewhere: [[of('Globex')]],
    });
    const one = { newest: ['e1'], first: ['e1'], total: 1, of: 'Kim' };
    expect(await at('Globex')).toEqual({ ...one, elsewhere: [[of('Acme GmbH', true)]] });
    // Named before it was known; and a source that says nothing of others takes nothing away.
    await records.save([
      customer({ externalId: 'c3', name: 'Vela' }),
      contact,
      entry({ contact: 'k1' }),
    ]);
    expect(await at('Vela')).toEqual({
      ...one,
      elsewhere: [[of('Acme GmbH', true), of('Globex')]],
    });
    expect(await records.counts()).toMatchObject({ contact: 1, entry: 2 });
    // The association has the time of its entry, which may come after it and may change.
    await records.save([entry({ externalId: 'e3', customer: 'c9', otherCustomers: ['c3'] })]);
    await records.save([
      customer({ externalId: 'c9', name: 'Nine' }),
      entry({ externalId: 'e3', customer: 'c9' }),
    ]);
    const times = `SELECT DISTINCT a.external_id AS id, a.at = e.at AS same FROM association a JOIN entry e ON e.external_id = a.external_id COLLATE "C" WHERE a.kind = 'entry' ORDER BY 1`;
    const same = ['e1', 'e3'].map((id) => ({ id, same: true }));
    expect(await rows(times)).toEqual(same);
    const later = new Date(NOW.getTime() - 1000);
    await records.save([
      entry({ contact: 'k1', at: later }),
      entry({ externalId: 'e3', customer: 'c9', at: later }),
    ]);
    expect(await rows(times)).toEqual(same);
    expect((await at('Vela')).newest).toEqual(['e3', 'e1']);
    await records.save([entry({ externalId: 'e3', customer: 'c9', otherCustomers: [] })]);
    await records.save([{ ...contact, otherCustomers: ['c3'] }, entry({ otherCustomers: [] })]);
    const nothing = { newest: [], first: [], total: 0, of: null, elsewhere: [] };
    expect(await at('Globex')).toEqual(nothing);
    expect(await at('Vela')).toEqual({ ...nothing, elsewhere: [[of('Acme GmbH', true)]] });
  });
});
