import { describe, expect, test } from 'vitest';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import { ALL_FIELDS, NO_ACCESS } from '../../../crm/policy/policy.ts';
import { replay } from '../../../crm/signal/dry-run.ts';
import { factsAt, type SignalHistory } from '../../../crm/signal/facts.ts';
import { failedPayment } from '../../../crm/signal/failed-payment.ts';
import * as registry from '../../../crm/signal/index.ts';
import { renewalWithoutContact } from '../../../crm/signal/renewal-without-contact.ts';
import { talkCause } from '../../../crm/signal/rule.ts';
import type { RuleSetting, Signal } from '../../../crm/signal/signal.ts';
import { silence } from '../../../crm/signal/silence.ts';
import { ticketSpike } from '../../../crm/signal/ticket-spike.ts';
import { compareSignals, seesSignal, signalReceivers } from '../../../crm/signal/watch.ts';
import {
  ago,
  answer,
  deal,
  HOUR,
  handoff,
  history,
  invoice,
  letter,
  lookAlike,
  NOW,
  talk,
  ticket,
} from './facts.ts';

const on = (rule: string, threshold: number): RuleSetting => ({ rule, isOn: true, threshold });
const compare = (
  of: SignalHistory,
  {
    rules = [silence],
    settings = [on('silence', 30)],
    standing = [],
  }: {
    rules?: Parameters<typeof compareSignals>[2]['rules'];
    settings?: RuleSetting[];
    standing?: Signal[];
  } = {},
) =>
  compareSignals(of, standing, {
    rules,
    settings,
    at: NOW,
    newsSince: new Date(NOW.getTime() - 26 * HOUR),
    zone: 'UTC',
  });
const standing = (rule: string): Signal => ({
  id: rule,
  customerId: history().customer.id,
  version: 1,
  createdAt: NOW,
  rule,
  key: 'k',
  detail: {},
  causes: [],
  toldAt: NOW,
  endedAt: null,
  answers: [],
});

describe('a signal', () => {
  test.each([
    ['just now', 30, true],
    ['a day ago', 31, true],
    ['27 hours ago', 30 + 27 / 24, false],
    ['long ago, as in a first import', 100, false],
  ])('that began %s is told: %s', (_, days, isTold) => {
    expect(compare(history({ talks: [talk(days)] })).raised.map((one) => one.isTold)).toEqual([
      isTold,
    ]);
  });

  test('of a rule that is off stands, and is not told', () =>
    expect(
      compare(history({ talks: [talk(30)] }), { settings: [] }).raised.map((one) => one.isTold),
    ).toEqual([false]));

  test('lasts while its rule finds anything, and ends when it finds nothing', () => {
    const stands = [standing('silence')];
    const lasts = compare(history({ talks: [talk(40)] }), { standing: stands });
    expect([lasts.raised, lasts.lasting.length, lasts.ended]).toEqual([[], 1, []]);
    const ends = compare(history({ talks: [talk(1)] }), { standing: stands });
    expect([ends.raised, ends.lasting, ends.ended]).toEqual([[], [], stands]);
  });

  test('that came back with another beginning is news, though there was one before', () => {
    const tickets = [
      ticket(9, { solvedAt: ago(0.5) }),
      ticket(8, { solvedAt: ago(0.5) }),
      ticket(0.2),
      ticket(0.1),
    ];
    const settings = [on('ticket-spike', 2)];
    const again = compare(history({ tickets }), { rules: [ticketSpike], settings });
    expect(again.raised.map((one) => one.isTold)).toEqual([true]);
  });

  test('of old tickets that became urgent just now is news: they were not urgent then', () => {
    const settings = [on('ticket-spike', 2)];
    const told = (urgentSince: Date | null) =>
      compare(history({ tickets: [ticket(9, { urgentSince }), ticket(8, { urgentSince })] }), {
        rules: [ticketSpike],
        settings,
      }).raised.map((one) => one.isTold);
    expect(told(ago(0.1))).toEqual([true]);
    expect(told(ago(3))).toEqual([false]);
    expect(told(null)).toEqual([false]);
  });

  test('is not told beside another that says the same, where that one is told', () => {
    const of = history({ talks: [talk(30)], customer: { renewsOn: '2026-12-24' } });
    const rules = [silence, renewalWithoutContact];
    const tell = (settings: RuleSetting[]) =>
      compare(of, { rules, settings }).raised.map(({ rule, isTold }) => [rule.id, isTold]);
    expect(tell([on('silence', 30), on('renewal-without-contact', 60)])).toEqual([
      ['silence', false],
      ['renewal-without-contact', false],
    ]);
    expect(tell([on('silence', 30)])).toEqual([
      ['silence', true],
      ['renewal-without-contact', false],
    ]);
  });
});

describe('a reader', () => {
  const everything = { ...NO_ACCESS, fields: ALL_FIELDS };
  test('hears of no entry that they may not see', () => {
    const of = (visibility: 'everyone' | 'managers') => ({
      causes: [talkCause(letter(1, { visibility }))],
    });
    expect(seesSignal(everything, silence, of('everyone'))).toBe(true);
    expect(seesSignal(everything, silence, of('managers'))).toBe(false);
    expect(seesSignal({ ...everything, managers: true }, silence, of('managers'))).toBe(true);
  });
  test('hears of no invoice where invoices are kept from them, and of nothing as an outsider', () => {
    const fields = ALL_FIELDS.filter((field) => field !== 'invoices');
    expect(seesSignal({ ...everything, fields }, failedPayment, { causes: [] })).toBe(false);
    expect(seesSignal({ ...everything, fields }, silence, { causes: [] })).toBe(true);
    expect(seesSignal(NO_ACCESS, silence, { causes: [] })).toBe(false);
  });
});

describe('receivers', () => {
  const person = (id: string, active = true): Person => ({
    id: PersonId.parse(id),
    name: id,
    email: `${id}@ours.example`,
    title: null,
    department: 'sales',
    role: 'member',
    zone: 'UTC',
    locale: 'en',
    active,
  });
  const people = new Map(
    [person('ana'), person('kim'), person('left', false)].map((one) => [one.id, one]),
  );
  const to = (ownerId: string | null, followers: string[], isNews = false) =>
    signalReceivers(
      { isNews },
      {
        ownerId: ownerId === null ? null : PersonId.parse(ownerId),
        followers: followers.map((id) => PersonId.parse(id)),
      },
      people,
    ).map(({ name }) => name);
  test.each([
    [to('ana', ['kim', 'ana', 'left', 'nobody']), ['ana', 'kim']],
    [to(null, ['kim']), ['kim']],
    [to('left', []), []],
    // Followers hear of it as news of the customer.
    [to('ana', ['kim'], true), ['ana']],
    [to('ana', ['ana'], true), []],
  ])('%j', (given, expected) => expect(given).toEqual(expected));
});

describe('a dry run', () => {
  const run = (of: SignalHistory, threshold = 30) =>
    replay(silence, of, { threshold, until: NOW, zone: 'UTC' }).map(({ at }) => at);
  test('finds each beginning of the last month, and none that lasted before', () => {
    expect(run(history({ talks: [talk(30)] }))).toEqual([NOW]);
    expect(run(history({ talks: [talk(29)] }))).toEqual([]);
    expect(run(history({ talks: [talk(70)] }))).toEqual([]);
    // Silent until 20 days ago, spoken to, and silent again where a week is enough.
    expect(run(history({ talks: [talk(20), talk(70)] }), 7)).toEqual([ago(13)]);
    expect(run(history())).toEqual([]);
  });
  test('knows nothing of what happened later', () =>
    expect(run(history({ talks: [talk(2), talk(45)] }))).toEqual([ago(15)]));
});

test('facts of a day know nothing of the days after', () => {
  const of = history({
    talks: [talk(1), talk(5)],
    tickets: [ticket(1), ticket(5, { solvedAt: ago(2) })],
    invoices: [],
    payments: [],
    handoffs: [{ id: 'h', createdAt: ago(9), dueAt: ago(5), closedAt: ago(1) }],
  });
  const then = factsAt(of, ago(3), 'UTC');
  expect(then.talks).toHaveLength(1);
  expect(then.tickets.map(({ solvedAt }) => solvedAt)).toEqual([null]);
  expect(then.handoffs.map(({ closedAt }) => closedAt)).toEqual([null]);
});

test('no two rules have one id, and each has a sentence of its own', () => {
  const rules = Object.values(registry);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(14);
  expect(new Set(rules.map((rule) => rule.meaning(5))).size).toBe(14);
});

describe('the facts of an instant', () => {
  const then = ago(3);
  const [before, after] = [ago(3 + 1 / 24), ago(3 - 1 / 24)];
  const facts = factsAt(
    history({
      talks: [talk(2), talk(3), talk(4)],
      answers: [answer(2, 1), answer(3, 1)],
      tickets: [
        ticket(4, { solvedAt: before }),
        ticket(3.5, { solvedAt: then }),
        ticket(3.25, { solvedAt: after }),
        ticket(3),
        ticket(2),
      ],
      deals: [
        deal(null, { steps: [before, then, after] }),
        deal(4, { closedAt: after }),
        deal(3, { closedAt: then }),
        deal(2),
      ],
      invoices: [
        invoice('2026-12-01', { issuedOn: '2026-11-20', paidOn: '2026-11-20' }),
        invoice('2026-12-02', { issuedOn: '2026-11-21', paidOn: '2026-11-21' }),
        invoice('2026-12-03', { issuedOn: '2026-11-20', paidOn: '2026-11-22' }),
        invoice('2026-12-04', { issuedOn: '2026-11-22' }),
      ],
      handoffs: [
        { ...handoff(1), createdAt: then, closedAt: null },
        { ...handoff(2), createdAt: after },
        { ...handoff(0), createdAt: before, closedAt: then },
      ],
      usage: ['2026-11-20', '2026-11-21', '2026-11-22'].map((day) => ({ day, uses: 1 })),
      lookAlikes: [lookAlike('a'), lookAlike('b', '2026-11-21'), lookAlike('c', '2026-11-22')],
    }),
    then,
    'UTC',
  );
  test('hold each thing from the moment at which it was, and none that came later', () => {
    expect(facts.talks.map(({ externalId }) => externalId)).toEqual(['talk 3', 'talk 4']);
    expect(facts.answers.map(({ id }) => id)).toEqual(['answer 3']);
    expect(facts.tickets.map(({ solvedAt }) => solvedAt)).toEqual([before, then, null, null]);
    expect(facts.deals.map(({ id, closedAt }) => [id, closedAt])).toEqual([
      ['deal null', null],
      ['deal 4', null],
      ['deal 3', then],
    ]);
    expect(facts.deals[0]?.steps).toEqual([before, then]);
    expect(facts.handoffs.map(({ id, closedAt }) => [id, closedAt])).toEqual([
      ['handoff 1', null],
      ['handoff 0', then],
    ]);
  });
  test('hold whole days', () => {
    expect([facts.at, facts.today]).toEqual([then, '2026-11-21']);
    expect(facts.invoices.map(({ dueOn, paidOn }) => [dueOn, paidOn])).toEqual([
      ['2026-12-01', '2026-11-20'],
      ['2026-12-02', '2026-11-21'],
      ['2026-12-03', null],
    ]);
    expect(facts.usage.map(({ day }) => day)).toEqual(['2026-11-20']);
    expect(facts.lookAlikes.map(({ name }) => name)).toEqual(['a', 'b']);
  });
  test.each([
    [null, null],
    ['2026-11-10', '2026-11-10'],
    ['2026-11-20', '2026-11-20'],
    ['2026-11-21', '2026-11-20'],
    ['2026-11-24', '2026-11-20'],
  ])('where usage is known until %s, it is until %s', (usageUntil, until) =>
    expect(factsAt(history({ usageUntil }), then, 'UTC').usageUntil).toBe(until),
  );
});
