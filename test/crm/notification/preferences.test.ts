import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { type Plan, plan, type Situation, sooner } from '../../../crm/notification/delivery.ts';
import { MESSAGE_KINDS, type MessageKind } from '../../../crm/notification/message.ts';
import {
  deliveryOf,
  NotificationPreference,
  OF_A_PLACE,
} from '../../../crm/notification/preferences.ts';
import { firstClear, isClear } from '../../../crm/notification/quiet-hours.ts';
import { PersonId } from '../../../crm/person/person.ts';
import { nextHour, nextSlot } from '../../../crm/time/clock.ts';

const BERLIN = 'Europe/Berlin';
/** Tuesday, 11:14 in Berlin. */
const NOW = new Date('2026-11-24T10:14:00Z');
const at = (iso: string) => new Date(iso);
const ACME = CustomerId.parse('acme');
const ben = { kind: 'person' as const, person: PersonId.parse('ben') };
const usual: NotificationPreference = {
  kinds: {},
  dailyAt: '09:00',
  quiet: null,
  daysOff: [6, 7],
  snoozedUntil: null,
  mutedCustomers: [],
  named: true,
};
const message = {
  key: 'm',
  to: ben,
  kind: 'signal' as MessageKind,
  customerId: ACME,
  pressing: false,
};
const situation = (more: Partial<Situation> = {}): Situation => ({
  preference: usual,
  zone: BERLIN,
  now: NOW,
  lately: [],
  ...more,
});
const planned = (
  more: Partial<typeof message>,
  preference: Partial<NotificationPreference> = {},
  now = NOW,
): Plan =>
  plan({ ...message, ...more }, situation({ preference: { ...usual, ...preference }, now }));
const sent = (
  n: number,
  minutesAgo: number,
  reference = (i: number) => `r${minutesAgo}-${i}`,
): Situation['lately'] =>
  Array.from({ length: n }, (_, i) => ({
    key: `k${minutesAgo}-${i}`,
    state: 'sent',
    createdAt: NOW,
    dueAt: null,
    sentAt: new Date(NOW.getTime() - minutesAgo * 60_000),
    sentAs: { place: null, reference: reference(i) },
  }));

describe('settings that are stored', () => {
  test.each([
    ['as they come', {}, true],
    ['one kind at once', { kinds: { win: 'at-once' } }, true],
    ['one kind by the hour', { kinds: { win: 'hourly' } }, true],
    ['one kind by the day', { kinds: { win: 'daily' } }, true],
    ['one kind muted', { kinds: { win: 'muted' } }, true],
    ['a kind that is told in no known way', { kinds: { win: '' } }, false],
    ['the first minute of a day', { dailyAt: '00:00' }, true],
    ['the last one', { dailyAt: '23:59' }, true],
    ['an evening', { dailyAt: '19:30' }, true],
    ['no hour of a day', { dailyAt: '24:00' }, false],
    ['no minute of an hour', { dailyAt: '12:60' }, false],
    ['a clock with seconds', { dailyAt: '12:00:30' }, false],
    ['a day before a clock', { dailyAt: '1 12:00' }, false],
    ['a night', { quiet: { from: '22:00', to: '07:00' } }, true],
    ['a night without an end', { quiet: { from: '22:00' } }, false],
    ['a Monday and a Sunday off', { daysOff: [1, 7] }, true],
    ['a day before Monday', { daysOff: [0] }, false],
    ['a day after Sunday', { daysOff: [8] }, false],
    ['half a day', { daysOff: [1.5] }, false],
  ])('%s', (_, over, isRead) =>
    expect(NotificationPreference.safeParse({ ...usual, ...over }).success).toBe(isRead),
  );

  test('of nothing else than settings are none', () =>
    expect(NotificationPreference.safeParse({}).success).toBe(false));
});

describe('how each kind comes', () => {
  test.each([
    ['handoff', 'at-once', 'at-once'],
    ['task', 'at-once', 'at-once'],
    ['mention', 'at-once', 'at-once'],
    ['followed', 'hourly', 'hourly'],
    ['signal', 'at-once', 'at-once'],
    ['win', 'daily', 'at-once'],
    ['digest', 'at-once', 'at-once'],
    ['summary', 'at-once', 'at-once'],
  ] as const)('%s to a person %s, to a channel %s', (kind, person, channel) =>
    expect([deliveryOf(usual, kind), deliveryOf(OF_A_PLACE, kind)]).toEqual([person, channel]),
  );

  test('a channel has no nights, no days off, nothing muted, and names everybody', () =>
    expect(OF_A_PLACE).toMatchObject({
      dailyAt: '09:00',
      quiet: null,
      daysOff: [],
      snoozedUntil: null,
      mutedCustomers: [],
      named: true,
    }));

  test.each([
    ['handoff', { kind: 'at-once' }],
    ['signal', { kind: 'at-once' }],
    ['followed', { kind: 'defer', until: at('2026-11-24T11:00:00Z'), because: 'hourly' }],
    ['win', { kind: 'defer', until: at('2026-11-25T08:00:00Z'), because: 'daily' }],
  ] as const)('%s, where nothing was set', (kind, expected) =>
    expect(planned({ kind })).toEqual(expected),
  );

  test('a kind or a customer that was muted is never told, pressing or not', () => {
    expect(planned({ pressing: true }, { kinds: { signal: 'muted' } })).toEqual({
      kind: 'muted',
      because: 'kind',
    });
    expect(planned({ pressing: true }, { mutedCustomers: [ACME] })).toEqual({
      kind: 'muted',
      because: 'customer',
    });
  });

  test('a win is told a channel at once', () =>
    expect(plan({ ...message, kind: 'win' }, situation({ preference: OF_A_PLACE }))).toEqual({
      kind: 'at-once',
    }));
});

describe('quiet times', () => {
  test.each([
    [
      'the evening waits for the morning',
      '2026-11-24T20:30:00Z',
      { quiet: { from: '18:00', to: '08:00' } },
      '2026-11-25T07:00:00Z',
    ],
    [
      'Friday night and the weekend wait for Monday, at one’s hour',
      '2026-11-27T22:00:00Z',
      { quiet: { from: '18:00', to: '08:00' } },
      '2026-11-30T08:00:00Z',
    ],
    [
      'a Saturday waits for Monday, at one’s hour',
      '2026-11-28T10:00:00Z',
      {},
      '2026-11-30T08:00:00Z',
    ],
    [
      'a lunch break ends at once',
      '2026-11-24T11:30:00Z',
      { quiet: { from: '12:00', to: '13:00' } },
      '2026-11-24T12:00:00Z',
    ],
    [
      'a snooze is longer than the night',
      '2026-11-24T20:30:00Z',
      { quiet: { from: '18:00', to: '08:00' }, snoozedUntil: at('2026-11-25T09:15:00Z') },
      '2026-11-25T09:15:00Z',
    ],
    [
      'one’s hour in quiet hours gives way to them',
      '2026-11-28T10:00:00Z',
      { dailyAt: '20:00', quiet: { from: '18:00', to: '08:00' } },
      '2026-11-30T07:00:00Z',
    ],
  ] as const)('%s', (_, now, preference, until) => {
    const settings = {
      ...preference,
      ...('quiet' in preference && { quiet: { ...preference.quiet } }),
    };
    expect(planned({ pressing: true }, settings, at(now))).toEqual({
      kind: 'defer',
      until: at(until),
      because: 'quiet',
    });
  });

  test.each([
    ['a minute before the evening', '2026-11-24T16:59:00Z', ['18:00', '08:00'], true],
    ['the evening begins', '2026-11-24T17:00:00Z', ['18:00', '08:00'], false],
    ['midnight', '2026-11-24T23:00:00Z', ['18:00', '08:00'], false],
    ['a minute before the morning', '2026-11-24T06:59:00Z', ['18:00', '08:00'], false],
    ['the morning', '2026-11-24T07:00:00Z', ['18:00', '08:00'], true],
    ['a minute before lunch', '2026-11-24T10:59:00Z', ['12:00', '13:00'], true],
    ['lunch begins', '2026-11-24T11:00:00Z', ['12:00', '13:00'], false],
    ['after lunch', '2026-11-24T12:00:00Z', ['12:00', '13:00'], true],
    ['hours that end as they begin', '2026-11-24T10:00:00Z', ['08:00', '08:00'], true],
  ] as const)('%s', (_, now, [from, to], isOpen) =>
    expect(isClear(at(now), { ...usual, quiet: { from, to } }, BERLIN)).toBe(isOpen),
  );

  test('the night in which the clock is put forward is an hour shorter, the other one an hour longer', () => {
    const quiet = { ...usual, daysOff: [], quiet: { from: '22:00', to: '07:00' } };
    expect(firstClear(at('2026-03-28T22:00:00Z'), quiet, BERLIN)).toEqual(
      at('2026-03-29T05:00:00Z'),
    );
    expect(firstClear(at('2026-10-24T22:00:00Z'), quiet, BERLIN)).toEqual(
      at('2026-10-25T06:00:00Z'),
    );
  });

  test('an hour that the clock leaves out is just after it, one that comes twice is its first that is left', () => {
    expect(nextSlot(at('2026-03-28T23:00:00Z'), { clock: '02:30' }, BERLIN)).toEqual(
      at('2026-03-29T01:30:00Z'),
    );
    expect(nextSlot(at('2026-10-24T23:00:00Z'), { clock: '02:30' }, BERLIN)).toEqual(
      at('2026-10-25T00:30:00Z'),
    );
    expect(nextSlot(at('2026-10-25T00:40:00Z'), { clock: '02:30' }, BERLIN)).toEqual(
      at('2026-10-25T01:30:00Z'),
    );
    expect(nextSlot(at('2026-04-24T20:00:00Z'), { clock: '00:00' }, 'Africa/Cairo')).toEqual(
      at('2026-04-24T21:00:00Z'),
    );
  });

  test('the full hour is that of the place: Kathmandu is three quarters off', () =>
    expect(nextHour(NOW, 'Asia/Kathmandu')).toEqual(at('2026-11-24T10:15:00Z')));
});

describe('many at once', () => {
  test('the fourth within ten minutes is deferred, unless it presses', () => {
    expect(plan(message, situation({ lately: sent(2, 3) }))).toEqual({ kind: 'at-once' });
    expect(plan(message, situation({ lately: sent(3, 3) }))).toEqual({
      kind: 'defer',
      until: at('2026-11-24T10:20:00Z'),
      because: 'burst',
    });
    expect(plan({ ...message, pressing: true }, situation({ lately: sent(3, 3) }))).toEqual({
      kind: 'at-once',
    });
    expect(plan(message, situation({ lately: sent(3, 11) }))).toEqual({ kind: 'at-once' });
  });

  test('what waits for tomorrow is no burst of today', () => {
    const aside = (dueAt: string): Situation['lately'] =>
      ['a', 'b', 'c'].map((key) => ({
        key,
        state: 'deferred',
        createdAt: NOW,
        dueAt: at(dueAt),
        sentAt: null,
        sentAs: null,
      }));
    expect(plan(message, situation({ lately: aside('2026-11-25T08:00:00Z') }))).toEqual({
      kind: 'at-once',
    });
    expect(plan(message, situation({ lately: aside('2026-11-24T10:20:00Z') }))).toMatchObject({
      kind: 'defer',
      because: 'burst',
    });
  });

  test('those that wait beside it make a burst too, so that none of them comes alone', () => {
    const waiting = ['m', 'a', 'b', 'c'].map((key) => ({
      key,
      state: 'waiting' as const,
      createdAt: NOW,
      dueAt: null,
      sentAt: null,
      sentAs: null,
    }));
    expect(plan(message, situation({ lately: waiting }))).toMatchObject({
      kind: 'defer',
      because: 'burst',
    });
    expect(plan(message, situation({ lately: waiting.slice(0, 3) }))).toEqual({ kind: 'at-once' });
  });

  test('nobody gets more than eight an hour at once, no channel more than six; a batch counts once', () => {
    expect(plan(message, situation({ lately: sent(7, 30) }))).toEqual({ kind: 'at-once' });
    expect(plan(message, situation({ lately: sent(8, 30) }))).toEqual({
      kind: 'defer',
      until: at('2026-11-24T11:00:00Z'),
      because: 'budget',
    });
    expect(plan(message, situation({ lately: sent(20, 30, () => 'one') }))).toEqual({
      kind: 'at-once',
    });
    const channel = {
      kind: 'place' as const,
      place: {
        platform: 'slack' as const,
        tenant: 'T',
        kind: 'channel' as const,
        id: 'C',
        name: null,
        shared: false,
      },
    };
    expect(
      plan({ ...message, to: channel }, situation({ lately: sent(6, 30), preference: OF_A_PLACE })),
    ).toMatchObject({ because: 'budget' });
  });
});

describe('the edges of many at once', () => {
  const aside = (n: number, dueAt: Date | null): Situation['lately'] =>
    Array.from({ length: n }, (_, i) => ({
      key: `d${i}`,
      state: 'deferred',
      createdAt: NOW,
      dueAt,
      sentAt: null,
      sentAs: null,
    }));
  test.each([
    ['three sent ten minutes ago', sent(3, 10)],
    ['eight sent an hour ago', sent(8, 60)],
    ['eight that wait for tomorrow', aside(8, at('2026-11-25T08:00:00Z'))],
    ['three of which nobody knows when they come', aside(3, null)],
  ])('%s keep nobody from being told', (_, lately) =>
    expect(plan(message, situation({ lately }))).toEqual({ kind: 'at-once' }),
  );
  test('eight sent under no name are eight', () =>
    expect(
      plan(message, situation({ lately: sent(8, 30).map((one) => ({ ...one, sentAs: null })) })),
    ).toMatchObject({ because: 'budget' }));
});

describe('what waits, after its receiver changed their settings', () => {
  const quiet = { from: '11:00', to: '18:00' };
  test.each([
    [
      'daily becomes at once',
      'win',
      10.05,
      '2026-11-25T08:00Z',
      {},
      { kinds: { win: 'at-once' } },
      '10:14',
    ],
    [
      'daily becomes hourly',
      'win',
      10.05,
      '2026-11-25T08:00Z',
      {},
      { kinds: { win: 'hourly' } },
      '11:00',
    ],
    [
      'hourly, and its hour is over',
      'win',
      8.05,
      '2026-11-25T08:00Z',
      {},
      { kinds: { win: 'hourly' } },
      '10:14',
    ],
    [
      'the daily hour comes sooner',
      'win',
      10.05,
      '2026-11-25T08:00Z',
      {},
      { dailyAt: '14:00' },
      '13:00',
    ],
    [
      'the daily hour comes later',
      'win',
      10.05,
      '2026-11-24T12:00Z',
      { dailyAt: '13:00' },
      { dailyAt: '15:00' },
      null,
    ],
    [
      'another way, and no sooner',
      'followed',
      10.05,
      '2026-11-24T11:00Z',
      {},
      { kinds: { followed: 'daily' }, dailyAt: '12:00' },
      null,
    ],
    ['it is muted', 'win', 10.05, '2026-11-25T08:00Z', {}, { kinds: { win: 'muted' } }, null],
    ['it waits for nothing', 'win', 10.05, null, {}, { kinds: { win: 'at-once' } }, null],
    ['it is one of a burst', 'signal', 10.05, '2026-11-24T10:20Z', {}, {}, null],
    [
      'one of a burst, and the daily hour of others is set',
      'signal',
      10.05,
      '2026-11-24T10:20Z',
      {},
      { dailyAt: '14:00' },
      null,
    ],
    ['quiet hours are over', 'signal', 10.05, '2026-11-24T17:00Z', { quiet }, {}, '10:14'],
    [
      'quiet hours end sooner',
      'signal',
      10.05,
      '2026-11-24T17:00Z',
      { quiet },
      { quiet: { ...quiet, to: '12:00' } },
      '11:00',
    ],
    [
      'quiet hours are as they were',
      'signal',
      10.05,
      '2026-11-24T17:00Z',
      { quiet },
      { quiet },
      null,
    ],
  ] as const)('%s', (_, kind, created, dueAt, before, after, comes) => {
    const hour = (clock: string) => at(`2026-11-24T${clock}:00Z`);
    const told = { kind, createdAt: hour(created.toFixed(2).padStart(5, '0').replace('.', ':')) };
    const found = sooner(
      { ...told, dueAt: dueAt === null ? null : at(dueAt) },
      { before: { ...usual, ...before }, after: { ...usual, ...after }, zone: BERLIN, now: NOW },
    );
    expect(found).toEqual(comes === null ? null : hour(comes));
  });
});

const clock = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
const instant = fc.date({
  min: at('2026-01-01T00:00:00Z'),
  max: at('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const settings: fc.Arbitrary<NotificationPreference> = fc.record({
  kinds: fc.dictionary(
    fc.constantFrom(...MESSAGE_KINDS),
    fc.constantFrom('at-once', 'hourly', 'daily', 'muted'),
    { noNullPrototype: true },
  ),
  dailyAt: clock,
  quiet: fc.option(fc.record({ from: clock, to: clock })),
  daysOff: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
  snoozedUntil: fc.option(instant),
  mutedCustomers: fc.subarray(['acme', 'globex']),
  named: fc.boolean(),
});
const zones = fc.constantFrom(
  BERLIN,
  'America/New_York',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'UTC',
);
const cases = fc.record({
  kind: fc.constantFrom(...MESSAGE_KINDS),
  customerId: fc.constantFrom(ACME, null),
  pressing: fc.boolean(),
  preference: settings,
  zone: zones,
  now: instant,
  burst: fc.nat(12),
});

test('whatever is set: never in a quiet time, always in the end, and nothing that was not muted is lost', () => {
  fc.assert(
    fc.property(cases, ({ preference, zone, now, burst, ...rest }) => {
      const lately = sent(burst, 5).map((one) => ({
        ...one,
        sentAt: new Date(now.getTime() - 60_000),
      }));
      const decided = plan({ ...message, ...rest }, { preference, zone, now, lately });
      const isMuted =
        preference.kinds[rest.kind] === 'muted' ||
        (rest.customerId !== null && preference.mutedCustomers.includes(rest.customerId));
      expect(decided.kind === 'muted').toBe(isMuted);
      if (decided.kind === 'at-once') expect(isClear(now, preference, zone)).toBe(true);
      if (decided.kind !== 'defer') return;
      expect(decided.until.getTime()).toBeGreaterThan(now.getTime());
      expect(isClear(decided.until, preference, zone)).toBe(true);
      const latest =
        Math.max(now.getTime(), preference.snoozedUntil?.getTime() ?? 0) + 10 * 86_400_000;
      expect(decided.until.getTime()).toBeLessThan(latest);
      // Asked again at that time nothing stands in the way any more: it does not wander off for ever.
      expect(firstClear(decided.until, preference, zone)).toEqual(decided.until);
      expect(plan({ ...message, ...rest }, { preference, zone, now, lately })).toEqual(decided);
    }),
    { numRuns: 300 },
  );
});
