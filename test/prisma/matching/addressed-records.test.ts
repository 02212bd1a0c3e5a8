import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketRecord } from '../../../crm/customer/business-records.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import { contact, customer } from '../people-of-acme.ts';

const NOW = new Date('2026-11-24T10:00:00Z');

const ticket = (
  externalId: string,
  of: string,
  over: Partial<TicketRecord> = {},
): TicketRecord => ({
  kind: 'ticket',
  source: 'zendesk',
  externalId,
  customer: of,
  subject: externalId,
  status: 'open',
  priority: 'normal',
  owner: null,
  openedAt: NOW,
  firstResponseAt: null,
  solvedAt: null,
  escalated: false,
  satisfaction: null,
  ...over,
});

describe.each(BACK_ENDS)('tickets that carry only an address, %s', (backEnd) => {
  let fresh: FreshStore;
  beforeAll(async () => {
    fresh = await freshStore(backEnd, () => NOW);
    await fresh.store.records.save([
      customer('Acme', { domains: ['acme.example'] }),
      customer('Müller', { domains: ['müller.example'] }),
      customer('Corner Shop'),
      contact('Eva', 'Corner Shop', { email: 'Eva.Corner@GMAIL.com' }),
      customer('Agency', { domains: ['agency.example'] }),
      customer('Client', { domains: ['agency.example'] }),
      contact('Both 1', 'Agency', { email: 'kim@freelance.example' }),
      contact('Both 2', 'Client', { email: 'kim@freelance.example' }),
    ]);
  });
  afterAll(() => fresh.close());
  /** The names of the customers of these tickets; null for nobody's. */
  const customersOf = async (...ids: string[]): Promise<Record<string, string | null>> => {
    const rows = await fresh.database.query<{ id: string; name: string | null }>(
      `SELECT t.external_id AS id, c.name FROM ticket t LEFT JOIN customer c ON c.id = t.customer_id WHERE t.external_id = ANY($1)`,
      [ids],
    );
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  };

  test.each([
    ['the company’s domain', 'dana@acme.example', 'Acme'],
    ['a host below it, in capitals', 'Dana@Mail.ACME.example', 'Acme'],
    ['an international domain as people write it', 'uwe@MÜLLER.example', 'Müller'],
    ['the same as it is registered', 'uwe@xn--mller-kva.example', 'Müller'],
    ['a contact’s mailbox at a provider', 'eva.corner@gmail.com', 'Corner Shop'],
    ['a stranger’s mailbox there', 'somebody@gmail.com', null],
    ['a domain that two customers have', 'lea@agency.example', null],
    ['a contact at two companies', 'kim@freelance.example', null],
    ['no address', 'not@an@address', null],
  ])('%s', async (name, address, expected) => {
    await fresh.store.records.save([ticket(name, address)]);
    expect(await customersOf(name)).toEqual({ [name]: expected });
  });

  test('one whose customer comes later, in another system, finds it then', async () => {
    const { store } = fresh;
    await store.records.save([
      ticket('by domain', 'jo@later.example'),
      ticket('by contact', 'pat@gmail.com'),
      ticket('by nobody', 'nobody@never.example'),
    ]);
    expect(await customersOf('by domain', 'by contact')).toEqual({
      'by domain': null,
      'by contact': null,
    });
    await store.records.save([
      customer('Later', { source: 'hubspot', domains: ['www.LATER.example'] }),
      contact('Pat', 'Later', { source: 'hubspot', email: 'Pat@gmail.com' }),
    ]);
    expect(await customersOf('by domain', 'by contact', 'by nobody')).toEqual({
      'by domain': 'Later',
      'by contact': 'Later',
      'by nobody': null,
    });
    const waiting = await fresh.database.query<{ id: string }>(
      `SELECT external_id AS id FROM awaited_customer WHERE external_id LIKE 'by %'`,
    );
    expect(waiting).toEqual([{ id: 'by nobody' }]);
  });

  test('one that its system brings to an account goes there, and waits no more', async () => {
    await fresh.store.records.save([ticket('moved', 'who@unknown.example')]);
    await fresh.store.records.save([
      customer('zd-9', { source: 'zendesk', name: 'Nine' }),
      ticket('moved', 'zd-9'),
    ]);
    await fresh.store.records.save([customer('U', { domains: ['unknown.example'] })]);
    expect(await customersOf('moved')).toEqual({ moved: 'Nine' });
  });
});
