import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { itemMappings } from '../../../../crm/connectors/items/mappings.ts';
import type { Json } from '../../../../crm/connectors/mapping/json.ts';

const FOLDER = 'test/fixtures/tools';
const NOW = new Date('2026-11-17T10:14:00Z');
const mappings = itemMappings(null);
const sample = (name: string): Json => JSON.parse(readFileSync(`${FOLDER}/${name}.json`, 'utf8'));
const recordsOf = (name: string, item = sample(name)) =>
  mappings.get(name.split('-')[0] ?? '')?.recordsOf(item, { receivedAt: NOW, now: NOW }) ?? [];
const at = (iso: string) => new Date(iso);

/** The records of each tool's documented payload: the fields that could come out wrong. */
const RECORDS: Readonly<Record<string, readonly object[]>> = {
  'delighted-response-created': [
    {
      kind: 'survey-answer',
      externalId: '1',
      customer: 'sam@northwind.example',
      survey: 'nps',
      score: 0,
      best: 10,
      comment: 'The export stops half-way.',
      at: at('2026-11-16T11:00:00Z'),
    },
    {
      kind: 'entry',
      entryKind: 'survey',
      title: 'NPS: 0 of 10',
      body: 'The export stops half-way.',
      record: { kind: 'survey-answer', id: '1' },
    },
  ],
  'intercom-company-created': [
    { kind: 'customer', name: 'Northwind', industry: 'Logistics', since: '2026-01-01' },
  ],
  'intercom-conversation-user-created': [
    {
      kind: 'ticket',
      externalId: 'conversation 515',
      customer: 'sam@northwind.example',
      subject: 'How do I export & share a report?',
      status: 'open',
      priority: 'high',
      openedAt: at('2026-11-16T11:00:00Z'),
      solvedAt: null,
    },
    {
      kind: 'entry',
      channel: 'chat',
      title: 'How do I export & share a report?',
      record: { kind: 'ticket', id: 'conversation 515' },
    },
  ],
  'intercom-ticket-state-updated': [
    {
      kind: 'ticket',
      externalId: 'ticket 631',
      customer: '6762f0cd1bb69f9f2193bb7c',
      subject: 'Seats are counted twice',
      status: 'solved',
      solvedAt: at('2026-11-16T11:00:00Z'),
    },
  ],
  'segment-group': [
    {
      kind: 'customer',
      externalId: 'nw-1',
      name: 'Northwind',
      city: 'Hamburg',
      domains: ['https://northwind.example'],
    },
  ],
  'segment-track': [
    {
      kind: 'usage-day',
      externalId: 'ajs-next-1794826800-7d1c',
      customer: 'nw-1',
      day: '2026-11-16',
      feature: 'Report Exported',
      uses: 1,
    },
  ],
  'stripe-customer-created': [
    { kind: 'customer', externalId: 'cus_Northwind', name: 'Northwind', country: 'DE' },
  ],
  'stripe-invoice-paid': [
    {
      kind: 'invoice',
      externalId: 'in_1Qinv',
      customer: 'cus_Northwind',
      number: 'NW-0007',
      money: { amount: 118_800, currency: 'EUR' },
      issuedOn: '2026-11-16',
      dueOn: '2026-11-16',
      paidOn: '2026-11-16',
    },
    { kind: 'entry', title: 'Invoice NW-0007', money: { amount: 118_800, currency: 'EUR' } },
    { kind: 'entry', title: 'Invoice NW-0007 paid', at: at('2026-11-16T11:59:59Z') },
    {
      kind: 'payment',
      invoice: 'in_1Qinv',
      money: { amount: 118_800, currency: 'EUR' },
      status: 'received',
    },
  ],
  // A yen has no cents.
  'stripe-invoice-payment-failed': [
    {
      kind: 'invoice',
      money: { amount: 12_000, currency: 'JPY' },
      dueOn: '2026-11-22',
      paidOn: null,
    },
    { kind: 'entry', title: 'Invoice NW-0008' },
    {
      kind: 'payment',
      externalId: 'in_1Qjpy attempt 2',
      money: { amount: 12_000, currency: 'JPY' },
      status: 'failed',
    },
  ],
  'stripe-subscription-updated': [
    {
      kind: 'subscription',
      externalId: 'si_seats',
      plan: 'Team',
      seats: 12,
      monthly: { amount: 11_880, currency: 'EUR' },
      interval: 'month',
      startedOn: '2026-01-01',
      endedOn: null,
    },
    // A hundred euros a year: 8.333… a month.
    {
      kind: 'subscription',
      externalId: 'si_archive',
      plan: 'archive',
      monthly: { amount: 833, currency: 'EUR' },
      interval: 'year',
    },
  ],
  'zendesk-organization-created': [
    { kind: 'customer', externalId: '509974', name: 'Northwind', stage: 'live' },
  ],
  'zendesk-ticket-created': [
    {
      kind: 'ticket',
      externalId: '35436',
      customer: '509974',
      subject: 'The export stops half-way',
      status: 'open',
      priority: 'high',
      openedAt: at('2026-11-16T09:29:58Z'),
    },
    { kind: 'entry', channel: 'email', record: { kind: 'ticket', id: '35436' } },
  ],
};

test('every sample of a tool has its expected records, and every tool a sample', () => {
  const samples = readdirSync(FOLDER).map((file) => file.replace('.json', ''));
  expect(Object.keys(RECORDS)).toEqual(samples.toSorted());
  expect([...new Set(samples.map((name) => name.split('-')[0] ?? ''))].toSorted()).toEqual(
    mappings.names(),
  );
});

test.each(Object.keys(RECORDS))('%s', (name) => {
  expect(recordsOf(name).map(({ record }) => record)).toMatchObject([...(RECORDS[name] ?? [])]);
});

test('a batch of Segment is one call after the other', () => {
  const batch = { batch: [sample('segment-track'), sample('segment-track')] };
  expect(recordsOf('segment-track', batch)).toHaveLength(2);
});

test.each([
  ['a ticket of nobody', { organization_id: '0' }, null],
  ['a ticket without one', { organization_id: null }, null],
])('%s in Zendesk has no customer, and no entry', (_, more, customer) => {
  const base = JSON.parse(readFileSync(`${FOLDER}/zendesk-ticket-created.json`, 'utf8'));
  const records = recordsOf('zendesk-ticket', { ...base, detail: { ...base.detail, ...more } });
  expect(records.map(({ record }) => record)).toMatchObject([{ kind: 'ticket', customer }]);
});

test('a draft of an invoice is left out', () => {
  const base = JSON.parse(readFileSync(`${FOLDER}/stripe-invoice-paid.json`, 'utf8'));
  const draft = { object: { ...base.data.object, status: 'draft', number: null } };
  expect(recordsOf('stripe-invoice', { ...base, type: 'invoice.created', data: draft })).toEqual(
    [],
  );
});
