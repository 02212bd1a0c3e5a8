import { describe, expect, test } from 'vitest';
import { PersonId } from '../../../crm/person/person.ts';
import { ALL_FIELDS, NO_ACCESS } from '../../../crm/policy/policy.ts';
import { holdsOf, warningsFor } from '../../../crm/signal/warning.ts';
import type { Overview } from '../../../crm/store/customers.ts';
import type { Entry } from '../../../crm/timeline/entry.ts';
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

describe('a promise', () => {
  const promised = (what: string, dueOn: string | null) => ({
    id: what,
    what,
    dueOn,
    by: KIM,
    createdBy: KIM,
    department: 'support',
    visibility: 'everyone' as const,
    name: 'Kim',
  });
  test.each([
    ['2026-11-23', true],
    ['2026-11-24', false],
    [null, false],
  ])('for %s is broken: %s', (dueOn, isBroken) =>
    expect(warnings({ promises: [promised('SSO', dueOn)] }).map(({ kind }) => kind)).toEqual(
      isBroken ? ['broken-promise'] : [],
    ),
  );
  test('that is broken comes before everything else, the one that is late longest named', () => {
    const promises = [promised('SSO', '2026-11-10'), promised('A call', '2026-11-20')];
    expect(
      warnings({ promises, openTickets: [ticket('one', 'urgent')], lastTouch: touched(HOUR) }),
    ).toMatchObject([
      { kind: 'broken-promise', promise: { what: 'SSO' }, others: 1 },
      { kind: 'urgent-tickets' },
      { kind: 'just-contacted' },
    ]);
  });
});

test('a handoff that nobody accepted in time stands behind urgent tickets', () => {
  const lateHandoff = { dueAt: ago(DAY), to: null, department: 'onboarding', count: 1 };
  expect(warnings({ lateHandoff, openTickets: [ticket('one', 'urgent')] })).toMatchObject([
    { kind: 'urgent-tickets' },
    { kind: 'late-handoff', handoff: lateHandoff },
  ]);
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

describe('a signal that stands', () => {
  const stands = (...rules: string[]): Partial<Overview> => ({
    signals: rules.map((rule) => ({ id: rule, rule, detail: { n: 1 }, causes: [] })),
  });
  const told = (over: Partial<Overview>, more?: Parameters<typeof warnings>[1]) =>
    warnings(over, more).map((one) => (one.kind === 'signal' ? one.rule.id : one.kind));
  const urgent = { openTickets: [ticket('one', 'urgent')] };
  const bill = { number: '1', dueOn: '2026-11-10', money: { amount: 1, currency: 'EUR' } };
  test.each([
    ['none', {}, []],
    ['one that the card has no line for', stands('usage-falling'), ['usage-falling']],
    ['one of a rule that nobody knows', stands('not-yet-known'), []],
    ['one whose line is gone: it is over', stands('failed-payment', 'probable-duplicate'), []],
    ['one that its line says', { ...stands('ticket-spike'), ...urgent }, ['urgent-tickets']],
    ['one whose line says something else today', stands('ticket-spike'), ['ticket-spike']],
    [
      'one beside the line of another',
      { ...stands('ticket-spike'), unpaid: [bill] },
      ['late-invoice', 'ticket-spike'],
    ],
    [
      'reasons to hold an offer, then silence, then the others, then who looks alike',
      {
        ...stands('stale-deal', 'usage-falling'),
        lastTouch: touched(40 * DAY),
        lookAlikes: [lookAlike('A')],
      },
      ['usage-falling', 'silent', 'stale-deal', 'look-alike'],
    ],
  ])('%s', (_, over, expected) => expect(told(over)).toEqual(expected));
  test('is told with what its rule found, to those who may know', () => {
    expect(warnings(stands('usage-falling'))).toMatchObject([{ detail: { n: 1 } }]);
    expect(told(stands('usage-falling'), { access: NO_ACCESS })).toEqual([]);
  });
  test('speaks against an offer where its rule says so', () => {
    const ids = (rules: Partial<Overview>) =>
      holdsOf(overview(rules), EVERYTHING).map(({ id }) => id);
    expect(ids(stands('stale-deal', 'usage-falling', 'failed-payment'))).toEqual([
      'usage-falling',
      'failed-payment',
    ]);
    expect(ids(stands('stale-deal'))).toEqual([]);
  });
});

describe('letters that nobody answered', () => {
  const letter = (days: number): Entry => ({
    customerId: overview().customer.id,
    source: 'mail',
    externalId: String(days),
    at: ago(days * DAY),
    department: 'support',
    channel: 'email',
    direction: 'inbound',
    kind: 'email',
    title: 'A letter',
    body: null,
    personId: null,
    person: null,
    contactId: null,
    contact: `Dana ${days}`,
    money: null,
    link: null,
    visibility: 'everyone',
    record: null,
  });
  const unanswered = (...days: number[]) => warnings({ newest: days.map(letter) });
  test.each([
    ['a day old', [1], [1, 1]],
    ['an hour less', [1 - 1 / 24], null],
    ['90 days old', [90], [1, 90]],
    ['an hour more', [90 + 1 / 24], null],
    ['three: the oldest counts', [0.5, 2, 5], [3, 5]],
    ['none', [], null],
  ] as const)('%s', (_, days, expected) =>
    expect(unanswered(...days)).toEqual(
      expected === null
        ? []
        : [
            {
              kind: 'unanswered',
              count: expected[0],
              by: `Dana ${expected[1]}`,
              since: ago(expected[1] * DAY),
            },
          ],
    ),
  );
});

test('a credit note is no late invoice', () =>
  expect(
    warnings({
      unpaid: [0, -5].map((amount) => ({
        number: String(amount),
        dueOn: '2026-11-10',
        money: { amount, currency: 'EUR' },
      })),
    }),
  ).toEqual([]));
