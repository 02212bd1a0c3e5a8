import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import type { CustomerRecord, PersonRecord, SourceRecord } from '../../crm/customer/records.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { company } from '../crm/connectors/companies.ts';
import { demoOrganisation } from '../demo-organisation.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, BEN] = ['ana@rapport.example', 'ben@rapport.example'];
const demo = demoOrganisation(NOW);
const isPerson = (record: SourceRecord): record is PersonRecord => record.kind === 'person';
const NORTHWIND: CustomerRecord = {
  ...company('sf-1', 'Northwind Traders', 'northwind.example', 'salesforce'),
  // The other system knows them too, and did not tell of them first.
  references: [{ source: 'crm', externalId: 'c-northwind', url: null }],
};
const FABRIKAM = company('sf-2', 'Fabrikam', 'fabrikam.example', 'salesforce');
const records: readonly SourceRecord[] = [
  ...demo,
  NORTHWIND,
  FABRIKAM,
  // Everybody is a user of both systems.
  ...demo
    .filter(isPerson)
    .map((person) => ({ ...person, source: 'salesforce', externalId: `sf-${person.externalId}` })),
];

describe.each(CHAT_PLATFORMS)('two systems of record, %s', (platform) => {
  let chat: Bot;
  let [hubspot, salesforce] = [{} as MemoryCrm, {} as MemoryCrm];
  const down = { salesforce: false };
  beforeAll(async () => {
    hubspot = memoryCrm({
      id: 'crm',
      name: 'HubSpot',
      customers: 'any',
      address: 'https://h.example',
    });
    salesforce = memoryCrm({
      id: 'salesforce',
      name: 'Salesforce',
      customers: [NORTHWIND, FABRIKAM],
      address: 'https://s.example',
      faults: () => (down.salesforce ? { kind: 'unavailable' } : null),
    });
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Okafor' },
      ],
      now: () => NOW,
      records,
      connectors: [hubspot, salesforce],
    });
    await chat.as(BEN).says('me');
  });
  afterAll(() => chat.close());

  const bodies = (crm: MemoryCrm) => crm.notes().map(({ body }) => body);
  /** The card of this customer’s only note is looked at until it says so. */
  const shows = (customer: string, words: string) =>
    chat.until(async () => {
      await chat.as(ANA).says(`notes ${customer}`);
      return (await chat.as(ANA).presses('Show')).text.includes(words);
    }, `the card says "${words}"`);

  test('a note goes to the system that owns its customer, and the card names it', async () => {
    await chat.as(ANA).says('note northwind: wants one invoice a year');
    await shows('northwind', 'In Salesforce');
    await chat.as(ANA).says('note kestrel: asks for a discount');
    await shows('kestrel', 'In HubSpot');
    expect([bodies(salesforce), bodies(hubspot)]).toEqual([
      ['wants one invoice a year'],
      ['asks for a discount'],
    ]);
    expect(salesforce.notes()[0]?.customer).toBe('sf-1');
  });

  test('an edit goes where the note is', async () => {
    const ana = chat.as(ANA);
    await ana.says('notes northwind');
    await ana.presses('Show');
    await ana.presses('Edit');
    expect((await ana.fills({ body: 'wants two invoices a year' })).text).toContain('Salesforce');
    await chat.until(
      () => bodies(salesforce).includes('wants two invoices a year'),
      'the edit has arrived',
    );
    expect([bodies(salesforce), bodies(hubspot)]).toEqual([
      ['wants two invoices a year'],
      ['asks for a discount'],
    ]);
  });

  test('one is down: its note waits and comes later, the other one’s comes at once', async () => {
    down.salesforce = true;
    await chat.as(ANA).says('note fabrikam: asks where their order is');
    await chat.as(ANA).says('note tamarind: their CFO is new');
    await chat.until(() => bodies(hubspot).includes('their CFO is new'), 'HubSpot has its note');
    await shows('fabrikam', 'Salesforce does not answer');
    expect(bodies(salesforce)).toEqual(['wants two invoices a year']);
    down.salesforce = false;
    await shows('fabrikam', 'In Salesforce');
    expect(bodies(salesforce)).toEqual(['wants two invoices a year', 'asks where their order is']);
    expect(bodies(hubspot)).toEqual(['asks for a discount', 'their CFO is new']);
  });

  test('a handoff and a new owner go to the customer’s system', async () => {
    await chat.as(ANA).says('handoff northwind @ben "moves to his region"');
    await chat.until(
      () => bodies(salesforce).some((body) => body.includes('moves to his region')),
      'Salesforce has the handoff',
    );
    expect(bodies(hubspot).some((body) => body.includes('moves to his region'))).toBe(false);
    const ben = (await chat.store.people.byEmail(BEN))!.id;
    const owner = async (customer: string) => {
      const { id } = (await chat.store.customers.find(customer, 1))[0]!.customer;
      const writeBack = {
        key: `owner:${customer}`,
        customerId: id,
        subject: { kind: 'owner' as const, person: ben },
      };
      await chat.store.commit([{ kind: 'write-back', writeBack }], NOW);
      await chat.until(
        async () => (await chat.store.writeBacks.get(writeBack.key))?.state === 'done',
        `${customer} has its owner`,
      );
    };
    await owner('northwind');
    await owner('kestrel');
    expect(salesforce.ownerOf('sf-1')).toBe('sf-user-ben');
    expect(hubspot.ownerOf('c-northwind')).toBeNull();
  });
});
