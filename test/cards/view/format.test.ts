import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as format from '../../../cards/view/format.ts';

const reader = (locale = 'en-GB', zone = 'Europe/Berlin') => ({
  locale,
  zone,
  now: new Date('2026-11-24T10:14:00Z'),
});

test.each([
  [{ amount: 4_800_000, currency: 'EUR' }, '€48,000'],
  [{ amount: 1_250, currency: 'EUR' }, '€12.50'],
  [{ amount: 5_000, currency: 'JPY' }, 'JP¥5,000'],
  [{ amount: 1_234, currency: 'KWD' }, 'KWD 1.234'],
  [{ amount: 0, currency: 'EUR' }, '€0'],
  [{ amount: -99_900, currency: 'EUR' }, '-€999'],
])('money %j is %s', (money, said) =>
  expect(format.money(money, reader()).replace(/\u00A0/g, ' ')).toBe(said),
);

describe('times as people say them', () => {
  test.each([
    ['2026-11-24T08:12:00Z', 'today 09:12'],
    ['2026-11-23T17:20:00Z', 'yesterday 18:20'],
    ['2026-11-19T15:40:00Z', 'Thu 16:40'],
    ['2026-11-12T15:40:00Z', '12 Nov'],
    ['2024-11-12T15:40:00Z', '12 Nov 2024'],
    ['2026-11-23T23:30:00Z', 'today 00:30'],
  ])('%s is %s', (at, said) => expect(format.when(new Date(at), reader())).toBe(said));
  test('the same instant is another day elsewhere', () =>
    expect(format.when(new Date('2026-11-23T23:30:00Z'), reader('en-US', 'America/New_York'))).toBe(
      'yesterday 18:30',
    ));
  test('exact on demand', () =>
    expect(format.exact(new Date('2026-11-19T15:40:00Z'), reader())).toMatch(
      /Thursday,? 19 November 2026.*16:40 CET/,
    ));
  test('distances', () =>
    expect(
      ['2026-12-16', '2026-11-25', '2026-11-12'].map((day) => format.fromToday(day, reader())),
    ).toEqual(['in 22 days', 'tomorrow', '12 days ago']));
  test('lengths', () =>
    expect(
      [30_000, 22 * 60_000, 4.5 * 3_600_000, 80 * 3_600_000].map((ms) =>
        format.duration(ms, reader()),
      ),
    ).toEqual(['1 min', '22 min', '4 h', '3 days']));
});

test('whatever the instant, zone and region, something readable is said', () => {
  const zones = fc.constantFrom('UTC', 'Asia/Kolkata', 'Pacific/Chatham', 'America/St_Johns');
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true }),
      zones,
      fc.constantFrom('en-GB', 'en-US', 'en-SE', 'en-JP'),
      (at, zone, locale) => {
        const said = [
          format.when(at, reader(locale, zone)),
          format.exact(at, reader(locale, zone)),
          format.dayHeading(format.dayOf(at, reader(locale, zone)), reader(locale, zone)),
        ];
        for (const words of said) expect(words).toMatch(/\d|today|yesterday/i);
      },
    ),
  );
});

test('a reader’s day is what their calendar says, on days when clocks are set and in zones of half an hour too', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/Los_Angeles',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Pacific/Kiritimati',
    'America/Caracas',
  ];
  const changes = [
    '2026-03-29T01:00Z',
    '2026-10-25T01:00Z',
    '2026-04-04T15:00Z',
    '2011-12-30T10:00Z',
    '2016-05-01T07:00Z',
    '1970-01-01T00:00Z',
    '2024-02-29T12:00Z',
  ].map((at) => Date.parse(at));
  for (const zone of zones) {
    const calendar = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
    for (const change of changes) {
      for (let hours = -40; hours <= 40; hours += 0.5) {
        const at = new Date(change + hours * 3_600_000 - 1);
        expect(format.dayOf(at, { zone }), `${at.toISOString()} in ${zone}`).toBe(
          calendar.format(at),
        );
      }
    }
  }
});

test.each(['en-GB', 'en-DE', 'en-ES', 'en-SE', 'de-DE', 'en-IN'])(
  'a count has the signs of an amount: %s',
  (locale) => {
    const amount = format.money({ amount: 123_456_750, currency: 'EUR' }, reader(locale));
    const bare = amount.replace(/[^\d.,’\s]/g, '').trim();
    expect(format.count(1_234_567.5, reader(locale))).toBe(bare.replace(/0$/, ''));
  },
);

test.each([
  [2_628_367, '€26,284'],
  [-1_000_049, '-€10,000'],
  [1250, '€12.50'],
  [1249.6, '€12.50'],
])('a sum of %i cents that was computed is shown as %s', (amount, shown) =>
  expect(format.roundedMoney({ amount, currency: 'EUR' }, reader())).toBe(shown),
);
