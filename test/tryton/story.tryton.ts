import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { checkConnector } from '../../crm/connectors/check.ts';
import { readConnectorJob } from '../../crm/connectors/jobs.ts';
import { type Bot, bot } from '../chat/bot.ts';
import { addParty, administrator, connect, decimal, furnish } from './furnished.ts';

const ANA = 'ana@rapport.example';
const server = inject('tryton');
const admin = administrator(server);
const crm = connect(server, server.url);

describe('a company that has Tryton', () => {
  let chat: Bot;
  /** The bot's clock shows the server's time, which a test cannot set. */
  let now: Date;
  let hooli: { party: number; contact: number };
  let readings = 0;

  beforeAll(async () => {
    const { company, employee } = await furnish(admin);
    hooli = await addParty(admin, {
      name: 'Hooli Works',
      domain: 'hooli.example',
      email: 'dana.fox@hooli.example',
    });
    await admin.create('sale.opportunity', {
      party: hooli.party,
      company,
      employee,
      description: '40 seats',
      amount: decimal('1200'),
    });
    await admin.create('ir.note', {
      resource: `party.party,${hooli.party}`,
      message: 'Met them at the fair',
    });
    const { headers } = await fetch(server.url);
    now = new Date(headers.get('date') ?? '');
    chat = await bot({
      platform: 'slack',
      people: [{ email: ANA, name: 'Ana Ruiz' }],
      now: () => now,
      records: [],
      connectors: [crm],
    });
    await reads();
  });
  afterAll(() => chat.close());

  /** Tryton is read to its end; the start's reading may be at it still. */
  async function reads(): Promise<void> {
    readings += 1;
    await chat.queue.send(readConnectorJob, { source: 'tryton' }, { key: `reading ${readings}` });
    await chat.until(async () => {
      const [row] = await chat.database.query<{ cursor: string | null; reading: string | null }>(
        'SELECT cursor, reading FROM connector_reading',
      );
      if (!row?.cursor || row.reading !== null) return false;
      const { more } = await crm.reader.changesSince(row.cursor);
      return !more;
    }, 'Tryton is read');
  }

  test('its parties are found, with contact, opportunity and note; its own party is no customer', async () => {
    const ana = chat.as(ANA);
    const { text } = await ana.says('hooli works');
    expect(text).toContain('Hamburg');
    expect(text).toContain('1 open deal, €1,200');
    expect((await ana.says('hooli works timeline')).text).toMatch(
      /Deal opened: 40 seats[\s\S]*Met them at the fair|Met them at the fair[\s\S]*Deal opened: 40 seats/,
    );
    expect((await ana.says('dana.fox@hooli.example')).text).toContain('Hooli Works');
    expect(
      await chat.database.query("SELECT name FROM customer WHERE name = 'Rapport Ltd'"),
    ).toEqual([]);
  });

  test('a note from the chat arrives there with its author’s name, and a change there comes here', async () => {
    const ana = chat.as(ANA);
    await ana.says('note hooli works: wants one invoice a year');
    const ours = async () =>
      (await admin.notes([String(hooli.party)])).filter(({ message }) =>
        message.includes('Rapport'),
      );
    await chat.until(async () => (await ours()).length === 1, 'the note is in Tryton');
    const [note] = await ours();
    expect(note?.message).toMatch(/^wants one invoice a year\nRapport · Ana Ruiz · note:\S+$/);
    await chat.until(async () => {
      await ana.says('notes hooli works');
      return (await ana.presses('Show')).text.includes('In Tryton');
    }, 'the card says so');
    const message = note?.message.replace('one invoice', 'two invoices');
    await admin.write('ir.note', [Number(note?.id)], { message });
    await admin.write('party.party', [hooli.party], { name: 'Hooli Factories' });
    await reads();
    await ana.isTold('your note was changed in Tryton');
    expect((await ana.says('hooli factories timeline')).text).toContain(
      'wants two invoices a year',
    );
  });

  test('the connection is tried by reading every kind and by a note that goes again', async () => {
    const before = await admin.notes([String(hooli.party)]);
    const steps = await checkConnector(crm);
    expect(steps.filter(({ fault }) => fault !== null)).toEqual([]);
    expect(steps.map(({ what }) => what)).toContain('sale.opportunity');
    expect(await admin.notes([String(hooli.party)])).toEqual(before);
  });

  test('a wrong password is refused by Tryton itself, and a database that is not there passes', async () => {
    const faultOf = (connector: typeof crm) =>
      connector.reader.find('hooli').catch((cause: unknown) => cause);
    const wrong = connect(server, server.url, { password: 'wrong' });
    expect(await faultOf(wrong)).toMatchObject({ fault: 'unauthorised' });
    const nowhere = connect({ ...server, database: 'nowhere' }, server.url);
    expect(await faultOf(nowhere)).toMatchObject({ fault: 'unavailable' });
  });
});
