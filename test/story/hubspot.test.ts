import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configuredAdministrator } from '../../crm/person/administrator.ts';
import { textOfHtml } from '../../crm/text/html.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { company } from '../crm/connectors/companies.ts';
import { connect, furnished } from '../crm/connectors/hubspot/furnished.ts';
import { systemReader } from './read-system.ts';

const [ANA, BEN] = ['ana@rapport.example', 'ben@rapport.example'];

describe.each(CHAT_PLATFORMS)('a company that has HubSpot, %s', (platform) => {
  let there: Awaited<ReturnType<typeof furnished>>;
  let chat: Bot;
  beforeAll(async () => {
    there = await furnished();
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Ruiz' },
      ],
      now: there.now,
      records: [],
      connectors: [connect(there.fake)],
    });
    await reads();
  });
  afterAll(async () => {
    await chat.close();
    await there.fake.close();
  });

  const reads = systemReader(() => chat, { source: 'hubspot', later: () => there.later() });

  test('its companies are found, with owner, contact and deals', async () => {
    const { account } = there.fake;
    account.add(
      'deals',
      {
        dealname: '40 seats',
        pipeline: 'default',
        dealstage: 'won',
        amount: '1200',
        hs_is_closed: 'true',
        hs_is_closed_won: 'true',
        closedate: '2026-11-20T10:00:00Z',
        hubspot_owner_id: '71',
      },
      [there.acme],
    );
    await reads();
    const card = (await chat.as(ANA).says('acme')).text;
    expect(card).toContain('Acme Industries');
    expect(card).toContain('Ana Ruiz');
    expect(card).toContain('Deal won: 40 seats');
    expect((await chat.as(BEN).says('dana@mail.example')).text).toContain('Acme Industries');
  });

  test('its card says when HubSpot was read, and nothing of systems that do not know it; Rapport itself is none', async () => {
    await chat.store.records.save([
      ...configuredAdministrator('carla@rapport.example'),
      company('b-1', 'Initech', 'initech.example', 'billing'),
    ]);
    const [, sources] = /As of (.*)/.exec((await chat.as(ANA).says('acme')).text) ?? [];
    expect(
      sources
        ?.split(' · ')
        .slice(1)
        .map((one) => one.split(' ')[0]),
    ).toEqual(['HubSpot']);
  });

  test('a note arrives there once, and its card leads to it', async () => {
    await chat.as(ANA).says('note acme: wants one invoice a year');
    const { account } = there.fake;
    const notes = () =>
      account.associated('companies', there.acme, 'notes').map(({ toObjectId }) => {
        const properties = account.get('notes', toObjectId)?.properties;
        return [
          textOfHtml(properties?.['hs_note_body'] ?? '').split('\n')[0],
          properties?.['hubspot_owner_id'],
        ];
      });
    await chat.until(() => notes().length > 0, 'the note is in HubSpot');
    await chat.until(async () => {
      await chat.as(ANA).says('notes acme');
      return (await chat.as(ANA).presses('Show')).text.includes('In HubSpot');
    }, 'the card says so');
    await reads();
    expect(notes()).toEqual([['wants one invoice a year', '71']]);
    expect((await chat.as(BEN).says('acme timeline')).text).toContain('wants one invoice a year');
    expect(
      await chat.database.query("SELECT source FROM entry WHERE title LIKE '%invoice a year%'"),
    ).toHaveLength(1);
  });

  test('a stage is set there, and stands on the card once HubSpot has it', async () => {
    const ana = chat.as(ANA);
    const before = await ana.says('stage acme');
    expect(before.text).toContain('Acme Industries: live');
    expect(before.text).toContain('Set to prospect');
    expect(before.text).not.toContain('churned');
    const goes = (await ana.presses('Set to prospect')).text;
    expect(goes).toContain('“prospect” goes to HubSpot');
    const there_ = () =>
      there.fake.account.get('companies', there.acme)?.properties['lifecyclestage'];
    await chat.until(async () => (await ana.says('acme')).text.includes('prospect'), 'the card');
    expect(there_()).toBe('opportunity');
    expect((await ana.says('stage acme onboarding')).text).toContain(
      'HubSpot has no stage “onboarding”',
    );
    expect((await ana.says('undo')).text).toContain('Take back the stage “prospect” of Acme');
    expect((await ana.presses('Take it back')).text).toContain('“live” goes to HubSpot');
    await chat.until(async () => !(await ana.says('acme')).text.includes('prospect'), 'it is back');
    expect(there_()).toBe('customer');
    expect((await ana.says('undo')).text).not.toContain('the stage');
    await ana.says('stage acme prospect');
    await chat.until(async () => (await ana.says('acme')).text.includes('prospect'), 'set again');
    const customerId = (await chat.store.customers.named('acme industries'))!;
    const setThere = (stage: 'at-risk' | 'prospect') =>
      chat.store.commit([{ kind: 'stage', customerId, stage, source: 'hubspot' }]);
    await setThere('at-risk');
    expect((await ana.says('undo')).text).toContain('It was changed since, so it stays.');
    await setThere('prospect');
    expect((await ana.says('stage acme famous')).text).toContain('is no stage that can be set');
  });

  test('a rule of an administrator’s forbids a stage: nothing changes, and its words are told', async () => {
    const ana = chat.as(ANA);
    there.fake.next('rejected');
    await ana.says('stage acme to live');
    const told = await ana.isTold('the stage is not in HubSpot');
    expect(told.text).toContain('Property "renewal_risk" is required at this stage');
    expect((await ana.says('acme')).text).toContain('prospect');
    await ana.says('stage acme live');
    await chat.until(
      async () => (await ana.says('acme')).text.includes('live'),
      'it is live again',
    );
  });

  test('a note with a file there names the file and leads to it', async () => {
    const { account } = there.fake;
    const url = 'https://api-eu1.hubapi.com/files/7/signed-url-redirect';
    account.files['7'] = { name: 'contract', extension: 'pdf', access: 'PRIVATE', url };
    const properties = {
      hs_timestamp: there.now().toISOString(),
      hs_note_body: 'Signed at last',
      hs_attachment_ids: '7',
    };
    account.add('notes', properties, [there.acme]);
    await reads();
    await chat.as(ANA).says('acme timeline');
    const line = platform === 'slack' ? '13:00 Sales: Signed at last' : 'Open';
    const entry = (await chat.as(ANA).presses(line)).text;
    expect(entry).toContain(`File: contract.pdf · ${url}`);
  });

  test('two companies that HubSpot merges into one of a new id: ours stays the same one, with its notes and the other one’s people', async () => {
    const { account } = there.fake;
    const into = account.mergeCompanies(there.acme, there.globex);
    await reads();
    const timeline = (await chat.as(ANA).says('acme timeline')).text;
    expect(timeline).toContain('wants one invoice a year');
    expect((await chat.as(BEN).says('raj@mail.example')).text).toContain('Acme Industries');
    await chat.as(BEN).says('note acme: asks for a discount');
    const bodies = () =>
      account
        .associated('companies', into, 'notes')
        .map(({ toObjectId }) =>
          textOfHtml(account.get('notes', toObjectId)?.properties['hs_note_body'] ?? ''),
        );
    await chat.until(
      () => bodies().some((body) => body.startsWith('asks for a discount')),
      'the next note goes to the new one',
    );
    expect(bodies()).toHaveLength(3);
  });
});
