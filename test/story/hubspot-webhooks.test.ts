import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readJournalJob } from '../../crm/connectors/jobs.ts';
import { SECOND } from '../../crm/time/durations.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { connect, furnished } from '../crm/connectors/hubspot/furnished.ts';
import { JOURNAL_APP } from '../crm/connectors/hubspot/journal.ts';
import { batchesOf, signed } from '../crm/connectors/hubspot/webhooks.ts';
import { systemReader } from './read-system.ts';

const ANA = 'ana@rapport.example';
const SECRET = JOURNAL_APP.secret;
const TARGET = 'https://rapport.example/webhooks/hubspot';

describe.each(CHAT_PLATFORMS)('webhooks of HubSpot, %s', (platform) => {
  let there: Awaited<ReturnType<typeof furnished>>;
  let chat: Bot;
  beforeAll(async () => {
    there = await furnished();
    chat = await bot({
      platform,
      people: [{ email: ANA, name: 'Ana Ruiz' }],
      now: there.now,
      records: [],
      publicUrl: 'https://rapport.example',
      connectors: [
        connect(there.fake, {
          HUBSPOT_CLIENT_SECRET: JOURNAL_APP.secret,
          HUBSPOT_CLIENT_ID: JOURNAL_APP.id,
        }),
      ],
    });
    await systemReader(() => chat, { source: 'hubspot', later: () => there.later() })();
    there.fake.account.takeHappenings();
  });
  afterAll(async () => {
    await chat.close();
    await there.fake.close();
  });

  const via = () => `${chat.outside}/webhooks/hubspot`;
  const tells = () => there.fake.tells({ secret: SECRET, target: TARGET, via: via() });
  const says = async (words: string): Promise<string> => (await chat.as(ANA).says(words)).text;
  const until = (words: string, is: (text: string) => boolean) =>
    chat.until(async () => is(await says(words)), `"${words}" says so`);

  test('a change in HubSpot is on the card at once, no clock’s reading in between', async () => {
    const before = await chat.database.query('SELECT cursor, read_at FROM connector_reading');
    there.fake.account.change('companies', there.acme, { city: 'Lisbon' });
    await tells();
    await until('acme', (text) => text.includes('Lisbon'));
    expect(await chat.database.query('SELECT cursor, read_at FROM connector_reading')).toEqual(
      before,
    );
  });

  test('a new company, its contact and its deal come in one batch, whichever is told of first', async () => {
    const { account } = there.fake;
    const initech = account.add('companies', { name: 'Initech', domain: 'initech.example' });
    account.add('contacts', { firstname: 'Milt', email: 'milt@mail.example' }, [initech]);
    account.add(
      'deals',
      { dealname: '9 seats', pipeline: 'default', dealstage: 'open', amount: '900' },
      [initech],
    );
    const happened = account.takeHappenings();
    // Of the company itself nothing is said.
    const [body = ''] = batchesOf(happened.slice(1), there.now());
    const headers = signed({ secret: SECRET, target: TARGET, at: there.now() }, body);
    expect((await fetch(via(), { method: 'POST', headers, body })).status).toBe(202);
    await until('initech', (text) => text.includes('9 seats'));
    expect(await says('milt@mail.example')).toContain('Initech');
  });

  test('a record that cannot be read yet is asked for again', async () => {
    const { account, readsLate } = there.fake;
    readsLate(SECOND);
    const id = account.add('companies', { name: 'Umbrella', domain: 'umbrella.example' });
    await tells();
    await chat.until(
      async () =>
        await chat.database
          .query(
            "SELECT 1 FROM queue.job WHERE name = 'read-touched' AND data::text LIKE $1 AND start_after > created_on",
            [`%"${id}"%`],
          )
          .then((rows) => rows.length > 0),
      'it is to be asked for again',
    );
    expect(await says('umbrella')).not.toMatch(/^Umbrella/);
    there.later(2 * SECOND);
    await until('umbrella', (text) => text.startsWith('Umbrella'));
    readsLate(0);
  });

  test('a deletion, and a deal that goes to another company', async () => {
    const { account } = there.fake;
    const deal = account.add(
      'deals',
      { dealname: '70 seats', pipeline: 'default', dealstage: 'open', amount: '70' },
      [there.acme],
    );
    await tells();
    await until('acme timeline', (text) => text.includes('70 seats'));
    account.associate('deals', deal, 'companies', there.globex);
    account.setPrimary('deals', deal, there.globex);
    await tells();
    await until('globex timeline', (text) => text.includes('70 seats'));
    account.archive('deals', deal);
    await tells();
    await until('globex timeline', (text) => !text.includes('70 seats'));
  });

  test('two companies that are merged there are one here', async () => {
    there.fake.account.mergeCompanies(there.acme, there.globex);
    await tells();
    await until('raj@mail.example', (text) => text.includes('Acme Industries'));
  });

  test('a request that comes twice, another secret, an old one, another address: refused, with the reason', async () => {
    there.fake.account.change('contacts', there.dana, { jobtitle: 'CFO' });
    const [body = ''] = batchesOf(there.fake.account.takeHappenings(), there.now());
    const send = async (with_: Partial<Parameters<typeof signed>[0]>, text = body) => {
      const app = { secret: SECRET, target: TARGET, at: there.now(), ...with_ };
      const answer = await fetch(via(), {
        method: 'POST',
        headers: signed(app, body),
        body: text,
      });
      return [answer.status, ((await answer.json()) as { next?: string }).next ?? ''] as const;
    };
    expect((await send({}))[0]).toBe(202);
    expect(await send({})).toEqual([409, expect.stringContaining('Nothing')]);
    const late = new Date(there.now().getTime() - 301 * SECOND);
    expect(await send({ at: late })).toEqual([401, expect.stringContaining('clock')]);
    for (const wrong of [
      await send({ secret: 'another-secret' }),
      await send({ target: 'https://elsewhere.example/webhooks/hubspot' }),
      await send({ at: new Date(there.now().getTime() + 1) }, body.replace('[', '[ ')),
    ])
      expect(wrong).toEqual([401, expect.stringContaining('PUBLIC_URL')]);
    const nobody = await fetch(`${chat.outside}/webhooks/salesforce`, { method: 'POST', body });
    expect(nobody.status).toBe(404);
  });

  test('without webhooks the journal is read on from its place; where that expired, changes are found by their dates', async () => {
    const { account, journal } = there.fake;
    const placeOf = async () => (await chat.store.readings.journal('hubspot'))?.position;
    let looks = 0;
    const look = async () => {
      looks += 1;
      await chat.queue.send(readJournalJob, { source: 'hubspot' }, { key: `look ${looks}` });
      await chat.until(async () => {
        const [row] = await chat.database.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM queue.job WHERE name = $1 AND state < 'completed'`,
          [readJournalJob.id],
        );
        return row?.n === 0;
      }, 'the journal is read');
    };
    await look();
    expect([journal.subscriptions.length > 10, await placeOf()]).toEqual([true, null]);
    account.takeHappenings();
    const stark = account.add('companies', { name: 'Stark', domain: 'stark.example' });
    const tony = account.add('contacts', { firstname: 'Tony', email: 'tony@mail.example' }, [
      stark,
    ]);
    journal.write();
    await look();
    await until('tony@mail.example', (text) => text.includes('Stark'));
    const place = await placeOf();
    expect(place).toMatch(/1$/);
    const wayne = account.add('companies', { name: 'Wayne', domain: 'wayne.example' });
    account.associate('contacts', tony, 'companies', wayne);
    journal.write();
    await look();
    await until('wayne', (text) => text.startsWith('Wayne'));
    await chat.until(async () => {
      await says('wayne');
      return (await chat.as(ANA).presses('People there')).text.includes('mainly at Stark');
    }, 'the contact is with both');
    // Two parts are thrown away before anybody read the second of them.
    account.change('companies', wayne, { city: 'Oslo' });
    journal.write();
    journal.forget(3);
    there.later();
    await look();
    await until('wayne', (text) => text.includes('Oslo'));
    expect(await placeOf()).toBeNull();
    account.change('companies', wayne, { city: 'Bergen' });
    journal.write();
    await look();
    await until('wayne', (text) => text.includes('Bergen'));
    expect(await placeOf()).toMatch(/4$/);
  });
});
