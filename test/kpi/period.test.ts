import { describe, expect, test } from 'vitest';
import { EVERYBODY } from '../../crm/figure/scope.ts';
import {
  allUntil,
  calendarPeriod,
  closedPeriod,
  daysLastYear,
  periodAsLongAs,
  previousDays,
  scopeOf,
} from '../../kpi/period.ts';

const TODAY = '2026-11-28';
const days = (first: string, last: string) => ({ first, last });

test.each([
  ['a month', days('2026-10-01', '2026-10-31'), days('2026-09-01', '2026-09-30')],
  ['a month with a leap day', days('2024-03-01', '2024-03-31'), days('2024-02-01', '2024-02-29')],
  ['a quarter', days('2026-07-01', '2026-09-30'), days('2026-04-01', '2026-06-30')],
  ['a year', days('2025-01-01', '2025-12-31'), days('2024-01-01', '2024-12-31')],
  ['a month under way', days('2026-11-01', '2026-11-30'), days('2026-10-01', '2026-10-28')],
  ['a week', days('2026-11-16', '2026-11-22'), days('2026-11-09', '2026-11-15')],
  ['a day', days('2024-03-01', '2024-03-01'), days('2024-02-29', '2024-02-29')],
])('%s is compared with the one before', (_, asked, before) =>
  expect(previousDays(asked, TODAY)).toEqual(before),
);

test.each([
  ['a month', days('2026-10-01', '2026-10-31'), days('2025-10-01', '2025-10-31')],
  [
    'a February after a leap year',
    days('2025-02-01', '2025-02-28'),
    days('2024-02-01', '2024-02-29'),
  ],
  ['a leap February', days('2024-02-01', '2024-02-29'), days('2023-02-01', '2023-02-28')],
  ['a leap day', days('2024-02-29', '2024-02-29'), days('2023-02-28', '2023-02-28')],
  ['a month under way', days('2026-11-01', '2026-11-30'), days('2025-11-01', '2025-11-28')],
])('%s is compared with a year earlier', (_, asked, before) =>
  expect(daysLastYear(asked, TODAY)).toEqual(before),
);

test('all time has nothing before it', () => {
  const all = { first: null, last: TODAY };
  expect([previousDays(all, TODAY), daysLastYear(all, TODAY)]).toEqual([null, null]);
});

describe('the instants of a period', () => {
  const now = new Date('2026-11-28T09:00:00Z');
  test('begin and end at the midnights of the zone, on both sides of a change of the clocks', () => {
    const scope = scopeOf(days('2026-10-25', '2026-10-25'), EVERYBODY, {
      now,
      zone: 'Europe/Berlin',
    });
    expect([scope.since?.toISOString(), scope.until.toISOString()]).toEqual([
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });
  test('end now where the period is not over', () =>
    expect(
      scopeOf(days('2026-11-01', '2026-11-30'), EVERYBODY, { now, zone: 'Pacific/Tongatapu' })
        .until,
    ).toEqual(now));
});

test.each([
  ['week', '2026-11-23', '2026-11-29'],
  ['month', '2026-11-01', '2026-11-30'],
  ['quarter', '2026-10-01', '2026-12-31'],
  ['year', '2026-01-01', '2026-12-31'],
] as const)('the %s of a Saturday in November', (period, first, last) =>
  expect(calendarPeriod(period, TODAY)).toEqual({ first, last }),
);

test.each([
  ['week', '2026-11-23', '2026-11-16', '2026-11-22'],
  ['week', '2026-11-29', '2026-11-16', '2026-11-22'],
  ['month', '2024-03-01', '2024-02-01', '2024-02-29'],
  ['quarter', '2026-01-01', '2025-10-01', '2025-12-31'],
  ['year', '2026-12-31', '2025-01-01', '2025-12-31'],
] as const)('on a %s’s day %s the last one was %s to %s', (period, today, first, last) =>
  expect(closedPeriod(period, today)).toEqual({ first, last }),
);

test.each([
  ['week', '2026-11-16', '2026-11-22'],
  ['month', '2026-02-01', '2026-02-28'],
  ['month', '2026-10-01', '2026-10-31'],
  ['quarter', '2026-01-02', '2026-03-31'],
  ['quarter', '2026-07-01', '2026-09-30'],
  ['year', '2025-01-01', '2025-12-31'],
  ['year', '2024-01-01', '2024-12-31'],
  [null, '2026-11-16', '2026-11-21'],
  [null, '2026-11-16', '2026-11-23'],
  [null, '2026-02-01', '2026-02-27'],
  [null, '2026-10-01', '2026-11-01'],
  [null, '2026-01-01', '2026-03-29'],
  [null, '2026-07-01', '2026-10-01'],
  [null, '2025-01-02', '2025-12-31'],
  [null, '2024-01-01', '2025-01-01'],
] as const)('as long as a %s: %s to %s', (period, first, last) =>
  expect(periodAsLongAs({ first, last })).toBe(period),
);

test('all time ends today, and is as long as no period', () => {
  const all = allUntil(TODAY);
  expect([all, periodAsLongAs(all)]).toEqual([{ first: null, last: TODAY }, null]);
  const { since, until } = scopeOf(all, EVERYBODY, {
    now: new Date('2026-12-28T09:00:00Z'),
    zone: 'Europe/Berlin',
  });
  expect([since, until.toISOString()]).toEqual([null, '2026-11-28T23:00:00.000Z']);
});

test('a month that ends today is over: all of the month before, and of the year before', () => {
  const ended = days('2026-11-01', '2026-11-30');
  expect(previousDays(ended, '2026-11-30')).toEqual(days('2026-10-01', '2026-10-31'));
  expect(daysLastYear(days('2025-02-01', '2025-02-28'), '2025-02-28')).toEqual(
    days('2024-02-01', '2024-02-29'),
  );
});

test('a week is compared with the same days of the year before, though it ends a month', () =>
  expect(daysLastYear(days('2025-02-22', '2025-02-28'), TODAY)).toEqual(
    days('2024-02-22', '2024-02-28'),
  ));
