import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { examineConnectors } from '../../../../bot/connectors.ts';
import { salesforce } from '../../../../crm/connectors/salesforce/definition.ts';
import { idsOf, readAll, recordsOf } from '../read-all.ts';
import { connect, furnished, LONG_AGO } from './furnished.ts';
import { object } from './schema.ts';

let is: Awaited<ReturnType<typeof furnished>>;
beforeEach(async () => {
  is = await furnished();
});
afterEach(() => is.fake.close());

const add = (name: string, fields: Record<string, unknown>, at = LONG_AGO) =>
  is.fake.organisation.add(name, fields, at);
const entriesOf = async (settings: Record<string, string> = {}) =>
  recordsOf((await readAll(connect(is.fake, settings).reader)).upserts, 'entry');

describe('Salesforce’s records mean here', () => {
  test('an account, by its type, with its owner, and the fields that the configuration names', async () => {
    const { organisation } = is.fake;
    const { fields } = organisation.schema['Account']!;
    for (const name of ['Tier__c', 'Arr__c', 'Renewal__c', 'Score__c']) fields[name] = {};
    organisation.change(
      'Account',
      is.acme,
      { Tier__c: 'Enterprise', Arr__c: 12_000.5, Renewal__c: '2027-03-01', Score__c: 71 },
      LONG_AGO,
    );
    const { reader } = connect(is.fake, {
      SALESFORCE_SEGMENT_FIELD: 'Tier__c',
      SALESFORCE_REVENUE_FIELD: 'Arr__c',
      SALESFORCE_RENEWAL_FIELD: 'Renewal__c',
      SALESFORCE_HEALTH_FIELD: 'Score__c',
    });
    const { upserts } = await readAll(reader);
    expect(recordsOf(upserts, 'customer')).toMatchObject([
      {
        name: 'Acme Industries',
        stage: 'live',
        owner: is.owners[0],
        city: 'Hamburg',
        segment: 'Enterprise',
        revenue: { amount: 1_200_050, currency: 'EUR' },
        renewsOn: '2027-03-01',
        health: 71,
        domains: ['acme.example'],
        url: `${is.fake.url}/${is.acme}`,
      },
      { name: 'Globex', stage: 'prospect', revenue: null, renewsOn: null, health: null },
    ]);
    expect(recordsOf(upserts, 'person')).toMatchObject([
      { email: 'ana@rapport.example', department: 'sales', zone: 'Europe/Berlin', active: true },
      { email: 'ben@rapport.example', department: 'support', locale: 'en-GB' },
    ]);
  });

  test('users of a portal and processes are no colleagues; one who left is not active', async () => {
    add('User', { Name: 'A customer', UserType: 'CspLitePortal', IsActive: true });
    add('User', { Name: 'Automated Process', UserType: 'AutomatedProcess', IsActive: true });
    add('User', { Name: 'Cleo', UserType: 'Standard', IsActive: false });
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'person').map(({ name, active }) => [name, active])).toEqual([
      ['Ana Ruiz', true],
      ['Ben Ruiz', true],
      ['Cleo', false],
    ]);
  });

  test('a lead is a customer of its own, and becomes the account that it is converted to', async () => {
    const lead = add('Lead', {
      Name: 'Eve Stone',
      Company: 'Initech',
      Email: 'eve@initech.example',
      OwnerId: is.owners[1],
    });
    const { reader, writer } = connect(is.fake);
    const first = await readAll(reader);
    expect(recordsOf(first.upserts, 'customer')[0]).toMatchObject({
      externalId: lead,
      name: 'Initech',
      stage: 'lead',
      owner: is.owners[1],
      domains: ['initech.example'],
    });
    expect(recordsOf(first.upserts, 'contact')[0]).toMatchObject({
      customer: lead,
      name: 'Eve Stone',
    });
    expect(await reader.find('initech')).toMatchObject([{ customer: lead, name: 'Initech' }]);
    expect(await reader.find('eve@initech.example')).toMatchObject([{ customer: lead }]);
    const note = { key: 'note:1', customer: lead, author: null, body: 'met at a fair' };
    const { id } = await writer.addNote({ ...note, at: is.now() });
    expect(is.fake.organisation.get('Task', id)).toMatchObject({ WhoId: lead, WhatId: null });
    await writer.setOwner?.({ key: 'owner:1', customer: lead, owner: is.owners[0] });
    expect(is.fake.organisation.get('Lead', lead)?.['OwnerId']).toBe(is.owners[0]);
    is.later();
    const account = add('Account', { Name: 'Initech', Type: 'Customer' }, is.now());
    is.fake.organisation.change('Lead', lead, { IsConverted: true, ConvertedAccountId: account });
    is.later();
    const next = await readAll(reader, first.cursor);
    expect([next.merges, next.deletions]).toEqual([
      [{ from: lead, into: account }],
      [{ kind: 'contact', externalId: lead }],
    ]);
    expect(idsOf(next.upserts, 'customer')).toEqual([account]);
  });

  test('a deal that was won, on its day, in its own currency; one that is open is not closed', async () => {
    for (const name of ['Account', 'Opportunity'])
      is.fake.organisation.schema[name]!.fields['CurrencyIsoCode'] = {};
    add('Opportunity', {
      Name: '40 seats',
      AccountId: is.acme,
      StageName: 'Closed Won',
      Amount: 1234.5,
      CurrencyIsoCode: 'USD',
      IsClosed: true,
      IsWon: true,
      CloseDate: '2026-11-20',
      LastStageChangeDate: '2026-11-20T16:30:00.000+0000',
      OwnerId: is.owners[0],
    });
    const later = { IsClosed: true, CloseDate: '2026-11-19', LastStageChangeDate: null };
    add('Opportunity', { Name: 'Lost', AccountId: is.acme, ...later });
    add('Opportunity', { Name: 'More', AccountId: is.acme, StageName: 'Proposal', Amount: null });
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'deal')).toMatchObject([
      {
        customer: is.acme,
        status: 'won',
        stage: 'Closed Won',
        money: { amount: 123_450, currency: 'USD' },
        closedAt: new Date('2026-11-20T16:30:00Z'),
      },
      { status: 'lost', closedAt: new Date('2026-11-19T12:00:00Z') },
      { status: 'open', stage: 'Proposal', money: null, closedAt: null },
    ]);
    expect(recordsOf(upserts, 'entry').map(({ title }) => title)).toEqual([
      'Deal opened: 40 seats',
      'Deal won: 40 seats',
      'Deal opened: Lost',
      'Deal lost: Lost',
      'Deal opened: More',
    ]);
  });

  test('a case, with how it came and how urgent it is; one that waits in a queue has no owner', async () => {
    add('Case', {
      Subject: 'Cannot log in',
      Description: 'Since Monday',
      AccountId: is.acme,
      Status: 'Closed',
      Priority: 'Critical',
      Origin: 'Email',
      IsClosed: true,
      ClosedDate: '2026-10-01T09:00:00.000+0000',
      OwnerId: is.owners[1],
    });
    add('Case', { Subject: 'Slow', AccountId: is.acme, Status: 'On Hold', OwnerId: '00G1' });
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'ticket')).toMatchObject([
      // It was closed before it was created, so nobody knows how long it took.
      { status: 'solved', priority: 'urgent', solvedAt: null, owner: is.owners[1] },
      { status: 'waiting', priority: 'normal', owner: null },
    ]);
    expect(recordsOf(upserts, 'entry')).toMatchObject([
      { title: 'Ticket opened: Cannot log in', body: 'Since Monday', channel: 'email' },
      { title: 'Ticket opened: Slow', channel: 'web', direction: 'inbound' },
    ]);
  });

  test('activities, by whom and in which direction, whatever they point to; not what Rapport wrote itself', async () => {
    const { organisation } = is.fake;
    const [OwnerId] = [is.owners[1]];
    const deal = add('Opportunity', { Name: 'Seats', AccountId: is.globex });
    const ticket = add('Case', { Subject: 'Slow', AccountId: is.acme });
    const lead = add('Lead', { Name: 'Eve', Company: 'Initech' });
    const task = (fields: Record<string, unknown>) => add('Task', { OwnerId, ...fields });
    task({ Subject: 'Prices', TaskSubtype: 'Call', CallType: 'Inbound', WhoId: is.dana });
    task({ Subject: 'Hello?', TaskSubtype: 'Email', WhatId: deal });
    task({ Subject: 'Send offer', IsClosed: true, WhatId: ticket, Description: 'by post' });
    task({ Subject: 'Call back', WhoId: lead });
    task({ Subject: 'Buy milk' });
    const at = { StartDateTime: '2026-11-20T10:00:00.000+0000', OwnerId };
    add('Event', { Subject: 'Kick-off', AccountId: is.acme, ...at });
    add('Event', { Subject: 'Kick-off', AccountId: is.acme, IsChild: true, ...at });
    const { writer } = connect(is.fake);
    const note = { key: 'note:1', customer: is.acme, author: null, body: 'ours', at: is.now() };
    await writer.addNote(note);
    expect(organisation.all('Task')).toHaveLength(6);
    const entries = (await entriesOf()).filter(({ entryKind }) => !/deal|ticket/.test(entryKind));
    expect(
      entries.map(({ entryKind, direction, title, customer, department, body }) => [
        entryKind,
        direction,
        title,
        customer,
        department,
        body,
      ]),
    ).toEqual([
      ['call', 'inbound', 'Prices', is.acme, 'support', null],
      ['email', 'outbound', 'Hello?', is.globex, 'support', null],
      ['task', 'internal', 'Task done: Send offer', is.acme, 'support', 'by post'],
      ['task', 'internal', 'Task: Call back', lead, 'support', null],
      ['meeting', 'outbound', 'Kick-off', is.acme, 'support', null],
    ]);
  });

  test('notes of Salesforce’s own, short and long, at an account and at a contact of it', async () => {
    const { organisation } = is.fake;
    const long = `<p>${'word '.repeat(200)}</p><p>the end &amp; more</p>`;
    const [owner] = is.owners;
    organisation.addNote({ title: 'Call', html: '<p>Wants SSO</p>', owner }, [is.acme], LONG_AGO);
    organisation.addNote({ title: 'Visit', html: long, owner }, [is.raj], LONG_AGO);
    organisation.addNote({ title: 'Nobody’s', html: '<p>x</p>', owner }, [], LONG_AGO);
    expect(
      (await entriesOf()).map(({ title, body, customer, person }) => [
        title,
        body,
        customer,
        person,
      ]),
    ).toEqual([
      ['Call', 'Wants SSO', is.acme, owner],
      ['Visit', `${'word '.repeat(200).trim()}\nthe end & more`, is.globex, owner],
    ]);
  });

  test('a company’s own objects and fields, by the labels that colleagues know', async () => {
    const { schema } = is.fake.organisation;
    schema['Onboarding__c'] = object('Onboarding', 'a01', {
      Name: { nameField: true },
      Client__c: { referenceTo: ['Account'] },
      Phase__c: { label: 'Phase' },
    });
    schema['Case']!.fields['Severity__c'] = { label: 'Severity' };
    const own = add('Onboarding__c', { Name: 'ON-7', Client__c: is.acme, Phase__c: 'Kick-off' });
    add('Task', { Subject: 'Plan it', WhatId: own });
    add('Case', { Subject: 'Slow', AccountId: is.acme, Severity__c: 'S2' });
    const entries = await entriesOf({
      SALESFORCE_OBJECTS: 'Onboarding__c',
      SALESFORCE_FIELDS: 'Onboarding__c.Phase__c, Case.Severity__c',
    });
    expect(entries.map(({ title, body, customer }) => [title, body, customer])).toEqual([
      ['Ticket opened: Slow', 'Severity: S2', is.acme],
      ['Task: Plan it', null, is.acme],
      ['Onboarding: ON-7', 'Phase: Kick-off', is.acme],
    ]);
  });
});

describe('Parts that security hides', () => {
  test('are said to be hidden, where they would stand and by the doctor, and are not taken for empty', async () => {
    const { organisation } = is.fake;
    organisation.schema['Case']!.fields['Severity__c'] = { label: 'Severity' };
    add('Opportunity', { Name: 'Seats', AccountId: is.acme, Amount: 500 });
    add('Task', { Subject: 'Call', AccountId: is.acme, Description: 'secret' });
    add('Case', { Subject: 'Slow', AccountId: is.acme });
    organisation.hide('Opportunity.Amount', 'Task.Description', 'Case.Severity__c', 'Lead');
    const settings = { SALESFORCE_FIELDS: 'Case.Severity__c' };
    const entries = await entriesOf(settings);
    expect(entries.map(({ title, body, money }) => [title, body, money])).toEqual([
      ['Deal opened: Seats', 'Amount: hidden from me', null],
      ['Ticket opened: Slow', 'Severity__c: hidden from me', null],
      ['Task: Call', 'Comments: hidden from me', null],
    ]);
    const steps = (await connect(is.fake, settings).check?.()) ?? [];
    const gaps = steps.filter(({ fault }) => fault !== null);
    expect(gaps.map(({ what, fault }) => [what, fault?.reason])).toEqual([
      ['Lead', expect.stringContaining('hidden from me')],
      ['Opportunity.Amount', expect.stringContaining('hidden from me')],
      ['Case.Severity__c', expect.stringContaining('hidden from me')],
      ['Task.Description', expect.stringContaining('hidden from me')],
    ]);
    expect(gaps.every(({ fault }) => fault?.reason?.includes('Permission Sets'))).toBe(true);
  });

  test('a kind that is hidden is left out, and read as a whole once it may be read', async () => {
    const ticket = add('Case', { Subject: 'Slow', AccountId: is.acme });
    is.fake.organisation.hide('Case');
    const { reader } = connect(is.fake);
    const first = await readAll(reader);
    expect([idsOf(first.upserts, 'ticket'), idsOf(first.upserts, 'customer').length]).toEqual([
      [],
      2,
    ]);
    is.fake.organisation.show();
    is.later();
    expect(idsOf((await readAll(reader, first.cursor)).upserts, 'ticket')).toEqual([ticket]);
  });

  test('a field that is hidden while a process runs is left out from then on', async () => {
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later(1_000);
    is.fake.organisation.change('Account', is.acme, { BillingCity: 'Bremen' });
    is.fake.organisation.hide('Account.Industry');
    is.later(1_000);
    const { upserts } = await readAll(reader, cursor);
    expect(recordsOf(upserts, 'customer')).toMatchObject([{ city: 'Bremen', industry: null }]);
  });

  test('roles of users and web addresses that are hidden: users are read all the same, and accounts found by name', async () => {
    is.fake.organisation.hide('User.UserRoleId', 'Account.Website');
    const { reader } = connect(is.fake);
    expect(recordsOf((await readAll(reader)).upserts, 'person')).toMatchObject([
      { name: 'Ana Ruiz', department: 'sales', zone: null, active: true },
      { name: 'Ben Ruiz', email: 'ben@rapport.example' },
    ]);
    expect(await reader.find('acme')).toMatchObject([{ customer: is.acme }]);
  });

  test('fields by which records lead to their customers: the rest is read all the same', async () => {
    add('Task', { Subject: 'Call', WhoId: is.dana });
    add('Task', { Subject: 'Visit', AccountId: is.acme });
    is.fake.organisation.addNote(
      { title: 'Note', html: 'short', owner: is.owners[0] },
      [is.acme],
      LONG_AGO,
    );
    is.fake.organisation.hide('Contact.AccountId', 'ContentNote.TextPreview');
    expect((await entriesOf()).map(({ title, body }) => [title, body])).toEqual([
      ['Task: Visit', null],
      ['Note', null],
    ]);
  });

  test('without accounts nothing can be read, and that is said', async () => {
    is.fake.organisation.hide('Account');
    await expect(readAll(connect(is.fake).reader)).rejects.toMatchObject({
      fault: 'unauthorised',
      reason: expect.stringContaining('Accounts are hidden from me'),
    });
  });

  test('a missing key field and a missing currency are found by the test of the connection', async () => {
    is.fake.organisation.hide('Task.Rapport_Key__c');
    const { check } = connect(is.fake, { SALESFORCE_CURRENCY: undefined });
    const gaps = (await check?.())?.filter(({ fault }) => fault !== null) ?? [];
    expect(gaps.map(({ does, what, fault }) => [does, what, fault?.reason])).toEqual([
      ['read', 'amounts', expect.stringContaining('Set SALESFORCE_CURRENCY')],
      ['write', 'notes and tasks', expect.stringContaining('Object Manager → Activity')],
    ]);
  });

  test('fields and objects of the configuration that lead nowhere are told', async () => {
    const settings = {
      SALESFORCE_OBJECTS: 'Account, Typo__c',
      SALESFORCE_FIELDS: 'Account.Name,Visit__c.Phase__c,Case.Status',
    };
    const gaps = (await connect(is.fake, settings).check?.()) ?? [];
    expect(gaps.flatMap(({ what, fault }) => (fault ? [[what, fault.reason]] : []))).toEqual([
      ['Typo__c', expect.stringContaining('does not exist')],
      ['Account.Name', expect.stringContaining('no entries')],
      ['Visit__c.Phase__c', expect.stringContaining('Add Visit__c to SALESFORCE_OBJECTS')],
    ]);
    const { upserts } = await readAll(connect(is.fake, settings).reader);
    expect(idsOf(upserts, 'customer')).toEqual([is.acme, is.globex]);
  });

  test('where nothing is missing the test leaves nothing behind, and the doctor says that all is well', async () => {
    const crm = connect(is.fake);
    expect((await crm.check?.())?.filter(({ fault }) => fault !== null)).toEqual([]);
    expect(is.fake.organisation.all('Task').filter((row) => !row['IsDeleted'])).toEqual([]);
    const findings = await examineConnectors([crm], [salesforce]);
    expect(findings).toEqual([
      { state: 'well', what: 'Salesforce answers, and is read and written' },
    ]);
  });
});

describe('Records that move', () => {
  test('a contact who leaves an account for none is nobody’s here', async () => {
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later();
    is.fake.organisation.change('Contact', is.dana, { AccountId: null });
    is.later();
    const { deletions, upserts } = await readAll(reader, cursor);
    expect([deletions, upserts]).toEqual([[{ kind: 'contact', externalId: is.dana }], []]);
  });

  test('of two contacts that are merged one goes, and of two leads one becomes the other', async () => {
    const [one, other] = [add('Lead', { Company: 'A' }), add('Lead', { Company: 'A Ltd' })];
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later();
    const gone = { IsDeleted: true };
    is.fake.organisation.change('Contact', is.raj, { ...gone, MasterRecordId: is.dana });
    is.fake.organisation.change('Lead', other, { ...gone, MasterRecordId: one });
    is.later();
    const { merges, deletions } = await readAll(reader, cursor);
    expect([merges, deletions]).toEqual([
      [{ from: other, into: one }],
      [
        { kind: 'contact', externalId: other },
        { kind: 'contact', externalId: is.raj },
      ],
    ]);
  });

  test('names with quotes, percent signs and backslashes are found as they are written', async () => {
    const odd = add('Account', { Name: String.raw`O'Neil_100% \ Sons` });
    add('Account', { Name: 'ONeil 1000 Sons' });
    const { reader } = connect(is.fake);
    for (const words of ["o'neil", '100%', 'neil_1', String.raw`% \ s`, String.raw`\ `])
      expect((await reader.find(words)).map(({ customer }) => customer)).toEqual([odd]);
    expect(await reader.find("' OR Name != '")).toEqual([]);
  });
});
