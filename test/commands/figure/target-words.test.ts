import { expect, test } from 'vitest';
import { KPIS } from '../../../commands/figure/scope.ts';
import { targetWords } from '../../../commands/figure/target-words.ts';

const READER = { locale: 'en-GB', zone: 'Europe/Berlin', now: new Date('2026-11-28T09:00:00Z') };
const NAMES = {
  segments: ['Enterprise', 'Tier 2'],
  regions: ['Germany'],
  departments: [{ id: 'success', name: 'Customer Success' }],
};
const read = (typed: string) => targetWords(typed, { kpis: KPIS, names: NAMES, reader: READER });

test.each([
  ['retention 95 %', 'retention-rate', 95, null, 'all'],
  ['retention to 95% a quarter', 'retention-rate', 95, 'quarter', 'all'],
  ['95 % retention', 'retention-rate', 95, null, 'all'],
  [
    'retention at least 95.5 percent monthly enterprise',
    'retention-rate',
    95.5,
    'month',
    'segment',
  ],
  ['nps -5', 'net-promoter-score', -5, null, 'all'],
  ['churn <= 2,5 % a year germany', 'churn-rate', 2.5, 'year', 'region'],
  ['csat 4.5 of 5 each week', 'customer-satisfaction', 4.5, 'week', 'all'],
  ['first response time 1.5 h', 'first-response-time', 90, null, 'all'],
  ['handoff time 30 min customer success', 'handoff-time', 0.5, null, 'department'],
  ['net revenue retention 110 %', 'retention-rate', 110, null, 'all'],
])('%s', (typed, kpi, value, period, segment) => {
  const words = read(typed);
  expect(words.unread).toBe('');
  expect(words.kpi?.id).toBe(kpi);
  expect(words.value).toEqual({ kind: 'value', value, currency: null });
  expect(words.period).toBe(period);
  expect(words.segment.kind).toBe(segment);
});

test.each([
  ['arpa €500 a month enterprise', 50_000, 'EUR'],
  ['cac 1,200 USD', 120_000, 'USD'],
  ['clv €2.5k', 250_000, 'EUR'],
])('%s', (typed, value, currency) => {
  const words = read(typed);
  expect(words.unread).toBe('');
  expect(words.kpi?.unit).toBe('money');
  expect(words.value).toEqual({ kind: 'value', value, currency });
});

test.each([
  ['nps', { kind: 'none' }],
  ['nps off', { kind: 'remove' }],
  ['nps none', { kind: 'remove' }],
  ['cac 500', { kind: 'unread', why: 'currency' }],
  ['nps 40 %', { kind: 'unread', why: 'unit' }],
  ['nps 101', { kind: 'unread', why: 'number' }],
  ['retention -5 %', { kind: 'unread', why: 'number' }],
])('%s', (typed, value) => expect(read(typed).value).toEqual(value));
