import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { companyNames, misspelt, randomFrom } from '../../bench/names.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { contact, customer, departments } from '../people-of-acme.ts';

describe.each(BACK_ENDS)('finding a customer, %s', (backEnd) => {
  let opened: FreshStore;
  const crowd = [...new Set(companyNames(3000))].filter((name) => !/acme|globex/i.test(name));

  beforeAll(async () => {
    opened = await freshStore(backEnd);
    await opened.store.records.save([
      ...departments,
      customer('001AA', {
        name: 'Acme Industries GmbH',
        domains: ['acme.com'],
        url: 'https://crm.example/company/001AA',
      }),
      customer('002BB', { name: 'Acme Retail Ltd', domains: ['acme-retail.co.uk'] }),
      customer('003CC', {
        name: 'Telefónica Móvil, S.A.',
        references: [
          { source: 'desk', externalId: 'T-77', url: 'https://desk.example/organisations/T-77' },
        ],
      }),
      customer('004DD', { name: 'The Zephyrine Group' }),
      customer('005EE', { name: 'Twin AG' }),
      customer('006FF', { name: 'Twin AG' }),
      customer('007GG', { name: 'Ragert PLC' }),
      customer('008HH', { name: 'Ragert' }),
      contact('k1', '001AA', {
        name: 'Kim',
        email: 'Kim@private.example',
        phone: '+49 (0)30 1234567',
      }),
      ...crowd.map((name, i) => customer(`n${i}`, { name })),
    ]);
  });
  afterAll(() => opened.close());

  const find = async (query: string, limit = 5) => opened.store.customers.find(query, limit);
  const first = async (query: string) => (await find(query))[0];

  test.each([
    ['its name', 'Acme Industries GmbH', 'Acme Industries GmbH'],
    ['its name without the legal form, in capitals', 'ACME INDUSTRIES', 'Acme Industries GmbH'],
    ['its name without accents', 'telefonica movil', 'Telefónica Móvil, S.A.'],
    ['its domain', 'acme.com', 'Acme Industries GmbH'],
    ['an address of its site', 'https://www.shop.acme.com/a?b=c', 'Acme Industries GmbH'],
    ['anybody’s e-mail there', 'somebody@acme.com', 'Acme Industries GmbH'],
    ['a contact’s own e-mail', 'kim@PRIVATE.example', 'Acme Industries GmbH'],
    ['a contact’s phone, as dialled at home', '030 1234567', 'Acme Industries GmbH'],
    ['its id', '003CC', 'Telefónica Móvil, S.A.'],
    ['its id in another system', 'T-77', 'Telefónica Móvil, S.A.'],
    ['its link', 'https://desk.example/organisations/T-77?tab=tickets', 'Telefónica Móvil, S.A.'],
    [
      'a link that has its id',
      'https://crm.example/lightning/r/Account/002BB/view',
      'Acme Retail Ltd',
    ],
    ['its name, where a namesake has another legal form', 'Ragert PLC', 'Ragert PLC'],
  ])('by %s: exactly that one', async (_, query, name) => {
    const found = await first(query);
    expect(found).toMatchObject({ customer: { name }, exact: true, score: 1 });
    expect(await opened.store.customers.named(query)).toBe(found?.customer.id);
  });

  test.each(['acme', 'acme imdustries', 'twin', 'nobody@nowhere.example', ' '])(
    '%s is nobody’s alone',
    async (query) => {
      expect(await opened.store.customers.named(query)).toBeNull();
    },
  );

  test.each([
    ['a letter wrong', 'acme imdustries', 'Acme Industries GmbH'],
    ['the legal form wrong', 'Acme Retail Ldt', 'Acme Retail Ltd'],
    ['no space', 'acmeretail', 'Acme Retail Ltd'],
    ['the words in another order', 'industries acme', 'Acme Industries GmbH'],
    ['the last word unfinished', 'acme ind', 'Acme Industries GmbH'],
    ['one word of it', 'zephyrine', 'The Zephyrine Group'],
    ['one word of it, misspelt', 'zephirine', 'The Zephyrine Group'],
    ['a word with the beginning of another', 'zephyrine gro', 'The Zephyrine Group'],
  ])('with %s: that one first, but not exactly', async (_, query, name) => {
    expect(await first(query)).toMatchObject({ customer: { name }, exact: false });
  });

  test('two customers of one name are both found, and neither is exactly it', async () => {
    const found = await find('twin');
    expect(found.map(({ customer: { name }, exact }) => [name, exact])).toEqual([
      ['Twin AG', false],
      ['Twin AG', false],
    ]);
  });

  test('what begins so is listed', async () => {
    const names = (await find('acm')).map(({ customer: { name } }) => name);
    expect(names).toEqual(expect.arrayContaining(['Acme Industries GmbH', 'Acme Retail Ltd']));
  });

  test('what is like nothing gives nothing, and nothing breaks it', async () => {
    for (const query of [
      '',
      '   ',
      '%',
      "'; DROP TABLE customer; --",
      '\\',
      '🙂',
      'x'.repeat(10_000),
      '????',
      '@',
      'http://',
      '\u202e',
    ]) {
      expect(await find(query)).toEqual([]);
    }
  });

  test('19 of 20 misspelt names find their customer first', async () => {
    const random = randomFrom(11);
    const asked = Array.from(
      { length: 200 },
      () => crowd[Math.floor(random() * crowd.length)] ?? '',
    );
    let right = 0;
    for (const name of asked)
      if ((await first(misspelt(name, random)))?.customer.name === name) right += 1;
    expect(right).toBeGreaterThanOrEqual(190);
  });
});
