import { expect, test } from 'vitest';
import { PersonId } from '../../../crm/person/person.ts';
import { differencesOf } from '../../../crm/win/difference.ts';

const [NOW, BEN] = [new Date('2026-11-20T10:00:00Z'), PersonId.parse('ben')];
const day = (of: string) => new Date(`2026-${of}T10:00:00Z`);

const promise = (what: string, closedAt: Date | null, more = {}) => ({
  what,
  closedAt,
  state: closedAt ? ('kept' as const) : ('open' as const),
  visibility: 'everyone' as const,
  by: BEN,
  ...more,
});

const ticket = (openedAt: Date, solvedAt: Date | null, more = {}) => ({
  priority: 'urgent' as const,
  escalated: false,
  owner: null,
  openedAt,
  solvedAt,
  ...more,
});

const TROUBLE = { kind: 'turn-around' as const, from: day('11-02'), until: day('11-10') };

test('the promise that was kept last is a difference, and nothing that is open, old or not for everybody', () => {
  const promises = [
    promise('SSO', day('10-02')),
    promise('a price list', day('11-12')),
    promise('a discount', day('11-18'), { visibility: 'department' }),
    promise('a visit', null),
    promise('withdrawn', day('11-19'), { state: 'withdrawn' }),
  ];
  const known = { promises, tickets: [], trouble: undefined };
  expect(differencesOf(known, NOW)).toEqual([{ kind: 'promise', what: 'a price list', by: BEN }]);
  expect(differencesOf(known, new Date('2027-03-01T00:00:00Z'))).toEqual([]);
});

test('urgent tickets solved in the hard time are a difference, and others are none', () => {
  const tickets = [
    ticket(day('11-02'), day('11-04')),
    ticket(day('11-03'), day('11-10'), { priority: 'low', escalated: true }),
    ticket(day('11-03'), day('11-09'), { priority: 'normal' }),
    ticket(day('09-03'), day('09-05')),
    ticket(day('11-05'), null),
  ];
  expect(differencesOf({ promises: [], tickets, trouble: TROUBLE }, NOW)).toEqual([
    { kind: 'urgent', tickets: 2, days: 7 },
  ]);
  expect(differencesOf({ promises: [], tickets, trouble: undefined }, NOW)).toEqual([]);
});
