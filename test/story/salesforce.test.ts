import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { configuredAdministrator } from '../../crm/person/administrator.ts';
import { type Bot, bot, CHAT_PLATFORMS } from '../chat/bot.ts';
import { connect, furnished } from '../crm/connectors/salesforce/furnished.ts';
import { systemReader } from './read-system.ts';

const [ANA, BEN] = ['ana@rapport.example', 'ben@rapport.example'];
const CARLA = 'carla@rapport.example';

describe.each(CHAT_PLATFORMS)('a company that has Salesforce, %s', (platform) => {
  let there: Awaited<ReturnType<typeof furnished>>;
  let chat: Bot;
  beforeAll(async () => {
    there = await furnished();
    chat = await bot({
      platform,
      people: [
        { email: ANA, name: 'Ana Ruiz' },
        { email: BEN, name: 'Ben Ruiz' },
        { email: CARLA, name: 'Carla' },
      ],
      now: there.now,
      records: configuredAdministrator(CARLA).map((record) =>
        record.kind === 'person' ? { ...record, role: 'administrator' } : record,
      ),
      connectors: [connect(there.fake)],
    });
    await reads();
  });
  afterAll(async () => {
    await chat.close();
    await there.fake.close();
  });

  const reads = systemReader(() => chat, { source: 'salesforce', later: () => there.later() });

  const tasks = () =>
    there.fake.organisation
      .all('Task')
      .filter((row) => row['Rapport_Key__c'] !== null)
      .map((row) => [row['Description'], row['WhatId'], row['OwnerId'], row['IsClosed']]);

  test('its accounts are found, with owner, contact, deals and calls', async () => {
    const { organisation } = there.fake;
    organisation.add('Opportunity', {
      Name: '40 seats',
      AccountId: there.acme,
      Amount: 1200,
      IsClosed: true,
      IsWon: true,
      CloseDate: '2026-11-20',
      OwnerId: there.owners[0],
    });
    organisation.add('Task', {
      Subject: 'Asked about SSO',
      TaskSubtype: 'Call',
      CallType: 'Inbound',
      WhoId: there.dana,
      OwnerId: there.owners[1],
    });
    await reads();
    const card = (await chat.as(ANA).says('acme')).text;
    expect(card).toContain('Acme Industries');
    expect(card).toContain('Ana Ruiz');
    expect(card).toContain('Deal won: 40 seats');
    expect(card).toContain('Asked about SSO');
    expect((await chat.as(BEN).says('dana@mail.example')).text).toContain('Acme Industries');
  });

  test('a note arrives there once, as a finished activity, and its card leads to it', async () => {
    await chat.as(ANA).says('note acme: wants one invoice a year');
    await chat.until(() => tasks().length > 0, 'the note is in Salesforce');
    await chat.until(async () => {
      await chat.as(ANA).says('notes acme');
      return (await chat.as(ANA).presses('Show')).text.includes('In Salesforce');
    }, 'the card says so');
    await reads();
    expect(tasks()).toEqual([
      ['wants one invoice a year\nRapport · Ana Ruiz', there.acme, there.owners[0], true],
    ]);
    expect(
      await chat.database.query("SELECT source FROM entry WHERE title LIKE '%invoice a year%'"),
    ).toHaveLength(1);
  });

  test('a lead is a customer; when it is converted, its notes are the account’s', async () => {
    const { organisation } = there.fake;
    const lead = organisation.add('Lead', { Name: 'Eve Stone', Company: 'Initech' });
    await reads();
    await chat.as(BEN).says('note initech: met at the fair');
    await chat.until(() => tasks().length === 2, 'the note is at the lead');
    const account = organisation.add('Account', { Name: 'Initech Corporation', Type: 'Customer' });
    organisation.change('Lead', lead, { IsConverted: true, ConvertedAccountId: account });
    await reads();
    const timeline = (await chat.as(ANA).says('initech timeline')).text;
    expect(timeline).toContain('met at the fair');
    await chat.as(BEN).says('note initech: signed');
    await chat.until(
      () =>
        tasks().some(([body, what]) => body === 'signed\nRapport · Ben Ruiz' && what === account),
      'the next note goes to the account',
    );
  });

  test('two accounts that are merged are one here, with both companies’ people', async () => {
    there.fake.organisation.mergeAccounts(there.acme, there.globex);
    await reads();
    expect((await chat.as(BEN).says('raj@mail.example')).text).toContain('Acme Industries');
  });

  test('fields that security hides: a deal says so, and an administrator hears which they are', async () => {
    const { organisation } = there.fake;
    organisation.hide('Opportunity.Amount');
    organisation.add('Opportunity', { Name: 'Training', AccountId: there.acme, Amount: 900 });
    await reads();
    const timeline = (await chat.as(ANA).says('acme timeline "training"')).text;
    // Slack has a list of the entries, Teams a button for each.
    const [, listed] = /\| ([^|\]]*Deal opened: Training)\]/.exec(timeline) ?? [];
    const entry = (await chat.as(ANA).presses(listed ?? 'Open')).text;
    expect(entry).toContain('Amount: hidden from me');
    await chat.as(CARLA).says('setup crm');
    const card = (await chat.as(CARLA).presses('Test Salesforce')).text;
    expect(card).toContain('Cannot read Opportunity.Amount: hidden from me');
    expect(card).toContain('Permission Sets');
    organisation.show();
    expect((await chat.as(CARLA).presses('Test Salesforce')).text).toContain(
      'Salesforce lets Rapport do everything that it needs',
    );
  });

  test('a user whom nobody may own for any more: the note stays here, and its card says why', async () => {
    there.fake.organisation.change('User', there.owners[1], { IsActive: false });
    await chat.as(BEN).says('note acme: asks for a discount');
    await chat.until(async () => {
      await chat.as(BEN).says('notes acme');
      const { text } = await chat.as(BEN).presses('Show');
      return text.includes('operation performed with inactive user');
    }, 'the card says why');
  });
});
