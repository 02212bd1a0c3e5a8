import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  clockOfMinutes,
  instantAt,
  minutesIn,
  minutesOf,
  nextHour,
  nextSlot,
} from '../../../crm/time/clock.ts';
import { dayIn, weekdayOf } from '../../../crm/time/day.ts';
import { DAY, HOUR, MINUTE } from '../../../crm/time/durations.ts';
import { CLOCKS, INSTANTS, ZONES, zoned } from './arbitraries.ts';

const BERLIN = 'Europe/Berlin';
const iso = (at: Date) => at.toISOString();

describe('an instant of a clock', () => {
  test.each([
    ['in winter', '2026-01-15', '12:00', BERLIN, '2026-01-15T11:00:00.000Z'],
    ['in summer', '2026-07-15', '12:00', BERLIN, '2026-07-15T10:00:00.000Z'],
    ['left out: as much later', '2026-03-29', '02:30', BERLIN, '2026-03-29T01:30:00.000Z'],
    ['repeated: the first', '2026-10-25', '02:30', BERLIN, '2026-10-25T00:30:00.000Z'],
    ['left out midnight', '2026-04-24', '00:00', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    [
      'half an hour is left out',
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:45:00.000Z',
    ],
    ['a whole day is left out', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
    ['quarters of an hour', '2026-11-24', '09:00', 'Asia/Kathmandu', '2026-11-24T03:15:00.000Z'],
  ])('%s', (_, day, clock, zone, instant) =>
    expect(iso(instantAt(day, clock, zone))).toBe(instant),
  );

  test('is the one that Temporal finds, in every zone and year', () => {
    fc.assert(
      fc.property(INSTANTS, CLOCKS, ZONES, (at, clock, zone) => {
        const { year, month, day } = zoned(at, zone);
        const wall = Temporal.PlainDateTime.from({
          year,
          month,
          day,
          hour: Number(clock.slice(0, 2)),
          minute: Number(clock.slice(3)),
        });
        expect(instantAt(dayIn(at, zone), clock, zone).getTime()).toBe(
          wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds,
        );
      }),
      { numRuns: 500 },
    );
  });

  test('shows what Temporal shows there', () => {
    fc.assert(
      fc.property(INSTANTS, ZONES, (at, zone) => {
        const { hour, minute } = zoned(at, zone);
        expect(minutesIn(at, zone)).toBe(hour * 60 + minute);
        expect(minutesOf(clockOfMinutes(minutesIn(at, zone)))).toBe(hour * 60 + minute);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the next slot of a schedule', () => {
  test.each([
    ['later today', '2026-11-24T06:00:00Z', { clock: '09:00' }, '2026-11-24T08:00:00.000Z'],
    ['now is over', '2026-11-24T08:00:00Z', { clock: '09:00' }, '2026-11-25T08:00:00.000Z'],
    [
      'on its weekday',
      '2026-11-24T06:00:00Z',
      { clock: '09:00', weekdays: [1] },
      '2026-11-30T08:00:00.000Z',
    ],
    [
      'a week on',
      '2026-11-30T09:00:00Z',
      { clock: '09:00', weekdays: [1] },
      '2026-12-07T08:00:00.000Z',
    ],
    ['left out: later', '2026-03-28T23:00:00Z', { clock: '02:30' }, '2026-03-29T01:30:00.000Z'],
    ['repeated: first', '2026-10-24T23:00:00Z', { clock: '02:30' }, '2026-10-25T00:30:00.000Z'],
    ['repeated: again', '2026-10-25T00:30:00Z', { clock: '02:30' }, '2026-10-25T01:30:00.000Z'],
  ])('%s', (_, after, schedule, next) =>
    expect(iso(nextSlot(new Date(after), schedule, BERLIN))).toBe(next),
  );

  test('comes after, on one of its days, and none is passed over', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
    fc.assert(
      fc.property(INSTANTS, CLOCKS, days, ZONES, (after, clock, weekdays, zone) => {
        const next = nextSlot(after, { clock, weekdays }, zone);
        expect(next.getTime()).toBeGreaterThan(after.getTime());
        expect(weekdays).toContain(weekdayOf(dayIn(next, zone)));
        // From any instant in between the same one comes next.
        const between = new Date(after.getTime() + (next.getTime() - after.getTime()) / 2);
        expect(iso(nextSlot(between, { clock, weekdays }, zone))).toBe(iso(next));
        expect(next.getTime() - after.getTime()).toBeLessThan(9 * DAY);
      }),
      { numRuns: 500 },
    );
  });

  test('a schedule without a day has none', () =>
    expect(() => nextSlot(new Date(0), { clock: '09:00', weekdays: [] }, BERLIN)).toThrow(
      RangeError,
    ));
});

test('the next hour is full there, after, and at most an hour away', () => {
  expect(iso(nextHour(new Date('2026-11-24T10:14:00Z'), 'Asia/Kathmandu'))).toBe(
    '2026-11-24T10:15:00.000Z',
  );
  fc.assert(
    fc.property(INSTANTS, ZONES, (after, zone) => {
      const next = nextHour(after, zone);
      const ahead = next.getTime() - after.getTime();
      expect(ahead).toBeGreaterThan(0);
      expect(ahead).toBeLessThanOrEqual(HOUR);
      // Where half an hour is turned back on the way, the clock shows another minute.
      if (zoned(next, zone).offset === zoned(after, zone).offset)
        expect(minutesIn(next, zone) % (HOUR / MINUTE)).toBe(0);
    }),
    { numRuns: 300 },
  );
});
