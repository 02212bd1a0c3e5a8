import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CustomerRecord, SourceRecord } from '../../../crm/customer/records.ts';
import { EVERYBODY } from '../../../crm/figure/scope.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { customer as customerOf } from '../people-of-acme.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const OCTOBER = scopeOf({ first: '2026-10-01', last: '2026-10-31' }, EVERYBODY, {
  now: NOW,
  zone: 'Europe/Berlin',
});

let opened: FreshStore;
beforeAll(async () => {
  opened = await freshStore('server', () => NOW);
});
afterAll(() => opened.close());

const customer = (id: string, more: Partial<CustomerRecord> = {}) =>
  customerOf(id, { source: 'ads', since: null, ...more });
let visits = 0;
const visit = (who: string, at: string, campaign: string | null): SourceRecord => ({
  kind: 'entry',
  source: 'ads',
  externalId: `visit ${++visits}`,
  customer: who,
  at: new Date(at),
  department: 'marketing',
  channel: 'web',
  direction: 'inbound',
  entryKind: 'visit',
  title: 'Visit',
  body: null,
  person: null,
  contact: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: campaign === null ? null : { kind: 'campaign', id: campaign },
});
const won = (who: string, closedAt: string): SourceRecord => ({
  kind: 'deal',
  source: 'ads',
  externalId: `${who} ${closedAt}`,
  customer: who,
  name: 'Seats',
  status: 'won',
  stage: null,
  money: { amount: 100, currency: 'EUR' },
  owner: null,
  origin: null,
  product: null,
  openedAt: new Date('2026-10-01T00:00:00Z'),
  closedAt: new Date(closedAt),
});
const spent = (channel: string, day: string): SourceRecord => ({
  kind: 'spend',
  source: 'ads',
  externalId: `${channel} ${day}`,
  day,
  department: 'marketing',
  channel,
  money: { amount: 600, currency: 'EUR' },
  campaign: null,
});

test('a customer is won once, and the visits of the thirty days up to that have equal parts of them', async () => {
  await opened.store.records.save([
    ...['two', 'old', 'again'].map((id) => customer(id)),
    customer('today', { since: '2026-10-31' }),
    customer('lead', { stage: 'lead', since: '2026-10-05' }),
  ]);
  await opened.store.records.save([
    ...['search', 'social'].map(
      (id): SourceRecord => ({
        kind: 'campaign',
        source: 'ads',
        externalId: `${id} autumn`,
        name: 'Autumn',
        channel: id,
        startedOn: '2026-09-01',
        endedOn: null,
      }),
    ),
    spent('search', '2026-10-01'),
    spent('social', '2026-10-31'),
    spent('social', '2026-11-01'),
    won('two', '2026-10-20T12:00:00Z'),
    won('two', '2026-10-25T12:00:00Z'),
    won('old', '2026-10-20T12:00:00Z'),
    won('again', '2026-09-30T21:59:00Z'),
    won('again', '2026-10-20T12:00:00Z'),
    // One visit of three is of the campaign; a fourth came after the win.
    visit('two', '2026-10-01T12:00:00Z', 'search autumn'),
    visit('two', '2026-10-02T12:00:00Z', null),
    visit('two', '2026-10-20T12:00:00Z', 'gone autumn'),
    visit('two', '2026-10-20T12:00:01Z', 'social autumn'),
    // Thirty days and a second before the win, and thirty days before it.
    visit('old', '2026-09-20T11:59:59Z', 'search autumn'),
    visit('old', '2026-09-20T12:00:00Z', 'social autumn'),
    visit('again', '2026-10-19T12:00:00Z', 'search autumn'),
    // In the organisation's zone the last minute of its day.
    visit('today', '2026-10-31T22:59:00Z', 'social autumn'),
    visit('lead', '2026-10-04T12:00:00Z', 'social autumn'),
  ]);
  const found = await opened.store.figureFacts.of(OCTOBER).acquisition();
  expect(found).toMatchObject({ customers: 3, spend: [{ amount: 1200, currency: 'EUR' }] });
  expect(found?.channels).toEqual([
    {
      channel: 'search',
      spend: { amount: 600, currency: 'EUR' },
      customers: expect.closeTo(1 / 3),
    },
    { channel: 'social', spend: { amount: 600, currency: 'EUR' }, customers: 2 },
  ]);
  expect(found?.deals).toMatchObject({ won: 4, sold: { deals: 4 } });
  expect(found?.deals.daysToWin).toBeCloseTo((19.5 * 3 + 24.5) / 4, 6);
});
