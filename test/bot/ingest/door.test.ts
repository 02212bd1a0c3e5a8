import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerRecord } from '../../../crm/customer/records.ts';
import { forgetOld } from '../../../jobs/index.ts';
import { type Bot, bot } from '../../chat/bot.ts';
import { INGEST_SECRET, sendItems } from './signed.ts';

const NOW = new Date('2026-11-17T10:14:00Z');
const sample = (name: string): unknown =>
  JSON.parse(readFileSync(`test/fixtures/tools/${name}.json`, 'utf8'));

const DAY = 86_400_000;
const GLOBEX: CustomerRecord = {
  kind: 'customer',
  source: 'crm',
  externalId: 'g',
  name: 'Globex',
  segment: null,
  industry: null,
  city: null,
  country: null,
  stage: 'live',
  owner: null,
  revenue: null,
  renewsOn: null,
  health: null,
  since: null,
  domains: [],
  url: null,
  references: [],
};

let chat: Bot;
beforeAll(async () => {
  chat = await bot({
    platform: 'slack',
    people: [],
    records: [],
    now: () => NOW,
    ingest: { secret: INGEST_SECRET, ofSource: {}, folder: null },
  });
});
afterAll(() => chat.close());

/** Sends, and waits until the items were worked on. */
async function send(items: unknown, key: string, source = 'zendesk') {
  const answer = await sendItems(`${chat.door}/${source}`, items, { key, at: NOW });
  await chat.until(
    async () => (await chat.store.deliveries.unsaved({ source, key })) === null,
    `${key} is done`,
  );
  return answer;
}
const tickets = () =>
  chat.database.query('SELECT external_id AS id, subject, status, priority FROM ticket');
const changed = (detail: object, time: string) => {
  const base = JSON.parse(readFileSync('test/fixtures/tools/zendesk-ticket-created.json', 'utf8'));
  return { ...base, time, detail: { ...base.detail, ...detail } };
};
const TICKET = {
  id: '35436',
  subject: 'The export stops half-way',
  status: 'open',
  priority: 'high',
};
const lastOf = async (source: string) => (await chat.store.deliveries.overview(source))?.last;

test('a batch becomes records, once for each key', async () => {
  const batch = [sample('zendesk-organization-created'), sample('zendesk-ticket-created')];
  const first = await send(batch, 'first');
  expect(first).toEqual({ status: 202, answer: { accepted: 2 } });
  expect(await send(batch, 'first')).toEqual(first);
  const [customer] = await chat.store.customers.find('northwind', 1);
  expect(customer?.customer.name).toBe('Northwind');
  expect(await tickets()).toEqual([TICKET]);
  expect(await lastOf('zendesk')).toMatchObject({ count: 2, saved: 2, leftOut: 0, aside: 0 });
});

test('an older message that comes later changes nothing, in one request and in another', async () => {
  const solved = changed(
    { status: 'SOLVED', updated_at: '2026-11-16T12:00:00Z' },
    '2026-11-16T12:00:00Z',
  );
  const reopened = changed({ status: 'OPEN' }, '2026-11-16T11:00:00Z');
  await send([solved, reopened], 'solved');
  expect(await tickets()).toEqual([{ ...TICKET, status: 'solved' }]);
  await send(changed({ status: 'PENDING' }, '2026-11-16T10:00:00Z'), 'pending');
  expect(await tickets()).toEqual([{ ...TICKET, status: 'solved' }]);
  await send(changed({ status: 'OPEN' }, '2026-11-16T13:00:00Z'), 'open-again');
  expect(await tickets()).toEqual([TICKET]);
});

test('an answer finds its customer by the domain of an e-mail address, unless anybody may have one there', async () => {
  await chat.store.records.save([{ ...GLOBEX, domains: ['northwind.example', 'gmail.com'] }]);
  const base = JSON.parse(
    readFileSync('test/fixtures/tools/delighted-response-created.json', 'utf8'),
  );
  const from = (id: string, email: string) => ({
    ...base,
    event_data: { ...base.event_data, id, person: { email } },
  });
  await send([from('1', 'sam@northwind.example'), from('2', 'sam@gmail.com')], 'nps', 'delighted');
  const answers = await chat.database.query(
    `SELECT s.external_id AS id, c.name FROM survey_answer s LEFT JOIN customer c ON c.id = s.customer_id ORDER BY 1`,
  );
  expect(answers).toEqual([
    { id: '1', name: 'Globex' },
    { id: '2', name: null },
  ]);
  expect(await lastOf('delighted')).toMatchObject({ saved: 1, aside: 1 });
});

test('work that is done again after a kill changes nothing', async () => {
  const id = { source: 'zendesk', key: 'first' };
  const before = await lastOf('zendesk');
  const nothing = { departments: [], items: [], aside: [{ position: 0, reason: 'killed' }] };
  await chat.store.deliveries.save(id, nothing);
  await chat.store.deliveries.saveAside(id, nothing);
  await chat.store.deliveries.setAside(id, 'killed');
  expect(await lastOf('zendesk')).toEqual(before);
  expect(await chat.store.deliveries.overview('zendesk')).toMatchObject({ aside: 0 });
});

test('the night lets go of what went well after 30 days, and of what is aside after 90', async () => {
  const tidy = async (days: number) => {
    const slot = new Date(NOW.getTime() + days * DAY).toISOString();
    await chat.queue.send(forgetOld.kind, { slot }, { key: slot });
  };
  const sources = () => chat.store.deliveries.sources();
  await tidy(29);
  await tidy(31);
  await chat.until(async () => !(await sources()).includes('zendesk'), 'it is forgotten');
  expect(await sources()).toEqual(['delighted']);
  await tidy(91);
  await chat.until(async () => (await sources()).length === 0, 'all is forgotten');
  expect(await chat.database.query('SELECT FROM ingest_aside')).toEqual([]);
  expect(await chat.database.query('SELECT FROM ticket')).toHaveLength(1);
});
