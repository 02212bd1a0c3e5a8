import fc from 'fast-check';
import cron from 'node-cron';
import { describe, expect, test } from 'vitest';
import type { NotificationPreference } from '../../../crm/notification/preferences.ts';
import { firstClear } from '../../../crm/notification/quiet-hours.ts';
import { weekOf } from '../../../crm/notification/weekly.ts';
import { weeklySummary } from '../../../jobs/index.ts';

const DAY = 86_400_000;
/** Most clocks are set by an hour; those of Troll, in Antarctica, by two. */
const CHANGE = 2 * 3_600_000;
const usual: NotificationPreference = {
  kinds: {},
  dailyAt: '09:00',
  quiet: null,
  daysOff: [],
  snoozedUntil: null,
  mutedCustomers: [],
  named: true,
};
/** A Sunday, at each of the times at which the clock rings. */
const RINGS = ['2026-01-04T09:05:00Z', '2026-01-04T15:05:00Z', '2026-01-04T21:05:00Z'];
const ZONES = [
  ...Intl.supportedValuesOf('timeZone'),
  'Pacific/Kiritimati',
  'Pacific/Honolulu',
  'Pacific/Auckland',
  'Pacific/Niue',
  'Pacific/Chatham',
  'America/St_Johns',
];
const CLOCKS = ['00:00', '00:30', '02:30', '09:00', '23:59'];

const said = (at: Date, zone: string) =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
const clockAt = (at: Date, zone: string) => `${said(at, zone)['hour']}:${said(at, zone)['minute']}`;

describe('the note of a week', () => {
  test('comes on the person’s own Monday, at their hour, everywhere and in every week of ten years', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.integer({ min: 0, max: 520 }),
        fc.constantFrom(...CLOCKS),
        fc.constantFrom(...RINGS),
        (zone, week, dailyAt, ring) => {
          const now = new Date(Date.parse(ring) + week * 7 * DAY);
          const { monday, end, noteAt } = weekOf(now, { ...usual, dailyAt }, zone);
          expect(said(noteAt, zone)['weekday']).toBe('Monday');
          // Where daylight saving leaves an hour out, just after it.
          if (clockAt(noteAt, zone) !== dailyAt)
            expect(
              clockAt(new Date(noteAt.getTime() - 3_600_000), zone) > dailyAt ||
                clockAt(new Date(noteAt.getTime() - 3_600_000), zone) < clockAt(noteAt, zone),
            ).toBe(true);
          const next = weekOf(new Date(now.getTime() + 7 * DAY), { ...usual, dailyAt }, zone);
          expect(Date.parse(next.monday) - Date.parse(monday)).toBe(7 * DAY);
          expect(Math.abs(next.noteAt.getTime() - noteAt.getTime() - 7 * DAY)).toBeLessThanOrEqual(
            CHANGE,
          );
          expect(Math.abs(noteAt.getTime() - end.getTime())).toBeLessThanOrEqual(DAY + CHANGE);
        },
      ),
      { numRuns: 800 },
    );
  });

  test('is put on its way before Monday begins anywhere', () => {
    expect(cron.validate(weeklySummary.cron!)).toBe(true);
    expect(weeklySummary.cron).toBe('5 9,15,21 * * 0');
    for (const zone of ZONES)
      expect(
        weekOf(new Date(RINGS[0]!), { ...usual, dailyAt: '00:00' }, zone).noteAt >
          new Date(RINGS[0]!),
        zone,
      ).toBe(true);
  });

  test.each([
    ['Pacific/Honolulu', '2026-11-23T19:00:00Z'],
    ['America/Los_Angeles', '2026-11-23T17:00:00Z'],
    ['Europe/Berlin', '2026-11-23T08:00:00Z'],
    ['Asia/Tokyo', '2026-11-23T00:00:00Z'],
    ['Pacific/Auckland', '2026-11-22T20:00:00Z'],
    ['Pacific/Kiritimati', '2026-11-22T19:00:00Z'],
  ])('%s: Monday at nine is %s', (zone, at) => {
    for (const ring of ['2026-11-22T09:05:00Z', '2026-11-22T21:05:00Z'])
      expect(weekOf(new Date(ring), usual, zone)).toMatchObject({
        monday: '2026-11-23',
        noteAt: new Date(at),
      });
  });

  test('the nights of the change: nobody hears twice or never', () => {
    const berlin = (ring: string) =>
      weekOf(new Date(ring), { ...usual, dailyAt: '02:30' }, 'Europe/Berlin').noteAt.toISOString();
    expect([
      berlin('2026-03-22T09:05:00Z'),
      berlin('2026-03-29T09:05:00Z'),
      berlin('2026-04-05T09:05:00Z'),
    ]).toEqual([
      '2026-03-23T01:30:00.000Z',
      '2026-03-30T00:30:00.000Z',
      '2026-04-06T00:30:00.000Z',
    ]);
  });

  test('whoever rests at that hour has it as soon as they may be told', () => {
    const rest = { quiet: { from: '08:00', to: '11:00' }, daysOff: [1] };
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.boolean(), (zone, off) => {
        const preference = { ...usual, quiet: rest.quiet, daysOff: off ? rest.daysOff : [] };
        const hour = weekOf(new Date(RINGS[0]!), usual, zone).noteAt;
        expect(weekOf(new Date(RINGS[0]!), preference, zone).noteAt).toEqual(
          firstClear(hour, preference, zone),
        );
      }),
      { numRuns: 200 },
    );
  });
});

test.each([
  ['2026-11-23T00:00:00Z', '2026-11-23'],
  ['2026-11-23T23:59:59Z', '2026-11-23'],
  ['2026-11-24T10:00:00Z', '2026-11-30'],
  ['2026-11-28T10:00:00Z', '2026-11-30'],
  ['2026-11-29T23:59:59Z', '2026-11-30'],
])('the week at %s ends with %s', (now, monday) =>
  expect(weekOf(new Date(now), usual, 'UTC')).toEqual({
    monday,
    end: new Date(`${monday}T00:00:00Z`),
    noteAt: new Date(`${monday}T09:00:00Z`),
  }),
);
