import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkingTime,
  type Calendar,
  closingOf,
  isWorkingTime,
  OFFICE_HOURS,
  WORKING_DAY,
  workingTimeBetween,
} from '../../../crm/time/working-time.ts';

const BERLIN: Calendar = { ...OFFICE_HOURS, zone: 'Europe/Berlin', holidays: [] };
const HOUR = 3_600_000;

describe('working time', () => {
  test.each([
    [
      'the same hour of the next working day',
      '2026-11-24T10:14:00Z',
      WORKING_DAY,
      BERLIN,
      '2026-11-25T10:14:00Z',
    ],
    ['over a weekend', '2026-11-27T15:00:00Z', WORKING_DAY, BERLIN, '2026-11-30T15:00:00Z'],
    [
      'said on a Sunday, from Monday on',
      '2026-11-22T12:00:00Z',
      WORKING_DAY,
      BERLIN,
      '2026-11-23T16:00:00Z',
    ],
    [
      'said at night, from the morning on',
      '2026-11-24T22:00:00Z',
      HOUR,
      BERLIN,
      '2026-11-25T09:00:00Z',
    ],
    [
      'over a holiday',
      '2026-12-24T15:00:00Z',
      2 * HOUR,
      { ...BERLIN, holidays: ['2026-12-25'] },
      '2026-12-28T09:00:00Z',
    ],
    [
      'in a week of four days',
      '2026-11-26T15:00:00Z',
      2 * HOUR,
      { ...BERLIN, daysOff: [5, 6, 7] },
      '2026-11-30T09:00:00Z',
    ],
    [
      'over the night in which clocks go back',
      '2026-10-23T14:00:00Z',
      2 * HOUR,
      BERLIN,
      '2026-10-26T09:00:00Z',
    ],
    [
      'over the night in which clocks go forward',
      '2026-03-27T15:00:00Z',
      2 * HOUR,
      BERLIN,
      '2026-03-30T08:00:00Z',
    ],
    [
      'where it is already tomorrow',
      '2026-11-24T23:00:00Z',
      HOUR,
      { ...BERLIN, zone: 'Asia/Tokyo' },
      '2026-11-25T01:00:00Z',
    ],
  ])('%s', (_, start, length, calendar, end) =>
    expect(addWorkingTime(new Date(start), length, calendar).toISOString()).toBe(
      new Date(end).toISOString(),
    ),
  );

  test.each([
    ['before the office opens', '2026-11-24T07:59:59Z', false],
    ['it opens', '2026-11-24T08:00:00Z', true],
    ['the last second', '2026-11-24T15:59:59Z', true],
    ['it closes', '2026-11-24T16:00:00Z', false],
    ['a Saturday', '2026-11-28T10:00:00Z', false],
    ['a holiday', '2026-12-25T10:00:00Z', false],
  ])('%s: somebody is there: %s', (_, moment, isThere) =>
    expect(isWorkingTime(new Date(moment), { ...BERLIN, holidays: ['2026-12-25'] })).toBe(isThere),
  );

  test('a day ends when the office closes on its clock, in summer and on a day off too', () => {
    expect(closingOf('2026-11-24', BERLIN).toISOString()).toBe('2026-11-24T16:00:00.000Z');
    expect(closingOf('2026-07-04', BERLIN).toISOString()).toBe('2026-07-04T15:00:00.000Z');
  });

  test('of a wait of two years every working day counts', () => {
    const [from, to] = [new Date('2024-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z')];
    // 731 days from a Monday on, of which 208 were at weekends.
    expect(workingTimeBetween(from, to, { ...BERLIN, zone: 'UTC' })).toBe(523 * WORKING_DAY);
  });

  test('nobody who never works is waited for', () => {
    const never = { ...BERLIN, daysOff: [1, 2, 3, 4, 5, 6, 7] };
    expect(addWorkingTime(new Date('2026-11-24T10:00:00Z'), HOUR, never).toISOString()).toBe(
      '2026-11-24T11:00:00.000Z',
    );
    expect(isWorkingTime(new Date('2026-11-24T10:00:00Z'), never)).toBe(false);
  });

  test('what was added lies in between, and ends in working time', () => {
    const start = fc.date({
      min: new Date('2026-01-01T00:00:00Z'),
      max: new Date('2027-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'Asia/Tokyo',
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
    );
    const daysOff = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 5 });
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 40 * HOUR }),
        fc.record({ zone, daysOff }),
        (from, length, { zone: theirs, daysOff: off }) => {
          const calendar = {
            ...BERLIN,
            zone: theirs,
            daysOff: off,
            holidays: ['2026-12-25', '2027-01-01'],
          };
          const end = addWorkingTime(from, length, calendar);
          expect(workingTimeBetween(from, end, calendar)).toBe(length);
          expect(isWorkingTime(new Date(end.getTime() - 1), calendar)).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});
