import { describe, expect, test } from 'vitest';
import { type DepartmentId, PersonId } from '../../../crm/person/person.ts';
import type { BusinessHistory, DealHistory } from '../../../crm/store/business-history.ts';
import type { Entry } from '../../../crm/timeline/entry.ts';
import { proposeCredits } from '../../../crm/win/credits.ts';
import type { Trouble } from '../../../crm/win/trouble.ts';

const NOW = new Date('2026-11-24T10:00:00Z');
const DAY = 86_400_000;
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);
const id = (name: string) => PersonId.parse(name);
type TicketHistory = BusinessHistory['tickets'][number];
type Did = Parameters<typeof proposeCredits>[0]['entries'][number];

const did = (who: string | null, kind: Entry['kind'], days = 5, ticket?: string): Did => ({
  at: ago(days),
  kind,
  personId: who === null ? null : id(who),
  source: 'crm',
  record: ticket ? { kind: 'ticket', id: ticket } : null,
});
const deal = (owner: string, over: Partial<DealHistory> = {}) =>
  ({ owner: id(owner), status: 'won', origin: null, ...over }) as DealHistory;
const ticket = (owner: string, over: Partial<TicketHistory> = {}) =>
  ({
    owner: id(owner),
    priority: 'normal',
    escalated: false,
    openedAt: ago(20),
    solvedAt: ago(10),
    ...over,
  }) as TicketHistory;
const TROUBLE: Trouble = { kind: 'save', from: ago(30), until: ago(6) };

interface Case {
  entries?: Did[];
  deals?: DealHistory[];
  tickets?: TicketHistory[];
  trouble?: Trouble;
}
function parts(people: Record<string, DepartmentId>, found: Case, most?: number): string[] {
  const { entries = [], deals = [], tickets = [], trouble } = found;
  return proposeCredits(
    {
      entries,
      people: Object.entries(people).map(([name, department]) => ({
        id: id(name),
        department,
        active: true,
      })),
      businessHistory: { deals, tickets },
      trouble,
    },
    most,
  ).map(({ person, part, times }) => `${person} ${part} ${times}`);
}

describe('the part of somebody', () => {
  const cases: readonly (readonly [string, DepartmentId, Case, string | null])[] = [
    ['who won the deal', 'sales', { deals: [deal('ana'), deal('ana')] }, 'won 2'],
    [
      'whose deals are renewals',
      'sales',
      { deals: [deal('ana', { origin: 'Renewal' })] },
      'renewed 1',
    ],
    [
      'of whose deals one is new',
      'sales',
      { deals: [deal('ana', { origin: 'renewal' }), deal('ana')] },
      'won 2',
    ],
    ['whose deal was lost', 'sales', { deals: [deal('ana', { status: 'lost' })] }, null],
    ['who closed tickets', 'support', { tickets: [ticket('ana'), ticket('ana')] }, 'closed 2'],
    ['whose ticket is open', 'support', { tickets: [ticket('ana', { solvedAt: null })] }, null],
    [
      'who closed urgent ones alone',
      'support',
      { tickets: [ticket('ana', { priority: 'urgent' })] },
      'closed-urgent 1',
    ],
    [
      'whose ticket was escalated',
      'support',
      { tickets: [ticket('ana', { escalated: true })] },
      'closed-urgent 1',
    ],
    [
      'of whose tickets one was urgent',
      'support',
      { tickets: [ticket('ana', { priority: 'urgent' }), ticket('ana')] },
      'closed 2',
    ],
    ['who won and closed', 'sales', { deals: [deal('ana')], tickets: [ticket('ana')] }, 'won 1'],
    [
      'who closed an urgent one in the hard time',
      'support',
      {
        trouble: TROUBLE,
        deals: [deal('ana')],
        tickets: [ticket('ana', { priority: 'urgent' }), ticket('ana')],
      },
      'closed-urgent 1',
    ],
    [
      'whose urgent one was opened on the last instant of it',
      'support',
      {
        trouble: TROUBLE,
        deals: [deal('ana')],
        tickets: [ticket('ana', { priority: 'urgent', openedAt: TROUBLE.until, solvedAt: ago(1) })],
      },
      'closed-urgent 1',
    ],
    [
      'whose urgent one came after it',
      'support',
      {
        trouble: TROUBLE,
        deals: [deal('ana')],
        tickets: [ticket('ana', { priority: 'urgent', openedAt: ago(5), solvedAt: ago(1) })],
      },
      'won 1',
    ],
    [
      'whose urgent one was solved on its first instant',
      'support',
      {
        trouble: TROUBLE,
        deals: [deal('ana')],
        tickets: [ticket('ana', { priority: 'urgent', openedAt: ago(40), solvedAt: TROUBLE.from })],
      },
      'closed-urgent 1',
    ],
    [
      'whose urgent one was solved before it',
      'support',
      {
        trouble: TROUBLE,
        deals: [deal('ana')],
        tickets: [ticket('ana', { priority: 'urgent', openedAt: ago(50), solvedAt: ago(40) })],
      },
      'won 1',
    ],
    [
      'who was there in the hard time',
      'product',
      { trouble: TROUBLE, entries: [did('ana', 'call', 10), did('ana', 'note', 40)] },
      'stood-by 1',
    ],
    [
      'who was there on its first and last instants',
      'product',
      { trouble: TROUBLE, entries: [did('ana', 'call', 30), did('ana', 'note', 6)] },
      'stood-by 2',
    ],
    [
      'who was there before it alone',
      'product',
      { trouble: TROUBLE, entries: [did('ana', 'call', 31)] },
      'built 1',
    ],
    [
      'who was there after it alone',
      'product',
      { trouble: TROUBLE, entries: [did('ana', 'call', 5)] },
      'built 1',
    ],
    [
      'of support, with tickets',
      'support',
      {
        entries: [
          did('ana', 'ticket', 5, 't1'),
          did('ana', 'ticket', 4, 't1'),
          did('ana', 'ticket', 3, 't2'),
          did('ana', 'call'),
        ],
      },
      'solved 2',
    ],
    [
      'of support, without a ticket',
      'support',
      { entries: [did('ana', 'call'), did('ana', 'email')] },
      'answered 2',
    ],
    ['of marketing', 'marketing', { entries: [did('ana', 'email')] }, 'sourced 1'],
    ['of sales', 'sales', { entries: [did('ana', 'call'), did('ana', 'email')] }, 'sold 2'],
    ['of onboarding', 'onboarding', { entries: [did('ana', 'meeting')] }, 'onboarded 1'],
    ['of success', 'success', { entries: [did('ana', 'meeting')] }, 'looked-after 1'],
    ['of finance', 'finance', { entries: [did('ana', 'email')] }, 'settled 1'],
    ['of operations', 'operations', { entries: [did('ana', 'email')] }, 'ran 1'],
    [
      'of a department of their own',
      'legal' as DepartmentId,
      { entries: [did('ana', 'email')] },
      'helped 1',
    ],
    ['who did nothing', 'sales', { entries: [did(null, 'email'), did('ben', 'call')] }, null],
  ];
  test.each(cases)('%s, in %s', (_, department, found, part) =>
    expect(parts({ ana: department }, found)).toEqual(part === null ? [] : [`ana ${part}`]),
  );
});

describe('who comes first', () => {
  const two = { ana: 'finance', ben: 'finance' } as const;
  const first = (found: Case) => parts(two, found)[0]?.split(' ')[0];
  test.each<readonly [string, Case]>([
    ['a deal before a meeting', { entries: [did('ana', 'meeting'), did('ben', 'deal')] }],
    [
      'a deal before a meeting and an e-mail',
      { entries: [did('ana', 'meeting'), did('ana', 'email'), did('ben', 'deal')] },
    ],
    ['a meeting before an e-mail', { entries: [did('ana', 'email'), did('ben', 'meeting')] }],
    ['a call before an e-mail', { entries: [did('ana', 'email'), did('ben', 'call')] }],
    ['a ticket before an e-mail', { entries: [did('ana', 'email'), did('ben', 'ticket')] }],
    ['an e-mail before a change', { entries: [did('ana', 'change'), did('ben', 'email')] }],
    ['an e-mail before a win', { entries: [did('ana', 'win'), did('ben', 'email')] }],
    [
      'the deal’s owner before two meetings',
      { entries: [did('ana', 'meeting'), did('ana', 'meeting')], deals: [deal('ben')] },
    ],
    [
      'two closed tickets before a meeting',
      { entries: [did('ana', 'meeting')], tickets: [ticket('ben'), ticket('ben')] },
    ],
    [
      'an urgent ticket before a meeting',
      { entries: [did('ana', 'meeting')], tickets: [ticket('ben', { priority: 'urgent' })] },
    ],
    [
      'in a hard time, an urgent ticket before an earlier sale and a meeting',
      {
        trouble: TROUBLE,
        entries: [did('ana', 'deal', 40), did('ana', 'meeting', 40)],
        deals: [deal('ana')],
        tickets: [ticket('ben', { priority: 'urgent' })],
      },
    ],
    [
      'in a hard time, an e-mail of then before a call of today',
      { trouble: TROUBLE, entries: [did('ana', 'call', 1), did('ben', 'email', 10)] },
    ],
  ])('%s', (_, found) => expect(first(found)).toBe('ben'));
  test('of equals, by name', () =>
    expect(first({ entries: [did('ben', 'call'), did('ana', 'call')] })).toBe('ana'));

  const touched = (department: DepartmentId, entries: Did[]) =>
    parts({ ana: 'finance', ben: department }, { entries })[0]?.split(' ')[0];
  test.each([
    ['sales', 'ben'],
    ['marketing', 'ben'],
    ['support', 'ana'],
  ] as const)('the first touch, of %s', (department, who) => {
    const entries = [did(null, 'email', 90), did('ben', 'email', 80), did('ana', 'meeting', 5)];
    expect(touched(department, entries)).toBe(who);
    expect(touched(department, [...entries, did('ana', 'change', 85)])).toBe('ana');
  });
});

describe('how many', () => {
  const people = { ana: 'sales', ben: 'sales', kim: 'support', tom: 'finance' } as const;
  const entries = [
    did('ana', 'deal'),
    did('ben', 'meeting'),
    did('kim', 'email'),
    did('tom', 'change'),
  ];
  test.each([
    [1, ['ana']],
    [3, ['ana', 'kim', 'tom']],
    [4, ['ana', 'ben', 'kim', 'tom']],
  ])('at most %i, one of each department first', (most, who) =>
    expect(parts(people, { entries }, most).map((one) => one.split(' ')[0])).toEqual(who),
  );
  test('nobody who has left', () =>
    expect(
      proposeCredits({
        entries,
        people: [{ id: id('ana'), department: 'sales', active: false }],
      }),
    ).toEqual([]));
});
