import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketRecord } from '../../crm/customer/business-records.ts';
import type { CustomerRecord } from '../../crm/customer/records.ts';
import { matchCustomersJob } from '../../crm/matching/jobs.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { customer, departments, employee } from '../prisma/people-of-acme.ts';

/** A Tuesday, in office hours. */
const NOW = new Date('2026-11-24T10:14:00Z');
const [ANA, BEN, LEA] = ['ana@ours.example', 'ben@ours.example', 'lea@ours.example'];

const hubspot = (name: string, over: Partial<CustomerRecord> = {}) =>
  customer(name, { source: 'hubspot', owner: ANA, ...over });
const zendesk = (name: string, over: Partial<CustomerRecord> = {}) =>
  customer(name, { source: 'zendesk', ...over });
const ticket = (externalId: string, of: string): TicketRecord => ({
  kind: 'ticket',
  source: 'zendesk',
  externalId,
  customer: of,
  subject: externalId,
  status: 'open',
  priority: 'urgent',
  owner: null,
  openedAt: new Date(NOW.getTime() - 3_600_000),
  firstResponseAt: null,
  solvedAt: null,
  escalated: false,
  satisfaction: null,
});

describe.each(CHAT_PLATFORMS)('%s', (platform) => {
  let chat: Bot;
  beforeAll(async () => {
    chat = await bot({
      platform,
      now: () => NOW,
      records: [
        ...departments,
        employee('Ana'),
        employee('Ben', { department: 'support' }),
        employee('Lea', { role: 'administrator' }),
        hubspot('Acme Industries', { domains: ['ACME.example'] }),
        hubspot('Bright Agency', { domains: ['bright.example'], city: 'Berlin' }),
        hubspot('Northwind Traders', { domains: ['northwind.example'] }),
        hubspot('Vela', { domains: ['vela.example'] }),
        hubspot('Corner Shop', { domains: ['gmail.com'], city: 'Graz' }),
      ],
      people: [
        { email: ANA, name: 'Ana' },
        { email: BEN, name: 'Ben' },
        { email: LEA, name: 'Lea' },
      ],
    });
    for (const email of [ANA, BEN, LEA]) await chat.as(email).says('help');
  });
  afterAll(() => chat.close());
  let looks = 0;
  /** A domain more is found by the clock. */
  const compared = async () => {
    looks += 1;
    await chat.queue.send(matchCustomersJob, {}, { key: `look ${looks}` });
    await chat.until(async () => {
      const [row] = await chat.database.query<{ left: number }>(
        'SELECT count(*)::int AS left FROM reference WHERE matched_at IS NULL AND NOT gone',
      );
      return row?.left === 0;
    }, 'all records are compared');
  };
  /** How often anybody was asked about this one by the evidence. */
  const asked = async (name: string): Promise<number> => {
    const rows = await chat.database.query(
      `SELECT 1 FROM message WHERE subject_kind = 'same-company' AND role = 'asked' AND sender_id IS NULL AND line LIKE $1`,
      [`%${name}%`],
    );
    return rows.length;
  };

  test('the help desk tells of a company with the CRM’s domain: its tickets stand on the one card', async () => {
    await chat.store.records.save([
      zendesk('ACME industries Inc.', { domains: ['www.acme.example'] }),
      ticket('Export fails', 'ACME industries Inc.'),
    ]);
    await compared();
    const { text } = await chat.as(BEN).says('customer acme industries');
    expect(text).toMatch(/^Acme Industries\n/);
    expect(text).toContain('1 urgent ticket');
    expect(text).toContain('Owner Ana');
    expect(await asked('Acme')).toBe(0);
    const parts = await chat.as(ANA).says('duplicate acme industries');
    expect(parts.text).toMatch(/Joined by itself today: both have the domain acme\.example/);
    await chat.as(ANA).presses('Undo');
    expect((await chat.as(BEN).says('customer acme industries inc')).text).toContain(
      'ACME industries Inc.',
    );
    await chat.store.records.save([
      zendesk('ACME industries Inc.', { domains: ['www.acme.example', 'acme2.example'] }),
    ]);
    await compared();
    expect(
      await chat.store.matches.joins((await chat.store.customers.named('acme.example'))!),
    ).toEqual([]);
  });

  test('an unsure pair is asked of the owner, once; one company, and back again', async () => {
    const [ana, ben] = [chat.as(ANA), chat.as(BEN)];
    await chat.store.records.save([zendesk('Corner Bakery', { domains: ['bright.example'] })]);
    const question = await ana.isTold('Is Bright Agency the same company as Corner Bakery?');
    expect(question.text).toMatch(/Probably the same, \d+ %: both have the domain bright\.example/);
    expect(question.text).toContain('Berlin');
    expect(question.text).toContain('Zendesk');
    await ben.says('note corner bakery They open at six');
    await ben.says('follow corner bakery');
    const joined = await ana.presses('Same company');
    expect(joined.text).toContain('are one customer');
    expect(joined.text).toMatch(/From Corner Bakery: .*1 note/);
    const found = await ben.says('customer corner bakery');
    expect(found.text).toMatch(/^Bright Agency\n/);
    expect((await ben.says('notes bright agency')).text).toContain('They open at six');
    const card = await ana.says('duplicate bright agency');
    expect(card.text).toContain('Ana called them one company today.');
    await ana.presses('Undo');
    expect((await ben.says('notes bright agency')).text).not.toContain('They open at six');
    expect((await ben.says('notes corner bakery')).text).toContain('They open at six');
    await chat.store.records.save([
      zendesk('Corner Bakery', { domains: ['bright.example', 'bakery.example'] }),
    ]);
    await compared();
    expect(await asked('Corner Bakery')).toBe(1);
  });

  test('a colleague who is asked decides, and whoever asked hears of it', async () => {
    const [ana, ben] = [chat.as(ANA), chat.as(BEN)];
    await chat.store.records.save([zendesk('Harbour Cranes', { domains: ['northwind.example'] })]);
    await ana.isTold('Is Northwind Traders the same company as Harbour Cranes?');
    const form = await ana.presses('Ask somebody…');
    expect(form.text).toContain('Who knows them?');
    const sent = await ana.fills({ who: 'ben' });
    expect(sent.text).toContain('Ben is asked.');
    const handed = await ben.isTold('Is Northwind Traders the same company as Harbour Cranes?');
    expect(handed.text).toContain('Harbour Cranes');
    const said = await ben.presses('Not the same');
    expect(said.text).toContain('Ben said that they are two companies. Nobody is asked again.');
    await ana.isTold('Ben says: Northwind Traders and Harbour Cranes are two companies');
    await chat.store.records.save([
      zendesk('Harbour Cranes', { domains: ['northwind.example', 'cranes.example'] }),
    ]);
    await compared();
    expect(await asked('Harbour Cranes')).toBe(1);
  });

  test('a name alone joins nobody, and mail providers say nothing', async () => {
    await chat.store.records.save([
      zendesk('Corner Shop', { domains: ['GMAIL.com'], city: 'Graz' }),
      zendesk('Vela', { domains: ['vela-cycles.example'] }),
      zendesk('Somebody', { domains: ['gmail.com'] }),
    ]);
    await compared();
    const joins = await chat.database.query('SELECT 1 FROM customer_join');
    expect(joins).toEqual([]);
    expect(await asked('Somebody')).toBe(0);
    expect(await asked('Vela')).toBe(0);
    expect((await chat.as(LEA).says('duplicate')).text).toContain('Corner Shop');
  });

  test('a message of before the join leads to the one customer', async () => {
    const ben = chat.as(BEN);
    await chat.store.records.save([zendesk('Vela Desk')]);
    await ben.says('customer vela desk');
    const [vela, desk] = [
      (await chat.store.customers.named('vela.example'))!,
      (await chat.store.customers.named('vela desk'))!,
    ];
    await chat.store.commit(
      [
        {
          kind: 'join',
          join: { former: desk, into: vela, by: null, confidence: null, evidence: [] },
        },
      ],
      NOW,
    );
    await ben.presses('Note');
    await ben.fills({ body: 'Written on the former card' });
    const notes = await chat.store.notes.of(vela, 5);
    expect(notes.map(({ body }) => body)).toContain('Written on the former card');
  });

  test('only the owner, a manager or somebody who was asked says it', async () => {
    const ben = chat.as(BEN);
    const { text } = await ben.says('duplicate corner bakery');
    expect(text).toContain('The owner of one of them or a manager can say so.');
    expect(text).not.toContain('Not the same');
  });
});
