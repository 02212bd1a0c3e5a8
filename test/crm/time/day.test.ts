import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  endOfDay,
  startOfDay,
  startOfWeek,
  weekdayOf,
} from '../../../crm/time/day.ts';
import { isZone, offsetAt } from '../../../crm/time/zone.ts';
import { INSTANTS, ZONES, zoned } from './arbitraries.ts';

const iso = (at: Date) => at.toISOString();

describe('a day in a zone', () => {
  test.each([
    ['of 23 hours', '2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', 23],
    ['of 25 hours', '2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', 25],
    ['without midnight', '2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', 23],
    ['with two midnights', '2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z', 25],
    [
      'of 24 hours and a half',
      '2026-04-05',
      'Australia/Lord_Howe',
      '2026-04-04T13:00:00.000Z',
      24.5,
    ],
  ])('%s', (_, day, zone, start, hours) => {
    expect(iso(startOfDay(day, zone))).toBe(start);
    expect(endOfDay(day, zone).getTime() - startOfDay(day, zone).getTime()).toBe(hours * 3_600_000);
  });

  test('is the one that Temporal finds, and begins and ends around its instants', () => {
    fc.assert(
      fc.property(INSTANTS, ZONES, (at, zone) => {
        const day = dayIn(at, zone);
        expect(day).toBe(zoned(at, zone).toPlainDate().toString());
        expect(offsetAt(at.getTime(), zone)).toBe(zoned(at, zone).offsetNanoseconds / 1e6);
        const [start, end] = [startOfDay(day, zone), endOfDay(day, zone)];
        expect(start.getTime()).toBe(zoned(at, zone).startOfDay().epochMilliseconds);
        expect(at.getTime()).toBeGreaterThanOrEqual(start.getTime());
        expect(at.getTime()).toBeLessThan(end.getTime());
        expect(dayIn(new Date(start.getTime() - 1), zone) < day).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

const DAYS = fc.integer({ min: -20_000, max: 40_000 }).map((days) => addDays('1970-01-01', days));

test('days and months are counted as Temporal counts them', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  expect(addMonths('2028-03-31', -1)).toBe('2028-02-29');
  fc.assert(
    fc.property(DAYS, fc.integer({ min: -3000, max: 3000 }), (day, days) => {
      const later = addDays(day, days);
      expect(later).toBe(Temporal.PlainDate.from(day).add({ days }).toString());
      expect(daysBetween(day, later)).toBe(days);
      expect(weekdayOf(day)).toBe(Temporal.PlainDate.from(day).dayOfWeek);
    }),
  );
});

test.each([
  ['de-DE', '2026-11-23'],
  ['en-US', '2026-11-22'],
  ['en-GB', '2026-11-23'],
  ['ar-EG', '2026-11-28'],
])('a week of %s began on %s', (locale, first) => {
  const last = addDays(first, 6);
  expect(startOfWeek(first, locale)).toBe(first);
  expect(startOfWeek(last, locale)).toBe(first);
  expect(startOfWeek(addDays(last, 1), locale)).toBe(addDays(first, 7));
});

test('a zone is one that this Node knows', () => {
  expect(['Europe/Berlin', 'UTC', '+02:00'].every(isZone)).toBe(true);
  expect(['Europe/Nowhere', '', 'Berlin'].some(isZone)).toBe(false);
  expect(() => offsetAt(0, 'Europe/Nowhere')).toThrow(RangeError);
});
