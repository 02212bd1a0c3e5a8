import { describe, expect, test } from 'vitest';
import { PersonId } from '../../../crm/person/person.ts';
import { ALL_FIELDS, NO_ACCESS } from '../../../crm/policy/policy.ts';
import { warningsFor } from '../../../crm/signal/warning.ts';
import type { Overview } from '../../../crm/store/customers.ts';
import { lookAlike, overview, ticket } from '../customer/overview.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const [HOUR, DAY] = [3_600_000, 86_400_000];
const [KIM, ANA] = [PersonId.parse('kim'), PersonId.parse('ana')];
const EVERYTHING = { ...NO_ACCESS, fields: ALL_FIELDS };
const ago = (milliseconds: number) => new Date(NOW.getTime() - milliseconds);
const touched = (milliseconds: number): Overview['lastTouch'] => ({
  at: ago(milliseconds),
  person: 'Kim',
  personId: KIM,
  department: 'support',
  kind: 'call',
});
const warnings = (over: Partial<Overview>, more: Partial<Parameters<typeof warningsFor>[1]> = {}) =>
  warningsFor(overview(over), {
    me: ANA,
    access: EVERYTHING,
    now: NOW,
    today: '2026-11-24',
    ...more,
  });

test('where nothing is wrong, nothing is said', () =>
  expect(warnings({ lastTouch: touched(5 * DAY) })).toEqual([]));

test('of tickets only the urgent ones, all of them', () => {
  const urgent = [ticket('one', 'urgent'), ticket('two', 'urgent')];
  expect(warnings({ openTickets: [ticket('other', 'normal'), ...urgent] })).toEqual([
    { kind: 'urgent-tickets', tickets: urgent },
  ]);
  expect(warnings({ openTickets: [ticket('other', 'normal')] })).toEqual([]);
});

describe('an invoice', () => {
  const invoice = (number: string, dueOn: string) => ({
    number,
    dueOn,
    money: { amount: 100, currency: 'EUR' },
  });
  test.each([
    ['2026-11-25', []],
    ['2026-11-24', []],
    ['2026-11-23', [1]],
    ['2026-10-24', [31]],
  ])('due on %s is %j days late', (dueOn, days) =>
    expect(
      warnings({ unpaid: [invoice('1', dueOn)] }).map((one) =>
        one.kind === 'late-invoice' ? one.daysLate : one.kind,
      ),
    ).toEqual(days),
  );
  test('the oldest of several is named, whatever their order, with how many others are late', () => {
    const [old, older, due] = [
      invoice('1', '2026-11-20'),
      invoice('2', '2026-11-10'),
      invoice('3', '2026-11-30'),
    ];
    for (const unpaid of [
      [old, older, due],
      [due, older, old],
    ])
      expect(warnings({ unpaid })).toEqual([
        { kind: 'late-invoice', invoice: older, daysLate: 14, others: 1 },
      ]);
  });
  test('is told to nobody who may not see invoices', () =>
    expect(
      warnings(
        { unpaid: [invoice('1', '2026-11-10')] },
        { access: { ...EVERYTHING, fields: ['identity', 'revenue'] } },
      ),
    ).toEqual([]));
});

describe('a colleague’s contact', () => {
  const told = { kind: 'just-contacted', by: 'Kim' };
  test.each([
    [0, true],
    [47 * HOUR, true],
    [2 * DAY, true],
    [2 * DAY + 1, false],
    [20 * DAY, false],
  ])('%i milliseconds ago is told: %s', (milliseconds, isTold) =>
    expect(warnings({ lastTouch: touched(milliseconds) })).toEqual(
      isTold ? [{ ...told, at: ago(milliseconds) }] : [],
    ),
  );
  test('is told to others than who made it, and where many read', () => {
    expect(warnings({ lastTouch: touched(HOUR) }, { me: KIM })).toEqual([]);
    expect(warnings({ lastTouch: touched(HOUR) }, { me: null })).toMatchObject([told]);
    expect(warnings({ lastTouch: null }, { me: null })).toEqual([]);
  });
});

describe('silence', () => {
  const inStage = (stage: Overview['customer']['stage'], milliseconds: number) =>
    warnings({
      lastTouch: touched(milliseconds),
      customer: { ...overview().customer, stage, renewsOn: '2027-01-01' },
    });
  test.each([
    [30 * DAY - 1, []],
    [30 * DAY, [30]],
    [31 * DAY - 1, [30]],
    [400 * DAY, [400]],
  ])('%i milliseconds after the last contact: %j days', (milliseconds, days) =>
    expect(inStage('live', milliseconds)).toEqual(
      days.map((count) => ({ kind: 'silent', days: count, renewsOn: '2027-01-01' })),
    ),
  );
  test.each([
    ['lead', 0],
    ['churned', 0],
    ['prospect', 1],
    ['onboarding', 1],
    ['at-risk', 1],
  ] as const)('of one that is %s: %i', (stage, count) =>
    expect(inStage(stage, 90 * DAY)).toHaveLength(count),
  );
  test('where nobody was ever in touch, it is not known to be silent', () =>
    expect(warnings({ lastTouch: null })).toEqual([]));
});

test('one that looks alike is named, with how many others there are', () => {
  expect(warnings({ lookAlikes: [lookAlike('Acme Retail')] })).toEqual([
    { kind: 'look-alike', name: 'Acme Retail', others: 0, urgentTickets: 0 },
  ]);
  const three = ['A', 'B', 'C'].map((name) => ({ ...lookAlike(name), urgentTickets: 1 }));
  expect(warnings({ lookAlikes: three })).toEqual([
    { kind: 'look-alike', name: 'A', others: 2, urgentTickets: 3 },
  ]);
});

test('the most pressing comes first', () =>
  expect(
    warnings({
      openTickets: [ticket('one', 'urgent')],
      unpaid: [{ number: '1', dueOn: '2026-11-10', money: { amount: 1, currency: 'EUR' } }],
      lastTouch: touched(HOUR),
      lookAlikes: [lookAlike('A')],
    }).map(({ kind }) => kind),
  ).toEqual(['urgent-tickets', 'late-invoice', 'just-contacted', 'look-alike']));
