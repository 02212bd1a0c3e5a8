import { describe, expect, test } from 'vitest';
import {
  CUSTOMER_FIELDS,
  decideColumns,
  deciderOf,
  FieldOwners,
  type SystemFacts,
} from '../../../crm/customer/field-owners.ts';

const told = (
  source: string,
  facts: SystemFacts['facts'],
  over: Partial<SystemFacts> = {},
): SystemFacts => ({
  source,
  externalId: '1',
  isCrm: false,
  owns: false,
  gone: false,
  at: new Date('2026-11-24T10:00:00Z'),
  facts,
  ...over,
});

describe('the system that decides a field', () => {
  const hubspot = told(
    'hubspot',
    { name: 'Acme', owner_id: 'ana', revenue: null },
    { isCrm: true },
  );
  const zendesk = told('zendesk', { name: 'ACME', city: 'Berlin' }, { owns: true });
  const stripe = told('stripe', { name: 'acme gmbh', revenue: 4_800_000, currency: 'EUR' });
  const all = [stripe, zendesk, hubspot];
  const decider = (field: Parameters<typeof deciderOf>[0], owners: FieldOwners = {}) =>
    deciderOf(field, all, owners)?.source ?? null;

  test('is a CRM, where one of them is', () => expect(decider('name')).toBe('hubspot'));
  test('is the next one that tells it', () => expect(decider('place')).toBe('zendesk'));
  test('is nobody where none tells it', () => expect(decider('health')).toBeNull());
  test('is the one that the organisation put first', () =>
    expect(decider('name', { name: ['stripe', 'zendesk'] })).toBe('stripe'));
  test('is the usual one where the first ones tell nothing', () =>
    expect(decider('owner', { owner: ['stripe'] })).toBe('hubspot'));
  test('is no system that lost the customer, as long as another one tells it', () =>
    expect(deciderOf('name', [{ ...hubspot, gone: true }, zendesk], {})?.source).toBe('zendesk'));
  test('is the record of which the customer was made, among equals', () => {
    const two = [told('a', { name: 'A' }), told('b', { name: 'B' }, { owns: true })];
    expect(deciderOf('name', two, {})?.source).toBe('b');
  });
  test('does not depend on the order in which they are read', () => {
    const owners: FieldOwners = { revenue: ['stripe'], name: ['zendesk'] };
    expect(decideColumns(all.toReversed(), owners)).toEqual(decideColumns(all, owners));
  });
  test('gives an amount and its currency together', () => {
    expect(decideColumns(all, {})).toMatchObject({ revenue: 4_800_000, currency: 'EUR' });
  });
});

test('a rule names fields that there are, and systems', () => {
  expect(FieldOwners.safeParse({ name: ['hubspot'] }).success).toBe(true);
  expect(FieldOwners.safeParse({ shoe: ['hubspot'] }).success).toBe(false);
  expect(FieldOwners.safeParse({ name: [] }).success).toBe(false);
  expect(CUSTOMER_FIELDS).toContain('renewal');
});

test('an empty text tells nothing, and nothing else counts for nothing', () => {
  const [empty, zero] = [told('a', { name: '', health: 0 }), told('b', { name: 'B', health: 5 })];
  expect(deciderOf('name', [empty, zero], {})?.source).toBe('b');
  expect(deciderOf('health', [zero, empty], {})?.source).toBe('a');
});

test('of records that are equal otherwise the first by system, then by id, decides', () => {
  const named = (source: string, externalId: string) =>
    told(source, { name: `${source}${externalId}` }, { externalId });
  const all = [named('b', '1'), named('a', '2'), named('c', '0'), named('a', '1'), named('a', '1')];
  for (const some of [all, all.toReversed(), [...all.slice(2), ...all.slice(0, 2)]])
    expect(deciderOf('name', some, {})?.facts['name']).toBe('a1');
});
