import { describe, expect, test } from 'vitest';
import { factsAt, type SignalHistory } from '../../../crm/signal/facts.ts';
import * as registry from '../../../crm/signal/index.ts';
import type { SignalRule } from '../../../crm/signal/rule.ts';
import { RULES, ruleOf } from '../../../crm/signal/rules.ts';
import type { Cause } from '../../../crm/signal/signal.ts';
import {
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

const dana = { contact: 'Dana' };
const mail = (days: number, department: string) =>
  talk(days, { kind: 'email', department, externalId: `${department} ${days}` });
const nameless = { subject: null };
const normal = (days: number) => ticket(days, { priority: 'normal' });

interface Case {
  rule: SignalRule;
  what: string;
  of: SignalHistory;
  /** Title, what is known besides, next step. */
  said: readonly [title: string, more: string | null, next: string];
  key: string;
  causes: readonly string[];
}

const CASES: readonly Case[] = [
  {
    rule: registry.silence,
    what: 'somebody to call',
    of: history({ talks: [talk(30, dana)] }),
    said: ['no contact for 720 h', 'last by Ana, 2026-10-25', 'call Dana and ask how things are'],
    key: 'crm:talk 30',
    causes: ['entry crm:talk 30 2026-10-25: null'],
  },
  {
    rule: registry.silence,
    what: 'nobody known to call',
    of: history({ talks: [talk(30)] }),
    said: ['no contact for 720 h', 'last by Ana, 2026-10-25', 'call them and ask how things are'],
    key: 'crm:talk 30',
    causes: ['entry crm:talk 30 2026-10-25: null'],
  },
  {
    rule: registry.ticketSpike,
    what: 'urgent ones, the oldest named',
    of: history({ tickets: [ticket(2), ticket(1)] }),
    said: [
      '2 urgent tickets open',
      'the oldest, “Ticket 2”, for 48 h',
      'ask Support how it stands before anybody calls them',
    ],
    key: 'crm:ticket 2',
    causes: [
      'ticket crm:ticket 2 2026-11-22: Ticket 2',
      'ticket crm:ticket 1 2026-11-23: Ticket 1',
    ],
  },
  {
    rule: registry.ticketSpike,
    what: 'its subject is kept from some',
    of: history({ tickets: [ticket(2, nameless), ticket(1)] }),
    said: [
      '2 urgent tickets open',
      'the oldest for 48 h',
      'ask Support how it stands before anybody calls them',
    ],
    key: 'crm:ticket 2',
    causes: ['ticket crm:ticket 2 2026-11-22: null', 'ticket crm:ticket 1 2026-11-23: Ticket 1'],
  },
  {
    rule: registry.ticketSpike,
    what: 'many of a week',
    of: history({ tickets: [normal(20), normal(10), normal(6), normal(4), normal(2), ticket(1)] }),
    said: [
      '4 tickets in 7 days',
      'usually 0.3 a week',
      'ask Support how it stands before anybody calls them',
    ],
    key: 'crm:ticket 6',
    causes: [
      'ticket crm:ticket 6 2026-11-18: Ticket 6',
      'ticket crm:ticket 4 2026-11-20: Ticket 4',
      'ticket crm:ticket 2 2026-11-22: Ticket 2',
      'ticket crm:ticket 1 2026-11-23: Ticket 1',
    ],
  },
  {
    rule: registry.usageFalling,
    what: 'somebody to ask',
    of: history({ ...usage(0, 10), talks: [talk(1, dana)] }),
    said: ['usage fell by 100 % in 14 days', '140 → 0 uses', 'ask Dana what changed'],
    key: 'falling',
    causes: ['usage usage:2026-11-22 at no time: null'],
  },
  {
    rule: registry.usageFalling,
    what: 'a contact kept from some is not named',
    of: history({ ...usage(6, 10), talks: [talk(1, { ...dana, visibility: 'managers' })] }),
    said: ['usage fell by 40 % in 14 days', '140 → 84 uses', 'ask them what changed'],
    key: 'falling',
    causes: ['usage usage:2026-11-22 at no time: null'],
  },
  {
    rule: registry.unhappyAnswer,
    what: 'of ten',
    of: history({ answers: [answer(3, 4)] }),
    said: [
      'unhappy answer, NPS 4 of 10',
      '2026-11-21, nobody was in touch since',
      'call them, say that it was read, and ask what would have helped',
    ],
    key: 'crm:answer 3',
    causes: ['answer crm:answer 3 2026-11-21: NPS answer'],
  },
  {
    rule: registry.unhappyAnswer,
    what: 'of five',
    of: history({ answers: [answer(3, 2, { survey: 'csat', best: 5 })] }),
    said: [
      'unhappy answer, CSAT 2 of 5',
      '2026-11-21, nobody was in touch since',
      'call them, say that it was read, and ask what would have helped',
    ],
    key: 'crm:answer 3',
    causes: ['answer crm:answer 3 2026-11-21: CSAT answer'],
  },
  {
    rule: registry.unhappyAnswer,
    what: 'of seven',
    of: history({ answers: [answer(3, 2, { survey: 'ces', best: 7 })] }),
    said: [
      'unhappy answer, effort 2 of 7',
      '2026-11-21, nobody was in touch since',
      'call them, say that it was read, and ask what would have helped',
    ],
    key: 'crm:answer 3',
    causes: ['answer crm:answer 3 2026-11-21: effort answer'],
  },
  {
    rule: registry.unhappyAnswer,
    what: 'two: the newest is told, the oldest began it',
    of: history({ answers: [answer(1, 1, { survey: 'review', best: 5 }), answer(3, 2)] }),
    said: [
      '2 unhappy answers',
      'the last one review 1 of 5, 2026-11-23, nobody was in touch since',
      'call them, say that it was read, and ask what would have helped',
    ],
    key: 'crm:answer 3',
    causes: [
      'answer crm:answer 1 2026-11-23: review answer',
      'answer crm:answer 3 2026-11-21: NPS answer',
    ],
  },
  {
    rule: registry.renewalWithoutContact,
    what: 'nobody was ever in touch',
    of: history({ customer: { renewsOn: '2026-12-24' } }),
    said: [
      'renews on 2026-12-24, and nobody was in touch yet',
      null,
      'call them about the renewal on 2026-12-24',
    ],
    key: '2026-12-24',
    causes: ['renewal renewal:2026-12-24 at no time: null'],
  },
  {
    rule: registry.renewalWithoutContact,
    what: 'one of us was, long ago',
    of: history({ talks: [talk(20, dana)], customer: { renewsOn: '2026-12-24' } }),
    said: [
      'renews on 2026-12-24, no contact for 480 h',
      'last by Ana, 2026-11-04',
      'call Dana about the renewal on 2026-12-24',
    ],
    key: '2026-12-24',
    causes: ['renewal renewal:2026-12-24 at no time: null', 'entry crm:talk 20 2026-11-04: null'],
  },
  {
    rule: registry.staleDeal,
    what: 'one',
    of: history({ deals: [deal(21)] }),
    said: [
      'deal “Seats” stands still for 504 h',
      null,
      'agree on the next step with them, or close the deal',
    ],
    key: 'crm:deal 21',
    causes: ['deal crm:deal 21 2026-11-03: Seats'],
  },
  {
    rule: registry.staleDeal,
    what: 'two: the one that waits longest is told, its name is kept from some',
    of: history({ deals: [deal(30, { name: 'Newer' }), deal(40, { name: null })] }),
    said: [
      'a deal stands still for 960 h',
      '2 deals without a step',
      'agree on the next step with them, or close the deal',
    ],
    key: 'crm:deal 40',
    causes: ['deal crm:deal 40 2026-10-15: null', 'deal crm:deal 30 2026-10-25: Newer'],
  },
  {
    rule: registry.leadWithoutContact,
    what: 'a lead',
    of: history({ customer: { stage: 'lead', since: '2026-11-22' } }),
    said: [
      'a lead since 2026-11-22, and nobody was in touch',
      null,
      'write to them today, or say that it is no lead',
    ],
    key: '2026-11-22',
    causes: ['customer rapport:acme at no time: Acme'],
  },
  {
    rule: registry.clashingOutreach,
    what: 'two departments',
    of: history({ talks: [mail(1, 'sales'), mail(4, 'success')] }),
    said: [
      'success and sales both reached out',
      '2026-11-20 and 2026-11-23, no answer between',
      'agree who speaks to them, and let the other wait',
    ],
    key: 'crm:success 4',
    causes: ['entry crm:sales 1 2026-11-23: null', 'entry crm:success 4 2026-11-20: null'],
  },
  {
    rule: registry.clashingOutreach,
    what: 'an offer during an urgent ticket',
    of: history({ talks: [mail(1, 'sales')], tickets: [ticket(2)] }),
    said: [
      'sales reached out while an urgent ticket is open',
      '“Ticket 2”, sales 2026-11-23',
      'agree with Support before sales goes on',
    ],
    key: 'crm:sales 1',
    causes: ['entry crm:sales 1 2026-11-23: null', 'ticket crm:ticket 2 2026-11-22: Ticket 2'],
  },
  {
    rule: registry.clashingOutreach,
    what: 'the ticket’s subject is kept from some',
    of: history({ talks: [mail(1, 'marketing')], tickets: [ticket(2, nameless)] }),
    said: [
      'marketing reached out while an urgent ticket is open',
      'marketing 2026-11-23',
      'agree with Support before marketing goes on',
    ],
    key: 'crm:marketing 1',
    causes: ['entry crm:marketing 1 2026-11-23: null', 'ticket crm:ticket 2 2026-11-22: null'],
  },
  {
    rule: registry.unansweredLetter,
    what: 'one',
    of: history({ talks: [letter(2, dana)] }),
    said: ['Dana wrote, unanswered for 48 h', '2026-11-22', 'answer Dana'],
    key: 'crm:talk 2',
    causes: ['entry crm:talk 2 2026-11-22: null'],
  },
  {
    rule: registry.unansweredLetter,
    what: 'of nobody known',
    of: history({ talks: [letter(2)] }),
    said: ['they wrote, unanswered for 48 h', '2026-11-22', 'answer them'],
    key: 'crm:talk 2',
    causes: ['entry crm:talk 2 2026-11-22: null'],
  },
  {
    rule: registry.unansweredLetter,
    what: 'two since our last call',
    of: history({ talks: [letter(1), letter(2, dana), talk(3)] }),
    said: ['2 letters unanswered for 48 h', 'the first 2026-11-22', 'answer Dana'],
    key: 'crm:talk 2',
    causes: ['entry crm:talk 2 2026-11-22: null', 'entry crm:talk 1 2026-11-23: null'],
  },
  {
    rule: registry.probableDuplicate,
    what: 'one',
    of: history({ lookAlikes: [lookAlike('Acme Ltd')] }),
    said: [
      'may be the same company as Acme Ltd',
      null,
      'compare the two on the card, and say whether they are one company',
    ],
    key: 'Acme Ltd',
    causes: ['customer rapport:Acme Ltd at no time: Acme Ltd'],
  },
  {
    rule: registry.probableDuplicate,
    what: 'two',
    of: history({ lookAlikes: [lookAlike('Acme Ltd'), lookAlike('Acme Inc')] }),
    said: [
      'may be the same company as Acme Ltd',
      'and 1 more',
      'compare the two on the card, and say whether they are one company',
    ],
    key: 'Acme Ltd',
    causes: [
      'customer rapport:Acme Ltd at no time: Acme Ltd',
      'customer rapport:Acme Inc at no time: Acme Inc',
    ],
  },
  {
    rule: registry.failedPayment,
    what: 'a payment that failed',
    of: history({ payments: [payment(2)] }),
    said: [
      'a payment of invoice R-1 failed 2026-11-22',
      null,
      'ask Finance what went wrong with the payment, before anybody makes an offer',
    ],
    key: 'payment:crm:payment 2',
    causes: ['payment crm:payment 2 2026-11-22: R-1'],
  },
  {
    rule: registry.failedPayment,
    what: 'two that failed, of invoices without a number',
    of: history({ payments: [payment(2, { number: null }), payment(1, { number: null })] }),
    said: [
      'a payment failed 2026-11-22',
      '2 failed payments',
      'ask Finance what went wrong with the payment, before anybody makes an offer',
    ],
    key: 'payment:crm:payment 2',
    causes: ['payment crm:payment 2 2026-11-22: null', 'payment crm:payment 1 2026-11-23: null'],
  },
  {
    rule: registry.failedPayment,
    what: 'one',
    of: history({ invoices: [invoice('2026-11-23')] }),
    said: [
      'invoice R-1 was due 2026-11-23 and is not paid',
      null,
      'ask Finance whether the payment failed, before anybody makes an offer',
    ],
    key: 'crm:invoice 2026-11-23',
    causes: ['invoice crm:invoice 2026-11-23 at no time: R-1'],
  },
  {
    rule: registry.failedPayment,
    what: 'two',
    of: history({ invoices: [invoice('2026-11-10'), invoice('2026-11-20', { number: 'R-2' })] }),
    said: [
      'invoice R-1 was due 2026-11-10 and is not paid',
      '2 late invoices',
      'ask Finance whether the payment failed, before anybody makes an offer',
    ],
    key: 'crm:invoice 2026-11-10',
    causes: [
      'invoice crm:invoice 2026-11-10 at no time: R-1',
      'invoice crm:invoice 2026-11-20 at no time: R-2',
    ],
  },
  {
    rule: registry.brokenPromise,
    what: 'one',
    of: history({ promises: [promised(-3)] }),
    said: [
      'promised SSO by 2026-11-21, not kept',
      'Ana',
      'keep it, or tell them a new date before they ask',
    ],
    key: 'promise -3:2026-11-21',
    causes: ['promise rapport:promise -3 2026-11-14: SSO'],
  },
  {
    rule: registry.brokenPromise,
    what: 'two',
    of: history({ promises: [promised(-3), promised(-2, { what: 'A call' })] }),
    said: [
      '2 promises not kept, the first by 2026-11-21',
      'Ana',
      'keep it, or tell them a new date before they ask',
    ],
    key: 'promise -3:2026-11-21',
    causes: [
      'promise rapport:promise -3 2026-11-14: SSO',
      'promise rapport:promise -2 2026-11-14: A call',
    ],
  },
  {
    rule: registry.promiseAtRisk,
    what: 'one',
    of: history({ promises: [promised(2)] }),
    said: [
      'promised SSO by 2026-11-26, and nothing is heard of it',
      'on 2026-11-26 · Ana',
      'ask Ana how it stands',
    ],
    key: 'promise 2:2026-11-26',
    causes: ['promise rapport:promise 2 2026-11-14: SSO'],
  },
  {
    rule: registry.promiseAtRisk,
    what: 'of nobody known',
    of: history({ promises: [promised(2, { by: '' })] }),
    said: [
      'promised SSO by 2026-11-26, and nothing is heard of it',
      'on 2026-11-26',
      'ask how it stands',
    ],
    key: 'promise 2:2026-11-26',
    causes: ['promise rapport:promise 2 2026-11-14: SSO'],
  },
  {
    rule: registry.overdueHandoff,
    what: 'one',
    of: history({ handoffs: [handoff(1)] }),
    said: [
      'a handoff overdue for 24 h',
      'due 2026-11-23',
      'take it yourself, or hand it to somebody who is there',
    ],
    key: 'handoff 1',
    causes: ['handoff rapport:handoff 1 2026-11-23: null'],
  },
  {
    rule: registry.overdueHandoff,
    what: 'two',
    of: history({ handoffs: [handoff(3), handoff(2)] }),
    said: [
      '2 handoffs overdue for 72 h',
      'due 2026-11-21',
      'take it yourself, or hand it to somebody who is there',
    ],
    key: 'handoff 3',
    causes: [
      'handoff rapport:handoff 3 2026-11-21: null',
      'handoff rapport:handoff 2 2026-11-22: null',
    ],
  },
];

const inShort = ({ kind, source, id, at, name }: Cause): string =>
  `${kind} ${source}:${id} ${at === null ? 'at no time' : at.toISOString().slice(0, 10)}: ${name}`;

describe.each(CASES)('$rule.id: $what', ({ rule, of, said, key, causes }) => {
  const found = rule.find(factsAt(of, NOW, 'UTC'), rule.threshold.usual);
  test('is told in these words', () => {
    const text = found && rule.tell(found.detail, PLAIN_WORDS);
    expect([text?.title, text?.more, text?.next]).toEqual(said);
  });
  test('names its beginning and what fired it', () => {
    expect([found?.key, found?.causes.map(inShort)]).toEqual([key, causes]);
  });
});

const entries = ['entry-added', 'entry-corrected', 'entry-removed'];
const stages = ['stage-changed', 'customer-churned', 'customer-reactivated'];
const tickets = ['opened', 'escalated', 'solved', 'reopened', 'changed'].map(
  (it) => `ticket-${it}`,
);
const deals = ['opened', 'won', 'lost', 'reopened', 'changed'].map((it) => `deal-${it}`);
const promises = ['made', 'kept', 'broken', 'moved', 'withdrawn', 'reopened'].map(
  (it) => `promise-${it}`,
);
const handoffs = [
  'offered',
  'accepted',
  'declined',
  'withdrawn',
  'done',
  'reassigned',
  'overdue',
  'changed',
].map((it) => `handoff-${it}`);

/** Per rule: its name, its threshold (least, usual, most), the events after which it is looked at, whether it holds, more. */
const RULES_AS_SET: Readonly<
  Record<string, readonly [string, string, readonly string[], boolean, object]>
> = {
  'clashing-outreach': ['Clashing outreach', 'days 1 3 14', [...entries, ...tickets], true, {}],
  'failed-payment': [
    'Failed payment',
    'days 1 1 90',
    ['invoice-issued', 'invoice-paid', 'payment-received', 'payment-failed'],
    true,
    {
      field: 'invoices',
      onCard: { line: 'late-invoice', always: true, unless: expect.any(Function) },
    },
  ],
  'lead-without-contact': [
    'Lead without contact',
    'days 1 2 30',
    ['customer-added', ...entries, ...stages],
    false,
    {},
  ],
  'broken-promise': [
    'Broken promise',
    'days 1 1 30',
    promises,
    true,
    { onCard: { line: 'broken-promise', always: true } },
  ],
  'promise-at-risk': ['Promise at risk', 'days 1 3 14', [...promises, ...entries], false, {}],
  'overdue-handoff': [
    'Overdue handoff',
    'days 1 1 30',
    handoffs,
    true,
    { onCard: { line: 'late-handoff', always: false } },
  ],
  'probable-duplicate': [
    'Probable duplicate',
    'customers 1 1 5',
    ['customer-added', 'customer-changed'],
    false,
    { onCard: { line: 'look-alike', always: true } },
  ],
  'renewal-without-contact': [
    'Renewal without contact',
    'days 7 60 180',
    ['renewal-moved', 'renewal-near', ...entries, ...stages],
    false,
    { onCard: { line: 'silent', always: false } },
  ],
  silence: [
    'Silence',
    'days 7 30 120',
    [...entries, ...stages],
    false,
    { within: 'renewal-without-contact', onCard: { line: 'silent', always: true } },
  ],
  'stale-deal': ['Stale deal', 'days 3 21 120', [...deals, ...entries], false, {}],
  'ticket-spike': [
    'Ticket spike',
    'tickets 1 2 50',
    [...tickets, ...stages],
    true,
    { onCard: { line: 'urgent-tickets', always: false } },
  ],
  'unanswered-letter': [
    'Unanswered letter',
    'days 1 1 30',
    entries,
    true,
    { onCard: { line: 'unanswered', always: true } },
  ],
  'unhappy-answer': [
    'Unhappy answer',
    'percent 10 40 70',
    ['survey-answered', ...entries, ...stages],
    true,
    { isNews: true },
  ],
  'usage-falling': ['Usage falling', 'percent 10 40 95', [], true, {}],
};

test.each(RULES)('$id is set up as organisations know it', (rule) => {
  const { id, name, kinds, holds, find, tell, meaning, threshold, ...more } = rule;
  const { unit, least, usual, most } = threshold;
  const [itsName, itsThreshold, itsKinds, itHolds, itsMore] = RULES_AS_SET[id] ?? [];
  expect([name, `${unit} ${least} ${usual} ${most}`]).toEqual([itsName, itsThreshold]);
  expect([kinds, holds]).toEqual([itsKinds, itHolds]);
  expect(more).toEqual({ field: 'identity', ...itsMore });
});

test.each([
  [
    'clashing-outreach',
    'Two departments reached out within 3 days without an answer between, or Sales or Marketing did while an urgent ticket was open.',
  ],
  [
    'failed-payment',
    'A payment failed, or an invoice is unpaid for 3 days or more after it was due.',
  ],
  ['lead-without-contact', 'A lead is here for 3 days or more, and nobody was in touch yet.'],
  ['broken-promise', 'A promise to a customer is not kept for 3 days or more.'],
  [
    'promise-at-risk',
    'A promise is due in 3 days or less, and nothing on the timeline has named it since.',
  ],
  ['overdue-handoff', 'A handoff of a customer is overdue by 3 days or more.'],
  ['probable-duplicate', '3 other customers have the same name or domain.'],
  [
    'renewal-without-contact',
    'A renewal is 3 days ahead or less, and nobody was in touch for 14 days.',
  ],
  ['silence', 'Nobody was in touch with a customer for 3 days or more.'],
  [
    'stale-deal',
    'An open deal had no step, and no contact by its owner or by Sales, for 3 days or more.',
  ],
  [
    'ticket-spike',
    '3 or more urgent tickets are open, or 6 tickets came within 7 days, twice as many as usual.',
  ],
  ['unanswered-letter', 'A customer wrote and got no answer for 3 days.'],
  [
    'unhappy-answer',
    'A survey or a review gave 3 % of the best score or less, and nobody was in touch since; for 14 days.',
  ],
  [
    'usage-falling',
    'Usage fell by 3 % or more in 14 days, against the 14 days before (at least 40 uses).',
  ],
])('%s says what it means', (id, sentence) => expect(ruleOf(id)?.meaning(3)).toBe(sentence));

test.each([
  [
    'failed-payment',
    'A payment failed, or an invoice is unpaid for a day or more after it was due.',
  ],
  ['probable-duplicate', 'Another customer has the same name or domain.'],
])('%s speaks of one as of one', (id, sentence) => expect(ruleOf(id)?.meaning(1)).toBe(sentence));
