import { expect, test } from 'vitest';
import type { BusinessHistory, DealHistory } from '../../../crm/store/business-history.ts';
import { isRenewal, kindByRecords, troubles, wonLately } from '../../../crm/win/trouble.ts';

const DAY = 86_400_000;
const NOW = new Date('2026-11-24T10:14:00Z');
const HOUR = 1 / 24;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);
const records = (told: Partial<BusinessHistory> = {}): BusinessHistory => ({
  deals: [],
  tickets: [],
  subscriptions: [],
  churns: [],
  ...told,
});
const ticket = (opened: number, solved: number | null, more: object = {}) => ({
  priority: 'urgent' as const,
  escalated: false,
  owner: null,
  openedAt: ago(opened),
  solvedAt: solved === null ? null : ago(solved),
  ...more,
});
const left = (days: number) => ({ at: ago(days), reactivation: false });
const back = (days: number) => ({ at: ago(days), reactivation: true });
const stage = (days: number, title: string, kind: 'call' | 'change' = 'change') => ({
  at: ago(days),
  kind,
  title,
});

/** Each trouble as its kind, and how many days ago it began and ended. */
test.each([
  ['nothing', records(), [], []],
  ['urgent', records({ tickets: [ticket(20, 9)] }), [], [['turn-around', 20, 9]]],
  [
    'escalated, though of low priority',
    records({ tickets: [ticket(20, 9, { priority: 'low', escalated: true })] }),
    [],
    [['turn-around', 20, 9]],
  ],
  [
    'another urgent one is still open',
    records({ tickets: [ticket(20, 9), ticket(5, null), ticket(4, null)] }),
    [],
    [],
  ],
  ['an everyday ticket', records({ tickets: [ticket(20, 9, { priority: 'normal' })] }), [], []],
  [
    'the one that ended last comes first',
    records({ tickets: [ticket(20, 9), ticket(50, 2), ticket(30, 5)] }),
    [],
    [
      ['turn-around', 50, 2],
      ['turn-around', 30, 5],
      ['turn-around', 20, 9],
    ],
  ],
  [
    'each time that they left ends with the first time that they came back',
    records({ churns: [back(10), back(50), left(100), left(40), back(3)] }),
    [],
    [
      ['save', 40, 10],
      ['save', 100, 50],
    ],
  ],
  ['they never came back', records({ churns: [left(40), back(70)] }), [], []],
  [
    'they were back before they left, and after',
    records({ churns: [left(40), back(40), back(5)] }),
    [],
    [['save', 40, 5]],
  ],
  [
    'a subscription that began after they left',
    records({ churns: [left(40)], subscriptions: [{ startedOn: '2026-11-20', trial: false }] }),
    [],
    [['save', 40, 4 + (10 * 60 + 14) / 1440]],
  ],
  ['it ended 60 days ago', records({ tickets: [ticket(80, 60)] }), [], []],
  [
    'an hour less',
    records({ tickets: [ticket(80, 60 - HOUR)] }),
    [],
    [['turn-around', 80, 60 - HOUR]],
  ],
  ['it ends just now', records({ tickets: [ticket(8, 0)] }), [], [['turn-around', 8, 0]]],
  ['it ends tomorrow', records({ tickets: [ticket(8, -1)] }), [], []],
  [
    'at risk, and live again',
    records(),
    [stage(30, 'Stage: live → at risk '), stage(4, 'Stage: at risk → live')],
    [['save', 30, 4]],
  ],
  [
    'written with a hyphen, and in onboarding again',
    records(),
    [stage(30, 'Stage: Live → At-risk'), stage(4, 'Stage: At-risk → Onboarding')],
    [['save', 30, 4]],
  ],
  [
    'at risk twice: the last time before it counts, whatever their order',
    records(),
    [
      stage(2, 'Stage: live → at risk'),
      stage(30, 'Stage: live → at risk'),
      stage(20, 'Stage: live → at risk'),
      stage(4, 'Stage: at risk → live'),
      stage(10, 'Owner: nobody at risk of leaving'),
      stage(9, 'Owner: Tom → Mia'),
    ],
    [['save', 20, 4]],
  ],
  [
    'nobody wrote down when it began',
    records(),
    [stage(4, 'Stage: at risk → live')],
    [['save', 64, 4]],
  ],
  ['a call about it is no stage', records(), [stage(4, 'Stage: at risk → live', 'call')], []],
  [
    'a call about it is no beginning',
    records(),
    [stage(9, 'they are at risk', 'call'), stage(4, 'Stage: at risk → live')],
    [['save', 64, 4]],
  ],
] as const)('a hard time that is over: %s', (_, history, entries, expected) =>
  expect(troubles(history, entries, NOW)).toEqual(
    expected.map(([kind, from, until]) => ({ kind, from: ago(from), until: ago(until) })),
  ),
);

const deal = (closed: number | null, told: Partial<DealHistory> = {}): DealHistory => ({
  source: 'crm',
  externalId: `d${closed}`,
  status: 'won',
  origin: null,
  owner: null,
  openedAt: ago(90),
  closedAt: closed === null ? null : ago(closed),
  money: null,
  ...told,
});

test.each([
  ['none', [], null],
  ['the newest, whatever their order', [deal(9), deal(2), deal(5)], 'd2'],
  ['30 days ago', [deal(30)], null],
  ['an hour less', [deal(30 - HOUR)], `d${30 - HOUR}`],
  ['just now', [deal(0)], 'd0'],
  ['to come', [deal(-1)], null],
  ['nobody knows when', [deal(null)], null],
  ['open', [deal(2, { status: 'open' })], null],
])('a deal won lately: %s', (_, deals, id) =>
  expect(wonLately(records({ deals }), NOW)?.externalId ?? null).toBe(id),
);

test.each([
  ['14 days ago', 14, 'other'],
  ['an hour less', 14 - HOUR, 'save'],
])('a trouble that ended %s makes it a %s', (_, days, kind) =>
  expect(kindByRecords(null, [{ kind: 'save', from: ago(40), until: ago(days) }], NOW)).toBe(kind),
);

test.each([
  [null, false],
  ['webinar', false],
  ['Renewal 2026', true],
])('a deal from “%s” is a renewal: %s', (origin, is) => {
  expect(isRenewal({ origin })).toBe(is);
  expect(kindByRecords(deal(2, { origin }), [], NOW)).toBe(is ? 'renewal' : 'deal');
});
