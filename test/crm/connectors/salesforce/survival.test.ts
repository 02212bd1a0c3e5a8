import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../../../crm/time/durations.ts';
import { idsOf, readAll, recordsOf } from '../read-all.ts';
import { connect, furnished, LONG_AGO } from './furnished.ts';

let is: Awaited<ReturnType<typeof furnished>>;
beforeEach(async () => {
  is = await furnished();
});
afterEach(() => is.fake.close());

const accounts = (count: number, at: Date): string[] =>
  Array.from({ length: count }, (_, i) =>
    is.fake.organisation.add('Account', { Name: `Company ${i}` }, at),
  );

describe('Salesforce is read whole', () => {
  test('a thousand accounts with the same stamp come each once, in pages', async () => {
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later();
    const many = accounts(1_000, is.now());
    is.later(MINUTE);
    const { upserts, pages } = await readAll(reader, cursor);
    expect(idsOf(upserts, 'customer').toSorted()).toEqual(many.toSorted());
    expect(pages.length).toBeGreaterThan(4);
  });

  test('a row that was committed nine minutes after it was stamped is read, and its neighbours do not come again', async () => {
    const { organisation } = is.fake;
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later();
    const stamped = is.now();
    const [early] = accounts(1, stamped);
    is.later(5 * MINUTE);
    const first = await readAll(reader, cursor);
    expect(idsOf(first.upserts, 'customer')).toEqual([early]);
    // Its transaction ends only now.
    const late = organisation.add('Account', { Name: 'Late' }, stamped);
    is.later(4 * MINUTE);
    const second = await readAll(reader, first.cursor);
    expect(idsOf(second.upserts, 'customer')).toEqual([late]);
    is.later(2 * MINUTE);
    expect((await readAll(reader, second.cursor)).upserts).toEqual([]);
  });

  test('two changes in one second, the second one after the first was read, both come', async () => {
    const { organisation } = is.fake;
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later();
    organisation.change('Account', is.acme, { BillingCity: 'Bremen' });
    const first = await readAll(reader, cursor);
    organisation.change('Account', is.acme, { BillingCity: 'Kiel' });
    is.later(MINUTE);
    const second = await readAll(reader, first.cursor);
    expect(
      [first, second].map(({ upserts }) => recordsOf(upserts, 'customer').map(({ city }) => city)),
    ).toEqual([['Bremen'], ['Kiel']]);
  });

  test('more rows in the last minutes than a cursor keeps in mind come once more, and the cursor stays small', async () => {
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later();
    const many = accounts(1_000, is.now());
    is.later(MINUTE);
    const first = await readAll(reader, cursor);
    expect(first.cursor?.length).toBeLessThan(20_000);
    is.later(MINUTE);
    const second = await readAll(reader, first.cursor);
    expect(many).toEqual(expect.arrayContaining(idsOf(second.upserts, 'customer')));
    is.later(DAY);
    const third = await readAll(reader, second.cursor);
    is.later(DAY);
    expect((await readAll(reader, third.cursor)).upserts).toEqual([]);
  });

  test('what lies in the recycle bin is deleted here, and comes back with its undeletion', async () => {
    const { organisation } = is.fake;
    const at = { AccountId: is.acme, IsClosed: false };
    const deal = organisation.add('Opportunity', { Name: 'Seats', ...at }, LONG_AGO);
    const ticket = organisation.add('Case', { Subject: 'Broken', ...at }, LONG_AGO);
    const { reader } = connect(is.fake);
    const { cursor } = await readAll(reader);
    is.later();
    organisation.remove('Account', is.globex);
    organisation.remove('Opportunity', deal);
    organisation.remove('Case', ticket);
    is.later();
    const gone = await readAll(reader, cursor);
    expect(gone.upserts).toEqual([]);
    expect(gone.deletions).toEqual([
      { kind: 'customer', externalId: is.globex },
      { kind: 'deal', externalId: deal },
      { kind: 'entry', externalId: `Opportunity:${deal}:opened` },
      { kind: 'entry', externalId: `Opportunity:${deal}:closed` },
      { kind: 'ticket', externalId: ticket },
      { kind: 'entry', externalId: `Case:${ticket}:opened` },
      { kind: 'entry', externalId: `Case:${ticket}:closed` },
    ]);
    organisation.change('Account', is.globex, { IsDeleted: false });
    is.later();
    const back = await readAll(reader, gone.cursor);
    expect([idsOf(back.upserts, 'customer'), back.deletions]).toEqual([[is.globex], []]);
  });

  test('activities of more than a year ago, which Salesforce archives, are read as well', async () => {
    is.fake.organisation.add(
      'Task',
      { Subject: 'Old call', TaskSubtype: 'Call', AccountId: is.acme, IsArchived: true },
      new Date('2025-01-10T09:00:00Z'),
    );
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(recordsOf(upserts, 'entry').map(({ title }) => title)).toEqual(['Old call']);
  });

  test('answers that end early are gone on with, first and later', async () => {
    const { reader } = connect(is.fake);
    const many = accounts(300, LONG_AGO);
    is.fake.endAnswersAfter(70);
    const first = await readAll(reader);
    expect(idsOf(first.upserts, 'customer').toSorted()).toEqual(
      [...many, is.acme, is.globex].toSorted(),
    );
    is.later();
    for (const id of many) is.fake.organisation.change('Account', id, { Industry: 'Energy' });
    is.later();
    const next = await readAll(reader, first.cursor);
    expect(idsOf(next.upserts, 'customer').toSorted()).toEqual(many.toSorted());
  });

  test('a fifth of all calls fails: everything is there in the end', async () => {
    const many = accounts(700, LONG_AGO);
    let calls = 0;
    is.fake.always(() => {
      calls += 1;
      return calls % 5 === 0 ? 'unavailable' : null;
    });
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(new Set(idsOf(upserts, 'customer'))).toEqual(new Set([...many, is.acme, is.globex]));
    expect(calls).toBeGreaterThan(20);
  });

  test('another process goes on where one was killed', async () => {
    accounts(450, LONG_AGO);
    const people = await connect(is.fake).reader.changesSince(null);
    const second = await connect(is.fake).reader.changesSince(people.cursor);
    const rest = await readAll(connect(is.fake).reader, second.cursor);
    const all = [people, second, rest].flatMap(({ upserts }) => idsOf(upserts, 'customer'));
    expect([all.length, new Set(all).size]).toEqual([452, 452]);
  });

  test('a cursor that another version wrote begins again', async () => {
    const { upserts } = await readAll(connect(is.fake).reader, '{"page":7}');
    expect(idsOf(upserts, 'customer')).toEqual([is.acme, is.globex]);
  });
});

describe('Addresses stay below 16 kB', () => {
  test('activities of a thousand contacts find their accounts, with a token of nine thousand characters', async () => {
    const { organisation } = is.fake;
    is.fake.sessions.lengthenTokens(9_000);
    const contacts = Array.from({ length: 1_000 }, (_, i) =>
      organisation.add('Contact', { Name: `Contact ${i}`, AccountId: is.globex }, LONG_AGO),
    );
    for (const WhoId of contacts)
      organisation.add('Task', { Subject: 'Call', TaskSubtype: 'Call', WhoId }, LONG_AGO);
    const { reader } = connect(is.fake, {}, { bulk: { from: 500 } });
    const { upserts } = await readAll(reader);
    const entries = recordsOf(upserts, 'entry');
    expect(entries.map(({ customer }) => customer)).toEqual(contacts.map(() => is.globex));
    const longest = Math.max(...is.fake.calls.map(({ length }) => length));
    expect(longest).toBeGreaterThan(12_000);
    expect(longest).toBeLessThanOrEqual(16_384);
  });
});

describe('Tokens end', () => {
  test('in the middle of a reading: each page comes once, and one token more is asked for', async () => {
    const many = accounts(900, LONG_AGO);
    is.fake.sessions.endAfter(12);
    const { upserts } = await readAll(connect(is.fake).reader);
    expect(idsOf(upserts, 'customer').toSorted()).toEqual([...many, is.acme, is.globex].toSorted());
    expect(is.fake.sessions.granted()).toBe(2);
  });

  test('ten calls that meet an ended token ask for one new token together', async () => {
    const { reader } = connect(is.fake);
    await reader.find('acme');
    is.fake.sessions.endAfter(0);
    await Promise.all(Array.from({ length: 10 }, () => reader.find('acme')));
    expect(is.fake.sessions.granted()).toBe(2);
  });

  test('a token that is refused however new is asked for once more, and not without end', async () => {
    is.fake.sessions.refuseAll();
    await expect(connect(is.fake).reader.find('acme')).rejects.toMatchObject({
      fault: 'unauthorised',
    });
    expect(is.fake.sessions.granted()).toBe(2);
  });

  test('with a refresh token it speaks as the person who consented; an old one says what to do', async () => {
    const good = connect(is.fake, { SALESFORCE_REFRESH_TOKEN: '5Aep861fake' });
    expect(await good.reader.find('acme')).toHaveLength(1);
    const old = connect(is.fake, { SALESFORCE_REFRESH_TOKEN: 'old' });
    await expect(old.reader.find('acme')).rejects.toMatchObject({
      fault: 'unauthorised',
      reason: expect.stringContaining('Refresh Token Rotation'),
    });
  });
});

test('a secret is sent over https, and without it to this machine alone', () => {
  for (const url of ['https://acme.my.salesforce.com', 'http://127.0.0.1:4747', 'http://[::1]:1'])
    expect(connect({ ...is.fake, url }).id).toBe('salesforce');
  for (const url of ['http://acme.my.salesforce.com', 'http://127.0.0.1.elsewhere.example', 'acme'])
    expect(() => connect({ ...is.fake, url })).toThrow(/SALESFORCE_LOGIN_URL/);
});

describe('The app says what it lacks', () => {
  test.each([
    [
      'OAUTH_EC_APP_NOT_FOUND',
      'External client app is not installed in this org',
      'The app is not installed in this organisation',
    ],
    ['invalid_grant', 'no client credentials user enabled', 'Run As'],
    ['invalid_grant', 'request not supported on this domain', 'My Domain'],
    ['unsupported_grant_type', 'grant type not supported', 'Enable Client Credentials Flow'],
    ['invalid_client', 'invalid client credentials', 'Consumer Key and Secret'],
  ])('%s, %s', async (error, description, step) => {
    is.fake.sessions.refuseApp(error, description);
    await expect(connect(is.fake).reader.find('acme')).rejects.toMatchObject({
      fault: 'unauthorised',
      reason: expect.stringMatching(new RegExp(`${step}.*${description}`, 's')),
    });
  });

  test('a secret and a token go nowhere but to the addresses that are Salesforce’s', async () => {
    const { reader } = connect(is.fake);
    await reader.find('acme');
    is.fake.redirectTo('https://elsewhere.example');
    await expect(reader.find('acme')).rejects.toMatchObject({ fault: 'unavailable' });
  });

  test('a token for an address that is none of Salesforce’s is not used', async () => {
    is.fake.sessions.standAt('https://salesforce.com.elsewhere.example');
    await expect(connect(is.fake).reader.find('acme')).rejects.toMatchObject({
      fault: 'unauthorised',
      reason: expect.stringContaining('salesforce.com.elsewhere.example'),
    });
  });
});

describe('Rows that others hold', () => {
  const note = () => ({
    key: 'note:1',
    customer: is.acme,
    author: is.owners[0],
    body: 'CFO wants one invoice a year',
    at: is.now(),
  });

  test('a locked row is tried again at once, and written once', async () => {
    is.fake.next('locked', 'locked');
    await connect(is.fake).writer.addNote(note());
    expect(is.fake.organisation.all('Task')).toHaveLength(1);
  });

  test('one that stays locked passes, so that the note waits', async () => {
    is.fake.next('locked', 'locked', 'locked', 'locked');
    await expect(connect(is.fake).writer.addNote(note())).rejects.toMatchObject({
      fault: 'unavailable',
    });
    is.later(SECOND);
    await connect(is.fake).writer.addNote(note());
    expect(is.fake.organisation.all('Task')).toHaveLength(1);
  });

  test('a repeated create adds nothing and undoes no edit', async () => {
    const { writer } = connect(is.fake);
    const { id } = await writer.addNote(note());
    await writer.updateNote(id, { ...note(), key: 'note:1:2', body: 'two invoices' });
    expect((await connect(is.fake).writer.addNote(note())).id).toBe(id);
    expect(is.fake.organisation.get('Task', id)).toMatchObject({
      Subject: 'Note: two invoices',
      Description: 'two invoices',
    });
  });

  test('two records with one key are not written to, and that is told', async () => {
    for (const Subject of ['one', 'other'])
      is.fake.organisation.add('Task', { Subject, Rapport_Key__c: 'note:1' });
    await expect(connect(is.fake).writer.addNote(note())).rejects.toMatchObject({
      fault: 'rejected',
      reason: expect.stringContaining('delete all but one'),
    });
    expect(is.fake.organisation.all('Task')).toHaveLength(2);
  });

  test('a field for the key that is missing is said, with the way to it', async () => {
    is.fake.organisation.hide('Task.Rapport_Key__c');
    await expect(connect(is.fake).writer.addNote(note())).rejects.toMatchObject({
      fault: 'rejected',
      reason: expect.stringContaining('Object Manager → Activity'),
    });
  });

  test('a user who left owns nothing new: Salesforce’s words are told', async () => {
    is.fake.organisation.change('User', is.owners[0], { IsActive: false });
    await expect(connect(is.fake).writer.addNote(note())).rejects.toMatchObject({
      fault: 'rejected',
      reason: 'operation performed with inactive user as owner of record',
    });
  });
});
