import { expect, test } from 'vitest';
import { hubspotWebhooks } from '../../../../crm/connectors/hubspot/webhooks.ts';
import { HOUR, MINUTE } from '../../../../crm/time/durations.ts';
import { readAll, recordsOf } from '../read-all.ts';
import { connect, furnished } from './furnished.ts';
import { signed } from './webhooks.ts';

const SECRET = 'the-secret-of-the-app';
const AT = new Date('2026-11-24T09:00:00Z');
const webhooks = hubspotWebhooks(SECRET);

function signatureOf(body: string, { target, at = AT }: { target: string; at?: Date }) {
  const headers = signed({ secret: SECRET, target, at }, body);
  return webhooks.signature({ method: 'POST', address: target, headers, at: AT });
}

test.each([
  'https://rapport.example/webhooks/hubspot',
  'https://rapport.example/webhooks/hubspot?of=a%2Fb%3Ac%40d&name=%C3%A9%20x%25',
])('the signature is over the address with some of its characters decoded: %s', (target) => {
  const signature = signatureOf('[]', { target });
  if (typeof signature === 'string') throw new Error(signature);
  expect([signature.isOf(Buffer.from('[]')), signature.isOf(Buffer.from('[ ]'))]).toEqual([
    true,
    false,
  ]);
});

test('five minutes on either side count, and no more', () => {
  const target = 'https://rapport.example/webhooks/hubspot';
  const at = (by: number) => signatureOf('[]', { target, at: new Date(AT.getTime() + by) });
  expect([at(-5 * MINUTE), at(5 * MINUTE)].map((one) => typeof one)).toEqual(['object', 'object']);
  expect([at(-5 * MINUTE - 1), at(5 * MINUTE + 1)]).toEqual(['stale', 'stale']);
  const headers = { 'x-hubspot-signature-v3': 'short', 'x-hubspot-request-timestamp': '1' };
  expect(webhooks.signature({ method: 'POST', address: target, headers, at: AT })).toBe('unsigned');
});

const one = (type: string, externalId: string, gone = false) => ({ type, externalId, gone });

test.each([
  [
    'older names of events',
    { subscriptionType: 'deal.propertyChange', objectId: 5 },
    [one('deals', '5')],
  ],
  [
    'an association as older events have it',
    {
      subscriptionType: 'contact.associationChange',
      associationType: 'CONTACT_TO_COMPANY',
      fromObjectId: 5,
      toObjectId: 6,
    },
    [one('contacts', '5'), one('companies', '6')],
  ],
  [
    'a contact that is forgotten by law',
    { subscriptionType: 'contact.privacyDeletion', objectId: 5 },
    [one('contacts', '5', true)],
  ],
  [
    'a merge: the new one',
    {
      subscriptionType: 'object.merge',
      objectTypeId: '0-1',
      objectId: 5,
      primaryObjectId: 5,
      mergedObjectIds: [6],
      newObjectId: 7,
    },
    [one('contacts', '7')],
  ],
  [
    'a kind that is not read',
    { subscriptionType: 'object.creation', objectTypeId: '0-8', objectId: 5 },
    [],
  ],
  ['an id that is none', { subscriptionType: 'deal.creation', objectId: '5;DROP' }, []],
  ['a word that every object has', { subscriptionType: 'constructor.creation', objectId: 5 }, []],
])('%s', (_, event, expected) => {
  expect(webhooks.touched([event])).toEqual(expected);
});

test('many events of one object are one, and what comes last counts; anything but a list of events is nothing', () => {
  const event = (deed: string) => ({ subscriptionType: `deal.${deed}`, objectId: 5 });
  expect(webhooks.touched([event('creation'), event('propertyChange'), event('deletion')])).toEqual(
    [one('deals', '5', true)],
  );
  expect([webhooks.touched({}), webhooks.touched([1]), webhooks.touched([{}])]).toEqual([
    null,
    null,
    null,
  ]);
});

test('more than a hundred of a kind, a kind that the key may not read, and a deletion that is not there yet', async () => {
  const { fake, acme } = await furnished();
  const deals = Array.from({ length: 120 }, (_, i) =>
    fake.account.add('deals', { dealname: `Deal ${i}`, dealstage: 'open' }, [acme]),
  );
  const { reader } = connect(fake, { HUBSPOT_CLIENT_SECRET: SECRET });
  fake.hide('tickets');
  const touched = [
    ...deals.map((id) => one('deals', id)),
    one('tickets', '999'),
    one('companies', acme, true),
  ];
  const page = await reader.readTouched?.(touched);
  expect(recordsOf(page?.upserts ?? [], 'deal')).toHaveLength(120);
  expect(recordsOf(page?.upserts ?? [], 'customer').map(({ externalId }) => externalId)).toEqual([
    acme,
  ]);
  expect([page?.deletions, page?.notYet]).toEqual([[], [one('companies', acme, true)]]);
  await fake.close();
});

test('a search that shows a record as it was does not undo what a webhook told', async () => {
  const { fake, acme, later } = await furnished();
  const { reader } = connect(fake, { HUBSPOT_CLIENT_SECRET: SECRET });
  const { cursor } = await readAll(reader);
  fake.account.change('companies', acme, { city: 'Lisbon' });
  later(HOUR);
  fake.searchesAsOf(({ properties }) => ({ ...properties, city: 'Hamburg' }));
  const { upserts } = await readAll(reader, cursor);
  expect(recordsOf(upserts, 'customer').map(({ city }) => city)).toEqual(['Lisbon']);
  await fake.close();
});
