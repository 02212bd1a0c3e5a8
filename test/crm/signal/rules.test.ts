import { describe, expect, test } from 'vitest';
import { factsAt, type SignalHistory } from '../../../crm/signal/facts.ts';
import * as registry from '../../../crm/signal/index.ts';
import type { SignalRule } from '../../../crm/signal/rule.ts';
import { RULES } from '../../../crm/signal/rules.ts';
import {
  ago,
  answer,
  deal,
  handoff,
  history,
  invoice,
  letter,
  lookAlike,
  NOW,
  PLAIN_WORDS,
  payment,
  promised,
  talk,
  ticket,
  usage,
} from './facts.ts';

type Case = readonly [what: string, history: SignalHistory, fires: boolean, threshold?: number];

const mail = (days: number, department: string) =>
  talk(days, { kind: 'email', department, externalId: `${department} ${days}` });
const alike = (since: string | null) => [lookAlike('Acme Ltd', since)];
const normal = (days: number) => ticket(days, { priority: 'normal' });

/** Per rule: nothing, the edge and just under it, over again, and back. */
const CASES: Readonly<Record<string, readonly Case[]>> = {
  silence: [
    ['nothing known', history(), false],
    ['30 days', history({ talks: [talk(30)] }), true],
    ['an hour less', history({ talks: [talk(30 - 1 / 24)] }), false],
    ['their letter is no contact of ours', history({ talks: [letter(1), talk(30)] }), true],
    ['spoken to since', history({ talks: [talk(1), talk(40)] }), false],
    ['a touch of nobody we know', history({ talks: [talk(1, { person: null }), talk(40)] }), true],
    ['one that left', history({ talks: [talk(40)], customer: { stage: 'churned' } }), false],
    ['one that came back', history({ talks: [talk(40)], customer: { stage: 'live' } }), true],
    ['a lead', history({ talks: [talk(40)], customer: { stage: 'lead' } }), false],
    ['another threshold', history({ talks: [talk(40)] }), false, 45],
  ],
  'ticket-spike': [
    ['nothing known', history(), false],
    ['two urgent ones', history({ tickets: [ticket(2), ticket(1)] }), true],
    ['one', history({ tickets: [ticket(2)] }), false],
    ['one is enough where they say so', history({ tickets: [ticket(2)] }), true, 1],
    [
      'one of two solved',
      history({ tickets: [ticket(2), ticket(1, { solvedAt: ago(0.5) })] }),
      false,
    ],
    ['opened again', history({ tickets: [ticket(2), ticket(1)] }), true],
    ['four of a week', history({ tickets: [normal(6), normal(4), normal(2), normal(1)] }), true],
    ['three of a week', history({ tickets: [normal(6), normal(4), normal(2)] }), false],
    [
      'one is just older than a week',
      history({ tickets: [normal(7), normal(4), normal(2), normal(1)] }),
      false,
    ],
    [
      'as many as every week',
      history({
        tickets: [
          ...Array.from({ length: 20 }, (_, n) => normal(10 + n * 2)),
          normal(6),
          normal(4),
          normal(2),
          normal(1),
        ],
      }),
      false,
    ],
    [
      'one that left',
      history({ tickets: [ticket(2), ticket(1)], customer: { stage: 'churned' } }),
      false,
    ],
  ],
  'usage-falling': [
    ['nothing known', history(), false],
    ['40 % less', history(usage(6, 10)), true],
    ['39 % less', history(usage(61, 100)), false],
    ['29 % less, where 29 % are wanted', history(usage(71, 100)), true, 29],
    ['28 % less, where 29 % are wanted', history(usage(72, 100)), false, 29],
    ['nothing at all any more', history(usage(0, 10)), true],
    ['hardly any before', history(usage(0, 1)), false],
    ['the source itself is silent', history({ ...usage(0, 10), usageUntil: '2026-11-16' }), false],
    ['up again', history(usage(12, 10)), false],
    ['one that left', history({ ...usage(1, 10), customer: { stage: 'churned' } }), false],
    ['one that came back', history({ ...usage(1, 10), customer: { stage: 'at-risk' } }), true],
  ],
  'unhappy-answer': [
    ['nothing known', history(), false],
    ['4 of 10', history({ answers: [answer(3, 4)] }), true],
    ['5 of 10', history({ answers: [answer(3, 5)] }), false],
    ['2 of 5', history({ answers: [answer(3, 2, { survey: 'csat', best: 5 })] }), true],
    ['3 of 5', history({ answers: [answer(3, 3, { survey: 'csat', best: 5 })] }), false],
    ['spoken to since', history({ answers: [answer(3, 1)], talks: [talk(2)] }), false],
    ['spoken to before', history({ answers: [answer(3, 1)], talks: [talk(4)] }), true],
    [
      'an answer after that',
      history({ answers: [answer(1, 1), answer(3, 1)], talks: [talk(2)] }),
      true,
    ],
    ['14 days old', history({ answers: [answer(14, 1)] }), false],
    ['an hour less', history({ answers: [answer(14 - 1 / 24, 1)] }), true],
    ['one that left', history({ answers: [answer(3, 1)], customer: { stage: 'churned' } }), false],
  ],
  'renewal-without-contact': [
    ['nothing known', history(), false],
    ['60 days ahead', history({ customer: { renewsOn: '2027-01-23' } }), true],
    ['61 days ahead', history({ customer: { renewsOn: '2027-01-24' } }), false],
    ['today', history({ customer: { renewsOn: '2026-11-24' } }), true],
    ['it was yesterday', history({ customer: { renewsOn: '2026-11-23' } }), false],
    [
      'contact 14 days ago',
      history({ talks: [talk(14)], customer: { renewsOn: '2026-12-24' } }),
      true,
    ],
    [
      'an hour less',
      history({ talks: [talk(14 - 1 / 24)], customer: { renewsOn: '2026-12-24' } }),
      false,
    ],
    ['one that left', history({ customer: { renewsOn: '2026-12-24', stage: 'churned' } }), false],
    ['one that came back', history({ customer: { renewsOn: '2026-12-24', stage: 'live' } }), true],
  ],
  'stale-deal': [
    ['nothing known', history(), false],
    ['21 days', history({ deals: [deal(21)] }), true],
    ['an hour less', history({ deals: [deal(21 - 1 / 24)] }), false],
    ['nobody knows when it was opened', history({ deals: [deal(null)] }), false],
    ['a step since', history({ deals: [deal(40, { steps: [ago(3)] })] }), false],
    ['a call of Sales since', history({ deals: [deal(40)], talks: [talk(3)] }), false],
    [
      'a call of Support since',
      history({ deals: [deal(40)], talks: [talk(3, { department: 'support' })] }),
      true,
    ],
    ['won', history({ deals: [deal(40, { closedAt: ago(1) })] }), false],
    ['opened again', history({ deals: [deal(40, { steps: [ago(30)] })] }), true],
  ],
  'lead-without-contact': [
    ['a customer', history({ customer: { since: '2026-11-01' } }), false],
    ['two days', history({ customer: { stage: 'lead', since: '2026-11-22' } }), true],
    ['one day', history({ customer: { stage: 'lead', since: '2026-11-23' } }), false],
    ['nobody knows since when', history({ customer: { stage: 'lead' } }), false],
    [
      'spoken to',
      history({ talks: [talk(1)], customer: { stage: 'lead', since: '2026-11-01' } }),
      false,
    ],
    [
      'they wrote',
      history({ talks: [letter(1)], customer: { stage: 'lead', since: '2026-11-01' } }),
      true,
    ],
    ['90 days', history({ customer: { stage: 'lead', since: '2026-08-26' } }), true],
    ['91 days', history({ customer: { stage: 'lead', since: '2026-08-25' } }), false],
    ['a prospect by now', history({ customer: { stage: 'prospect', since: '2026-11-01' } }), false],
  ],
  'clashing-outreach': [
    ['nothing known', history(), false],
    [
      'two departments within 3 days',
      history({ talks: [mail(1, 'sales'), mail(4, 'success')] }),
      true,
    ],
    ['an hour more', history({ talks: [mail(1, 'sales'), mail(4 + 1 / 24, 'success')] }), false],
    ['the same department', history({ talks: [mail(1, 'sales'), mail(2, 'sales')] }), false],
    [
      'they answered between',
      history({ talks: [mail(1, 'sales'), letter(2), mail(3, 'success')] }),
      false,
    ],
    [
      'they answered after both',
      history({ talks: [letter(0.5), mail(1, 'sales'), mail(3, 'success')] }),
      true,
    ],
    ['a week ago', history({ talks: [mail(7, 'sales'), mail(8, 'success')] }), false],
    [
      'an offer during an urgent ticket',
      history({ talks: [mail(1, 'sales')], tickets: [ticket(2)] }),
      true,
    ],
    [
      'it was solved before',
      history({ talks: [mail(1, 'sales')], tickets: [ticket(3, { solvedAt: ago(2) })] }),
      false,
    ],
    ['support itself', history({ talks: [mail(1, 'support')], tickets: [ticket(2)] }), false],
  ],
  'unanswered-letter': [
    ['nothing known', history(), false],
    ['a day', history({ talks: [letter(1)] }), true],
    ['an hour less', history({ talks: [letter(1 - 1 / 24)] }), false],
    ['answered', history({ talks: [talk(0.5), letter(3)] }), false],
    ['answered, and written again', history({ talks: [letter(1.5), talk(2), letter(3)] }), true],
    ['90 days', history({ talks: [letter(90)] }), true],
    ['91 days', history({ talks: [letter(91)] }), false],
    ['another threshold', history({ talks: [letter(2)] }), false, 3],
  ],
  'probable-duplicate': [
    ['nothing known', history(), false],
    ['one', history({ lookAlikes: alike(null) }), true],
    ['one, where two are wanted', history({ lookAlikes: alike(null) }), false, 2],
    ['one that begins tomorrow', history({ lookAlikes: alike('2026-11-25') }), false],
  ],
  'failed-payment': [
    ['nothing known', history(), false],
    ['due yesterday', history({ invoices: [invoice('2026-11-23')] }), true],
    ['due on no known day', history({ invoices: [invoice('x', { dueOn: null })] }), false],
    ['due today', history({ invoices: [invoice('2026-11-24')] }), false],
    ['paid', history({ invoices: [invoice('2026-11-01', { paidOn: '2026-11-20' })] }), false],
    [
      'paid tomorrow',
      history({ invoices: [invoice('2026-11-01', { paidOn: '2026-11-25' })] }),
      true,
    ],
    ['two days, where three are wanted', history({ invoices: [invoice('2026-11-22')] }), false, 3],
    ['a payment failed', history({ payments: [payment(2)] }), true],
    ['money came', history({ payments: [payment(2, { failed: false })] }), false],
    [
      'a payment failed, and the next try did not',
      history({ payments: [payment(1, { failed: false }), payment(2)] }),
      false,
    ],
    [
      'a payment failed after another invoice was paid',
      history({ payments: [payment(1, { failed: false, invoice: 'i2' }), payment(2)] }),
      true,
    ],
    [
      'a payment failed, and its invoice is paid',
      history({
        payments: [payment(2)],
        invoices: [invoice('2026-11-20', { id: 'i1', paidOn: '2026-11-23' })],
      }),
      false,
    ],
    [
      'a payment failed, and the try before it did not',
      history({ payments: [payment(2, { failed: false }), payment(1)] }),
      true,
    ],
    [
      'a payment failed at the moment at which another one came',
      history({ payments: [payment(1, { failed: false, id: 'p' }), payment(1)] }),
      true,
    ],
    ['two tries failed', history({ payments: [payment(1), payment(2)] }), true],
    [
      'money came for an invoice of that name in another system',
      history({ payments: [payment(1, { failed: false, source: 'desk' }), payment(2)] }),
      true,
    ],
    [
      'its invoice is not paid, and not due yet',
      history({ payments: [payment(2)], invoices: [invoice('2026-12-20', { id: 'i1' })] }),
      true,
    ],
    [
      'another invoice is paid',
      history({
        payments: [payment(2)],
        invoices: [invoice('2026-11-20', { id: 'i9', paidOn: '2026-11-23' })],
      }),
      true,
    ],
    [
      'the invoice of that name in another system is paid',
      history({
        payments: [payment(2)],
        invoices: [invoice('2026-11-20', { id: 'i1', source: 'desk', paidOn: '2026-11-23' })],
      }),
      true,
    ],
    ['a payment that fails tomorrow', history({ payments: [payment(-1)] }), false],
    [
      'one paid, another late',
      history({
        invoices: [invoice('2026-11-01', { paidOn: '2026-11-20' }), invoice('2026-11-10')],
      }),
      true,
    ],
  ],
  'broken-promise': [
    ['nothing known', history(), false],
    ['due yesterday', history({ promises: [promised(-1)] }), true],
    ['due today', history({ promises: [promised(0)] }), false],
    ['without a day', history({ promises: [promised(null)] }), false],
    ['kept', history({ promises: [promised(-1, { closedAt: ago(2) })] }), false],
    ['not made yet', history({ promises: [promised(-1, { createdAt: ago(-1) })] }), false],
    [
      'kept, and another',
      history({ promises: [promised(-3, { closedAt: ago(4) }), promised(-2)] }),
      true,
    ],
    ['two days, where three are wanted', history({ promises: [promised(-2)] }), false, 3],
  ],
  'promise-at-risk': [
    ['nothing known', history(), false],
    ['due in three days', history({ promises: [promised(3)] }), true],
    ['due today', history({ promises: [promised(0)] }), true],
    ['a day more', history({ promises: [promised(4)] }), false],
    ['past', history({ promises: [promised(-1)] }), false],
    ['without a day', history({ promises: [promised(null)] }), false],
    ['heard of', history({ promises: [promised(3, { signs: [ago(2)] })] }), false],
    ['not heard of yet', history({ promises: [promised(3, { signs: [ago(-1)] })] }), true],
    ['kept', history({ promises: [promised(3, { closedAt: ago(1) })] }), false],
    [
      'noted a minute ago',
      history({ promises: [promised(1, { createdAt: ago(1 / 1440) })] }),
      false,
    ],
    ['noted a day ago', history({ promises: [promised(1, { createdAt: ago(1) })] }), true],
    ['four days, where five are looked at', history({ promises: [promised(4)] }), true, 5],
  ],
  'overdue-handoff': [
    ['nothing known', history(), false],
    ['a day', history({ handoffs: [handoff(1)] }), true],
    ['an hour less', history({ handoffs: [handoff(1 - 1 / 24)] }), false],
    ['done', history({ handoffs: [handoff(3, 1)] }), false],
    ['done, and another', history({ handoffs: [handoff(3, 1), handoff(2)] }), true],
    ['two days, where three are wanted', history({ handoffs: [handoff(2)] }), false, 3],
  ],
};

const textFrom = (rule: SignalRule, of: SignalHistory, threshold = rule.threshold.usual) => {
  const found = rule.find(factsAt(of, NOW, 'UTC'), threshold);
  return found && rule.tell(found.detail, PLAIN_WORDS);
};

test('a spike of many tickets says so, though one of them is urgent', () =>
  expect(
    textFrom(
      registry.ticketSpike,
      history({ tickets: [normal(6), normal(4), normal(2), ticket(1)] }),
    ),
  ).toMatchObject({ title: '4 tickets in 7 days', more: 'usually 0 a week' }));

test('urgent tickets say so, though many came beside them', () =>
  expect(
    textFrom(
      registry.ticketSpike,
      history({ tickets: [normal(6), normal(4), ticket(2), ticket(1)] }),
    ),
  ).toMatchObject({
    title: '2 urgent tickets open',
    more: 'the oldest, “Ticket 2”, for 48 h',
  }));

test('no meaning speaks of 1 days', () => {
  for (const { id, meaning, threshold } of RULES)
    for (const value of [threshold.least, threshold.usual, threshold.most])
      expect(meaning(value), id).not.toMatch(/\b1 (days|tickets|customers)\b/);
});

test('every rule has its cases', () =>
  expect(Object.keys(CASES).sort()).toEqual(RULES.map(({ id }) => id).sort()));

const casesOf = ({ id, threshold: { usual } }: SignalRule) =>
  (CASES[id] ?? []).map(
    ([what, of, fires, threshold = usual]) => [what, { of, fires, threshold }] as const,
  );

describe.each(RULES)('$id', (rule) => {
  test.each(casesOf(rule))('%s', (_, { of, fires, threshold }) => {
    const found = rule.find(factsAt(of, NOW, 'UTC'), threshold);
    expect(found !== null).toBe(fires);
    if (found) expect(found.causes.length, 'something fired it').toBeGreaterThan(0);
  });

  test('says what it found and what to do, whatever it found', () => {
    for (const [what, { of, fires, threshold }] of casesOf(rule)) {
      const found = fires ? rule.find(factsAt(of, NOW, 'UTC'), threshold) : null;
      if (!found) continue;
      const { title, more, next } = rule.tell(
        JSON.parse(JSON.stringify(found.detail)),
        PLAIN_WORDS,
      );
      for (const said of [title, more ?? 'x', next]) {
        expect(said, what).not.toBe('');
        expect(said, what).not.toMatch(/undefined|null|NaN|Invalid/);
      }
    }
  });

  test('has a threshold within its own bounds, and a meaning that names it', () => {
    const { usual, least, most } = rule.threshold;
    expect([least <= usual, usual <= most]).toEqual([true, true]);
    expect(rule.meaning(usual)).not.toBe(rule.meaning(most));
  });
});
