import { expect, test } from 'vitest';
import { hubspotJournal } from '../../../../crm/connectors/hubspot/journal.ts';
import { connect, furnished } from './furnished.ts';
import { JOURNAL_APP } from './journal.ts';

const APP = {
  HUBSPOT_CLIENT_ID: JOURNAL_APP.id,
  HUBSPOT_CLIENT_SECRET: JOURNAL_APP.secret,
};
const one = (type: string, externalId: string, gone = false) => ({ type, externalId, gone });

test('subscribes once, and reads one part after the other to the end', async () => {
  const { fake, acme, dana, globex } = await furnished();
  const { journal } = connect(fake, APP);
  expect(await journal?.next(null)).toBe('end');
  const subscribed = fake.journal.subscriptions.length;
  fake.account.takeHappenings();
  for (let i = 0; i < 120; i += 1) fake.account.change('companies', acme, { city: `City ${i}` });
  const into = fake.account.mergeCompanies(acme, globex);
  fake.account.archive('contacts', dana);
  fake.journal.write();
  const first = await journal?.next(null);
  if (typeof first !== 'object') throw new Error('There is a part');
  expect(first.touched).toEqual([one('companies', acme)]);
  const second = await journal?.next(first.position);
  if (typeof second !== 'object') throw new Error('There is a second part');
  expect(second.touched).toContainEqual(one('contacts', dana, true));
  expect(second.touched).toContainEqual(one('companies', into));
  expect(await journal?.next(second.position)).toBe('end');
  expect(fake.journal.subscriptions.length).toBe(subscribed);
  expect(await journal?.next('no-such-place')).toBe('expired');
  await fake.close();
});

test('an app without its token says so in the test of the connection, and reads on by the clock', async () => {
  const { fake } = await furnished();
  fake.journal.refuseApp(true);
  const { journal, check } = connect(fake, APP, { tries: 1 });
  await expect(journal?.next(null)).rejects.toMatchObject({ fault: 'unauthorised' });
  const step = (await check?.())?.find(({ what }) => what === 'webhooks journal');
  expect(step?.fault?.reason).toContain('HUBSPOT_CLIENT_ID');
  fake.journal.refuseApp(false);
  expect(await journal?.next(null)).toBe('end');
  expect(connect(fake, { HUBSPOT_CLIENT_SECRET: JOURNAL_APP.secret }).journal).toBeUndefined();
  await fake.close();
});

test('a part at an address that is not safe is not fetched', async () => {
  const urls: string[] = ['http://169.254.169.254/latest', 'file:///etc/passwd'];
  const journal = hubspotJournal({
    source: 'hubspot',
    apiUrl: 'https://api.hubapi.com',
    portal: async () => '4711',
    client: async () => ({
      send: async (schema) => ({
        body: schema.parse({ url: urls[0], currentOffset: '1' }),
        at: new Date(0),
      }),
    }),
  });
  for (const _ of [...urls]) {
    await expect(journal.next('0')).rejects.toMatchObject({
      fault: 'unavailable',
      cause: expect.stringContaining('not safe'),
    });
    urls.shift();
  }
});
