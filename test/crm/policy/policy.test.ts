import { describe, expect, test } from 'vitest';
import { type Person, PersonId, ROLES } from '../../../crm/person/person.ts';
import {
  ALL_FIELDS,
  accessOf,
  accessOfAudience,
  NO_ACCESS,
  refusalOf,
  seesEntry,
} from '../../../crm/policy/policy.ts';

const person = (more: Partial<Person> = {}): Person => ({
  id: PersonId.parse('p1'),
  name: 'Mia',
  email: 'mia@company.example',
  title: null,
  department: 'support',
  role: 'member',
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  active: true,
  ...more,
});
const audience = (people: Person[], more = {}) => ({
  size: people.length,
  people,
  guests: 0,
  unknown: 0,
  outsiders: false,
  ...more,
});

describe('what a department sees', () => {
  test('everybody sees who a customer is', () => {
    for (const department of ['marketing', 'product', 'operations', 'a-new-one'])
      expect(accessOf(person({ department })).fields).toContain('identity');
  });
  test('support sees no money, sales sees no invoices withheld, a department of one’s own making sees only who it is', () => {
    expect(accessOf(person()).fields).toEqual(['identity', 'health', 'contactDetails']);
    expect(accessOf(person({ department: 'sales' })).fields).toEqual(ALL_FIELDS);
    expect(accessOf(person({ department: 'a-new-one' })).fields).toEqual(['identity']);
  });
  test('managers and above see all fields', () => {
    for (const role of ROLES.slice(1))
      expect(accessOf(person({ role })).fields).toEqual(ALL_FIELDS);
  });
  test('somebody who left sees nothing', () =>
    expect(accessOf(person({ role: 'administrator', active: false }))).toEqual(NO_ACCESS));
});

describe('what an audience sees', () => {
  const sales = person({ id: PersonId.parse('p2'), department: 'sales' });
  test('no more than its least sighted member', () =>
    expect(accessOfAudience(audience([sales, person()])).fields).toEqual([
      'identity',
      'health',
      'contactDetails',
    ]));
  test.each([
    ['a guest', { guests: 1 }],
    ['somebody in no directory', { unknown: 1 }],
    ['another organisation', { outsiders: true }],
  ])('nothing with %s in it', (_, more) =>
    expect(accessOfAudience(audience([sales], more)).fields).toEqual([]),
  );
  test('nothing where nobody is known', () =>
    expect(accessOfAudience(audience([])).fields).toEqual([]));
  test('entries of one department only where all are of it', () => {
    expect(accessOfAudience(audience([sales, person()])).departments).toEqual([]);
    expect(accessOfAudience(audience([sales, sales])).departments).toEqual(['sales']);
  });
});

describe('entries', () => {
  const entry = {
    visibility: 'managers' as const,
    department: 'sales',
    personId: PersonId.parse('p9'),
  };
  test('kept to managers: seen by managers and by their author', () => {
    expect(seesEntry(accessOf(person()), entry)).toBe(false);
    expect(seesEntry(accessOf(person({ role: 'manager' })), entry)).toBe(true);
    expect(seesEntry(accessOf(person({ id: PersonId.parse('p9') })), entry)).toBe(true);
  });
  test('nothing is seen without sight of who it is about', () =>
    expect(seesEntry(NO_ACCESS, { ...entry, visibility: 'everyone' })).toBe(false));
});

test.each([
  [{ standing: 'outsider', email: 'x@y.example' }, 'outsider'],
  [{ standing: 'guest', email: 'x@y.example' }, 'guest'],
  [{ standing: 'member', email: null }, 'no-email'],
] as const)('%j is refused as %s', (identity, refusal) =>
  expect(refusalOf({ name: '', zone: null, locale: null, ...identity }, person())).toBe(refusal),
);
test('a member with an e-mail nobody has is unmapped; one who left is refused', () => {
  const identity = {
    standing: 'member',
    email: 'x@y.example',
    name: '',
    zone: null,
    locale: null,
  } as const;
  expect(refusalOf(identity, null)).toBe('unmapped');
  expect(refusalOf(identity, person({ active: false }))).toBe('inactive');
  expect(refusalOf(identity, person())).toBeNull();
});
