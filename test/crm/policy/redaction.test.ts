import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { DEPARTMENTS, PersonId, ROLES, type Role } from '../../../crm/person/person.ts';
import {
  type Access,
  ALL_FIELDS,
  accessOf,
  accessOfAudience,
  amountField,
  type Field,
  hiddenFrom,
  isAdministrator,
  isManager,
  mayExport,
  maySetTargets,
  NO_ACCESS,
  narrow,
  promiseWords,
  redact,
  redactEntry,
  redactSummary,
  seesEntry,
  seesPromise,
  withoutAmounts,
} from '../../../crm/policy/policy.ts';
import { type Entry, KINDS, VISIBILITIES } from '../../../crm/timeline/entry.ts';
import { overview } from '../customer/overview.ts';

const EUROS = { amount: 4_800_000, currency: 'EUR' };
const [ANA, BEN] = [PersonId.parse('ana'), PersonId.parse('ben')];
const EVERYTHING: Access = { fields: ALL_FIELDS, departments: [], managers: true, self: null };
const seeing = (...fields: Field[]): Access => ({ ...EVERYTHING, fields });
const without = (field: Field): Access => seeing(...ALL_FIELDS.filter((one) => one !== field));
const person = (department: string, role: Role = 'member') => ({
  id: ANA,
  name: 'Ana',
  email: 'ana@company.example',
  title: null,
  department,
  role,
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  active: true,
});
const entry = (over: Partial<Entry> = {}): Entry => ({
  source: 'crm',
  externalId: 'e1',
  customerId: CustomerId.parse('acme'),
  at: new Date('2026-11-20T10:00:00Z'),
  department: 'sales',
  channel: 'email',
  direction: 'outbound',
  kind: 'deal',
  title: 'An offer',
  body: null,
  personId: BEN,
  person: 'Ben',
  contactId: null,
  contact: null,
  money: EUROS,
  link: null,
  visibility: 'everyone',
  record: null,
  ...over,
});

/** The policy, said a second time, by department: who may see which field without being a manager. */
const MAY: Record<string, readonly Field[]> = {
  marketing: ['identity', 'revenue', 'dealAmounts', 'health', 'contactDetails'],
  sales: ['identity', 'revenue', 'dealAmounts', 'invoices', 'health', 'contactDetails'],
  onboarding: ['identity', 'revenue', 'health', 'contactDetails'],
  success: ['identity', 'revenue', 'dealAmounts', 'invoices', 'health', 'contactDetails'],
  support: ['identity', 'health', 'contactDetails'],
  product: ['identity', 'health'],
  operations: ['identity', 'invoices'],
  finance: ['identity', 'revenue', 'dealAmounts', 'invoices', 'contactDetails'],
};

test.each(DEPARTMENTS)('%s sees what is said here and nothing else', (department) =>
  expect(accessOf(person(department))).toEqual({
    fields: MAY[department],
    departments: [department],
    managers: false,
    self: ANA,
  }),
);

test('who leads people and who sets up the bot', () => {
  expect(ROLES.map(isManager)).toEqual([false, true, true, true]);
  expect(ROLES.map((role) => isAdministrator({ role }))).toEqual([false, false, false, true]);
});

test('nothing is nothing at all', () =>
  expect(NO_ACCESS).toEqual({ fields: [], departments: [], managers: false, self: null }));

test('what is hidden is what is not seen', () => {
  expect(hiddenFrom(EVERYTHING)).toEqual([]);
  expect(hiddenFrom(NO_ACCESS)).toEqual(ALL_FIELDS);
  expect(hiddenFrom(without('health'))).toEqual(['health']);
});

test('a channel without amounts sees everything else', () => {
  const access = { ...EVERYTHING, departments: ['sales'], self: ANA };
  expect(withoutAmounts(access)).toEqual({
    ...access,
    fields: ['identity', 'health', 'contactDetails'],
  });
});

test('an amount belongs to what it is an amount of', () => {
  const fields = Object.fromEntries(KINDS.map((kind) => [kind, amountField(kind)]));
  const { invoice, payment, deal, win, ...others } = fields;
  expect([invoice, payment, deal, win]).toEqual([
    'invoices',
    'invoices',
    'dealAmounts',
    'dealAmounts',
  ]);
  expect(new Set(Object.values(others))).toEqual(new Set(['revenue']));
});

describe('what two see together', () => {
  const access = fc.record({
    fields: fc.subarray([...ALL_FIELDS]),
    departments: fc.subarray(['sales', 'support', 'finance']),
    managers: fc.boolean(),
    self: fc.constantFrom(ANA, null),
  });
  test('is what each of them sees, whatever the order, and nobody’s own', () =>
    fc.assert(
      fc.property(access, access, (one, other) => {
        const both = narrow(one, other);
        expect(both.fields).toEqual(one.fields.filter((field) => other.fields.includes(field)));
        expect(both.departments).toEqual(
          one.departments.filter((id) => other.departments.includes(id)),
        );
        expect(both.managers).toBe(one.managers && other.managers);
        expect(both.self).toBeNull();
        expect(new Set(narrow(other, one).fields)).toEqual(new Set(both.fields));
      }),
    ));
  test('one who reads alone in a channel reads as one of many', () =>
    expect(
      accessOfAudience({
        size: 1,
        people: [person('sales', 'manager')],
        guests: 0,
        unknown: 0,
        outsiders: false,
      }),
    ).toEqual({ fields: ALL_FIELDS, departments: ['sales'], managers: true, self: null }));
});

describe('entries', () => {
  const access: Access = {
    fields: ['identity'],
    departments: ['support'],
    managers: false,
    self: ANA,
  };
  test.each([
    ['everyone', 'sales', BEN, true],
    ['department', 'support', BEN, true],
    ['department', 'sales', BEN, false],
    ['department', 'sales', ANA, true],
    ['managers', 'support', BEN, false],
    ['managers', 'sales', ANA, true],
  ] as const)('kept to %s of %s, written by %s: %s', (visibility, department, personId, isSeen) =>
    expect(seesEntry(access, { visibility, department, personId })).toBe(isSeen),
  );
  test('a manager sees what is kept to managers, and what is kept to their department only', () => {
    const manager = { ...access, managers: true, self: null };
    const seen = VISIBILITIES.map((visibility) =>
      seesEntry(manager, { visibility, department: 'sales', personId: BEN }),
    );
    expect(seen).toEqual([true, false, true]);
  });
  test('what nobody wrote is nobody’s own', () =>
    expect(
      seesEntry(
        { ...access, self: null },
        { visibility: 'managers', department: 'sales', personId: null },
      ),
    ).toBe(false));
});

describe('a card', () => {
  const full = overview({
    customer: { ...overview().customer, revenue: EUROS, health: 71 },
    owner: 'Ben',
    openDeals: { count: 2, total: EUROS },
    unpaid: [{ number: '1042', dueOn: '2026-11-01', money: EUROS }],
    credits: [{ count: 1, number: 'CN-1', money: EUROS }],
    newest: [
      entry(),
      entry({ externalId: 'e2', kind: 'invoice' }),
      entry({ externalId: 'e3', kind: 'order' }),
    ],
  });
  test('is whole for who sees everything', () => expect(redact(full, EVERYTHING)).toEqual(full));
  test.each([
    ['revenue', { ...full, customer: { ...full.customer, revenue: null } }, 'e3'],
    ['health', { ...full, customer: { ...full.customer, health: null } }, null],
    ['dealAmounts', { ...full, openDeals: { count: 2, total: null } }, 'e1'],
    ['invoices', { ...full, unpaid: [], credits: [] }, 'e2'],
    ['contactDetails', full, null],
  ] as const)('loses without %s only what belongs to it', (field, rest, emptied) =>
    expect(redact(full, without(field))).toEqual({
      ...rest,
      newest: full.newest.map((one) =>
        one.externalId === emptied ? { ...one, money: null } : one,
      ),
    }),
  );
  test('drops an entry out of sight instead of emptying it', () => {
    const newest = [entry({ visibility: 'managers' }), entry({ externalId: 'e2' })];
    expect(
      redact({ ...full, newest }, { ...EVERYTHING, managers: false }).newest.map(
        ({ externalId }) => externalId,
      ),
    ).toEqual(['e2']);
  });
  test('an entry without an amount stays as it is', () => {
    const plain = entry({ money: null });
    expect(redactEntry(plain, NO_ACCESS)).toBe(plain);
    expect(redactEntry(entry(), NO_ACCESS)).toEqual({ ...entry(), money: null });
    expect(redactEntry(entry(), EVERYTHING)).toEqual(entry());
  });
  test('a line in a list loses its revenue', () => {
    const line = {
      id: CustomerId.parse('acme'),
      name: 'Acme',
      stage: 'live' as const,
      city: null,
      segment: null,
      domain: null,
      revenue: EUROS,
      owner: null,
    };
    expect(redactSummary(line, EVERYTHING)).toEqual(line);
    expect(redactSummary(line, without('revenue'))).toEqual({ ...line, revenue: null });
  });
});

describe('a promise', () => {
  const promise = (visibility: Entry['visibility']) => ({
    by: BEN,
    createdBy: ANA,
    department: 'sales',
    visibility,
  });
  const seenBy = (access: Partial<Access>, visibility: Entry['visibility'] = 'managers') =>
    seesPromise({ ...NO_ACCESS, fields: ['identity'], ...access }, promise(visibility));

  test('is seen as an entry is, and by its author', () => {
    expect(seenBy({}, 'everyone')).toBe(true);
    expect(seenBy({})).toBe(false);
    expect(seenBy({ managers: true })).toBe(true);
    expect(seenBy({ departments: ['sales'] }, 'department')).toBe(true);
    expect(seenBy({ departments: ['support'] }, 'department')).toBe(false);
    expect([seenBy({ self: BEN }), seenBy({ self: ANA })]).toEqual([true, true]);
    expect(seenBy({ self: PersonId.parse('kim') })).toBe(false);
  });
  test('is seen by nobody who may not see the customer, its author among them', () =>
    expect(seenBy({ fields: ['health'], self: ANA })).toBe(false));
  test('shows an amount to those who see the worth of deals', () => {
    const words = 'a discount of €4,000 a year';
    expect(promiseWords(words, seeing('dealAmounts'))).toBe(words);
    expect(promiseWords(words, without('dealAmounts'))).not.toContain('4,000');
  });
});

describe('the card of a customer', () => {
  const promised = (what: string, visibility: Entry['visibility']) => ({
    id: what,
    customerId: CustomerId.parse('acme'),
    by: BEN,
    createdBy: BEN,
    department: 'sales',
    visibility,
    what,
  });
  const caused = (...entries: (Entry | null)[]) => ({
    causes: entries.map((one) => ({ entry: one })),
  });
  const seen = (access: Access) =>
    redact(
      {
        ...overview(),
        promises: [promised('SSO for €900', 'everyone'), promised('secret', 'managers')],
        signals: [
          caused(null),
          caused(entry()),
          caused(entry(), entry({ visibility: 'managers' })),
        ],
      } as unknown as Parameters<typeof redact>[0],
      access,
    );

  test('has the promises that its reader may see, without amounts', () => {
    const [all, some] = [EVERYTHING, { ...seeing('identity'), managers: false }].map((access) =>
      seen(access).promises.map(({ what }) => what),
    );
    expect(all).toEqual(['SSO for €900', 'secret']);
    expect(some).toHaveLength(1);
    expect(some?.[0]).toMatch(/^SSO/);
    expect(some?.[0]).not.toContain('900');
  });
  test('has the signals of which the reader may see every cause', () => {
    expect(seen(EVERYTHING).signals).toHaveLength(3);
    expect(seen({ ...EVERYTHING, managers: false }).signals).toHaveLength(2);
  });
});

test.each([
  ['sales', true],
  ['success', true],
  ['marketing', true],
  ['finance', true],
  ['operations', true],
  ['support', false],
  ['product', false],
  ['onboarding', false],
])('a list of customers goes into a file for %s: %s', (department, may) => {
  expect(mayExport({ department, role: 'member' })).toBe(may);
  expect(mayExport({ department, role: 'manager' })).toBe(true);
});

test.each(ROLES)('a %s sets targets where they are no member', (role) =>
  expect(maySetTargets({ role })).toBe(role !== 'member'),
);
