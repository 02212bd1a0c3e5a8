import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConnectorJob, readTouchedJob } from '../../crm/connectors/jobs.ts';
import { configuredAdministrator } from '../../crm/person/administrator.ts';
import { HOUR } from '../../crm/time/durations.ts';
import { watchQuotas } from '../../jobs/connector/watch-quotas.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { connect, furnished } from '../crm/connectors/hubspot/furnished.ts';

const [CARLA, BEN] = ['carla@rapport.example', 'ben@rapport.example'];

describe.each(CHAT_PLATFORMS)('an administrator connects HubSpot, %s', (platform) => {
  let there: Awaited<ReturnType<typeof furnished>>;
  let chat: Bot;
  beforeAll(async () => {
    there = await furnished();
    chat = await bot({
      platform,
      people: [
        { email: CARLA, name: 'Carla' },
        { email: BEN, name: 'Ben Ruiz' },
      ],
      now: there.now,
      records: configuredAdministrator(CARLA).map((record) =>
        record.kind === 'person' ? { ...record, role: 'administrator' } : record,
      ),
      connectors: [connect(there.fake)],
    });
  });
  afterAll(async () => {
    await chat.close();
    await there.fake.close();
  });

  const finished = async () => (await chat.store.readings.overview())[0]?.finishedAt ?? null;

  test('the card says how far it is read, and where the key of another CRM is made', async () => {
    await chat.until(async () => (await finished()) !== null, 'HubSpot is read');
    const card = (await chat.as(CARLA).says('setup crm')).text;
    expect(card).toContain('HubSpot');
    expect(card).toContain('Read to its end');
    expect(card).toMatch(/colleagues? of these systems/);
    expect(card).toContain('Not connected: Salesforce');
    const steps = (await chat.as(CARLA).says('setup salesforce')).text;
    expect(steps).toContain('External Client App Manager');
    expect(steps).toContain('Set SALESFORCE_LOGIN_URL');
    expect(steps).not.toContain('Read to its end');
    expect(steps).not.toContain('No CRM is connected');
    expect((await chat.as(CARLA).says('setup siebel')).text).toContain(
      'I do not know how to set up',
    );
  });

  test('a reading under way shows its progress', async () => {
    await chat.database.query(
      "UPDATE connector_reading SET reading = 'r', records = 12300, read_at = NULL",
    );
    expect((await chat.as(CARLA).says('setup crm')).text).toContain(
      'read for the first time: 12,300 records so far',
    );
    await chat.database.query('UPDATE connector_reading SET reading = NULL');
    expect((await chat.as(CARLA).says('setup crm')).text).toContain('broke off');
  });

  test('a system that cannot be read: since when, and why', async () => {
    there.fake.always(() => 'unauthorised');
    await chat.queue.send(readConnectorJob, { source: 'hubspot' }, { key: 'fails' });
    await chat.until(
      async () => (await chat.store.readings.overview())[0]?.fault === 'unauthorised',
      'the reading fails',
    );
    expect((await chat.as(CARLA).says('setup crm')).text).toMatch(
      /cannot be read since .*: its key does not allow it\. It is tried every five minutes/,
    );
    there.fake.always(() => null);
    await chat.queue.send(readConnectorJob, { source: 'hubspot' }, { key: 'works again' });
    await chat.until(
      async () => (await chat.store.readings.overview())[0]?.fault === null,
      'it is read again',
    );
  });

  test('a test reads every kind, and writes a note that is gone again', async () => {
    await chat.as(CARLA).says('setup crm');
    const card = (await chat.as(CARLA).presses('Test HubSpot')).text;
    expect(card).toContain('lets Rapport do everything that it needs');
    expect(card).toContain('tickets');
    const { account, calls } = there.fake;
    expect(account.all('notes').filter(({ archived }) => !archived)).toEqual([]);
    expect(calls.some((call) => call.startsWith('DELETE'))).toBe(true);
    await chat.as(CARLA).presses('All systems');
    expect((await chat.as(CARLA).says('audit')).text).toContain('tested the connection to hubspot');
  });

  test('a key that lacks a scope: what it cannot do, in HubSpot’s words, and where the key is made', async () => {
    there.fake.hide('tickets');
    await chat.as(CARLA).says('setup crm');
    const card = (await chat.as(CARLA).presses('Test HubSpot')).text;
    expect(card).toContain('Cannot read tickets: This key lacks the scope');
    expect(card).toContain('Service keys');
    there.fake.hide();
    there.fake.always(() => 'unauthorised');
    expect((await chat.as(CARLA).presses('Test HubSpot')).text).toContain(
      'HubSpot does not let Rapport in: The key expired',
    );
    there.fake.always(() => null);
  });

  test('status: what failed and why, a line each, and one press mends all of it', async () => {
    const carla = chat.as(CARLA);
    const status = async () => (await carla.says('status')).text;
    const well = await status();
    expect(well).toContain('All is well');
    expect(well).toMatch(new RegExp(`Connected: ${platform}\\.`, 'i'));
    expect(well).toContain('HubSpot was read to its end');
    expect(well).not.toContain('Try again');

    there.fake.next('rejected');
    await chat.as(BEN).says('note globex: wants one invoice a year');
    await chat.as(BEN).isTold('is not in HubSpot');
    there.fake.always(() => 'unavailable');
    await chat.queue.send(readConnectorJob, { source: 'hubspot' }, { key: 'fails again' });
    await givenUp();
    await chat.until(async () => (await status()).includes('3 things are wrong'), 'three fail');
    const wrong = await status();
    expect(wrong).toMatch(
      /HubSpot cannot be read since today .*: it does not answer\. It is tried every five minutes/,
    );
    expect(wrong).toMatch(/1 change is not in HubSpot, the last of today .*renewal_risk/);
    expect(wrong).toMatch(/1 job “read touched” failed, the last today .*: touched: Invalid input/);

    there.fake.always(() => null);
    await mended();
    expect((await carla.presses('Try again')).text).toContain('Tried again just now');
    await chat.until(async () => (await status()).includes('All is well'), 'all is mended');
    expect(
      there.fake.account
        .all('notes')
        .some(({ properties }) => properties['hs_note_body']?.includes('wants one invoice a year')),
    ).toBe(true);
    expect((await carla.says('audit')).text).toContain('tried again what had failed');
  });

  /** A job as an earlier version may have sent it, which the queue gives up at its first failure. */
  async function givenUp(): Promise<void> {
    const after = new Date(there.now().getTime() + HOUR);
    const data = { source: 'hubspot', touched: [], saidAt: there.now().toISOString() };
    await chat.queue.send(readTouchedJob, data, { key: 'given up', after });
    await chat.database.query(
      `UPDATE queue.job SET data = data #- '{data,touched}', retry_limit = 0, start_after = created_on WHERE name = 'read-touched'`,
    );
  }

  /** Its data are as today's version sends them. */
  const mended = () =>
    chat.database.query(
      `UPDATE queue.job SET data = jsonb_set(data, '{data,touched}', '[]') WHERE name = 'read-touched'`,
    );

  test('nobody else sees or tests it', async () => {
    for (const words of ['status', 'is everything working?'])
      expect((await chat.as(BEN).says(words)).text).toContain('That is for administrators');
    expect((await chat.as(BEN).says('setup crm')).text).toMatch(/administrator/i);
  });

  test('the calls of the day are nearly used: every administrator hears it once', async () => {
    const quota = { source: 'hubspot', calls: 250_000, left: 30_000, at: there.now() };
    await chat.store.callBudgets.saveQuota(quota);
    for (const slot of ['a', 'b'])
      await chat.queue.send(
        watchQuotas.kind,
        { slot: there.now().toISOString() },
        { key: `quota ${slot}` },
      );
    await chat.as(CARLA).isTold('HubSpot: 12% of today’s calls are left');
    const [sent] = await chat.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM message WHERE key LIKE 'quota:%'",
    );
    expect(sent).toEqual({ count: 1 });
    expect(chat.told(BEN).filter(({ text }) => text.includes('calls are left'))).toEqual([]);
    expect((await chat.as(CARLA).says('setup crm')).text).toContain('30,000 of 250,000 calls');
  });
});
