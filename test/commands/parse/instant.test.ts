import { describe, expect, test } from 'vitest';
import { dueWords } from '../../../commands/parse/due-date.ts';
import { readWhen } from '../../../commands/parse/instant.ts';
import { readPast } from '../../../commands/parse/past-day.ts';
import { dayIn } from '../../../crm/time/day.ts';

/** A Wednesday, 10:00 on the clock of the place. */
const reader = (locale: string, zone: string, now = '2026-11-25T10:00:00Z') => ({
  locale,
  zone,
  now: new Date(now),
});
const [TOM, DARNELL] = [reader('en-GB', 'Europe/London'), reader('en-US', 'America/New_York')];
const BEN = reader('en-DE', 'Europe/Berlin', '2026-11-25T09:00:00Z');
const SOFIA = reader('en-ES', 'Europe/Madrid');
const [YUKI, KIM] = [reader('ja-JP', 'Asia/Tokyo'), reader('sv-SE', 'Europe/Stockholm')];
const [CANADA, HUNGARY] = [reader('en-CA', 'America/Toronto'), reader('hu-HU', 'Europe/Budapest')];
const [FRANCE, NETHERLANDS] = [
  reader('fr-FR', 'Europe/Paris'),
  reader('nl-NL', 'Europe/Amsterdam'),
];

describe('a time to come, as each region writes it', () => {
  test.each([
    [TOM, '2/3', '2027-03-02T17:00:00.000Z'],
    [DARNELL, '2/3', '2027-02-03T22:00:00.000Z'],
    [SOFIA, '2/3', '2027-03-02T16:00:00.000Z'],
    [KIM, '2/3', '2027-03-02T16:00:00.000Z'],
    [YUKI, '2/3', '2027-02-03T08:00:00.000Z'],
    [CANADA, '2/3', '2027-02-03T22:00:00.000Z'],
    [FRANCE, '2/3/27', '2027-03-02T16:00:00.000Z'],
    [TOM, '4.1.2027', '2027-01-04T17:00:00.000Z'],
    [DARNELL, '4.1.2027', '2027-01-04T22:00:00.000Z'],
    [DARNELL, '30/12', '2026-12-30T22:00:00.000Z'],
    [TOM, '12/30', '2026-12-30T17:00:00.000Z'],
    [HUNGARY, '2026. 12. 28.', '2026-12-28T16:00:00.000Z'],
    [HUNGARY, '12.28.', '2026-12-28T16:00:00.000Z'],
    [KIM, '2026-12-01', '2026-12-01T16:00:00.000Z'],
    [YUKI, '12月24日', '2026-12-24T08:00:00.000Z'],
    [YUKI, '2026/12/24', '2026-12-24T08:00:00.000Z'],
    [NETHERLANDS, '4-1-2027', '2027-01-04T16:00:00.000Z'],
    [NETHERLANDS, '4-1', '2027-01-04T16:00:00.000Z'],
    [TOM, 'the 15th', '2026-12-15T17:00:00.000Z'],
    [TOM, 'the 31st', '2026-12-31T17:00:00.000Z'],
    [TOM, '31 jan', '2027-01-31T17:00:00.000Z'],
    [BEN, '5. januar', null],
    [BEN, '5. january', '2027-01-05T16:00:00.000Z'],
    [BEN, 'friday 15.30', '2026-11-27T14:30:00.000Z'],
    [TOM, 'friday at 5', '2026-11-27T17:00:00.000Z'],
    [TOM, 'friday at 5:30', '2026-11-27T17:30:00.000Z'],
    [TOM, 'friday 5am', '2026-11-27T05:00:00.000Z'],
    [TOM, 'friday 05:30', '2026-11-27T05:30:00.000Z'],
    [TOM, 'at 11', '2026-11-25T11:00:00.000Z'],
    [BEN, '17h', '2026-11-25T16:00:00.000Z'],
    [FRANCE, '17h30', '2026-11-25T16:30:00.000Z'],
    [FRANCE, 'friday 9h', '2026-11-27T08:00:00.000Z'],
    [BEN, '17 Uhr', '2026-11-25T16:00:00.000Z'],
    [KIM, 'kl 17', '2026-11-25T16:00:00.000Z'],
    [YUKI, '21時', '2026-11-25T12:00:00.000Z'],
    [TOM, 'in 2h', '2026-11-25T12:00:00.000Z'],
    [TOM, 'in 2 business days', '2026-11-27T17:00:00.000Z'],
    [TOM, 'in 3 working days', '2026-11-30T17:00:00.000Z'],
    [SOFIA, 'end of this week', '2026-11-27T16:00:00.000Z'],
    [DARNELL, 'end of this week', '2026-11-27T22:00:00.000Z'],
    [TOM, 'eow', '2026-11-27T17:00:00.000Z'],
    [TOM, 'end of next week', '2026-12-04T17:00:00.000Z'],
    [TOM, 'end of the month', '2026-11-30T17:00:00.000Z'],
    [TOM, 'end of february', '2027-02-28T17:00:00.000Z'],
    [TOM, 'end of next quarter', '2027-03-31T16:00:00.000Z'],
    [TOM, 'start of next quarter', '2027-01-01T17:00:00.000Z'],
    [TOM, 'this month', '2026-11-30T17:00:00.000Z'],
  ])('%o: %s', (who, words, meant) => {
    const read = readWhen(words, who);
    expect(read.kind === 'time' ? read.at.toISOString() : null).toBe(meant);
  });

  test.each([
    ['2027-01-31T10:00:00Z', 'in one month', '2027-02-28T17:00:00.000Z'],
    ['2028-01-31T10:00:00Z', 'in one month', '2028-02-29T17:00:00.000Z'],
    ['2026-11-28T10:00:00Z', 'end of this week', '2026-12-04T17:00:00.000Z'],
  ])('%s: %s', (now, words, meant) =>
    expect(readWhen(words, { ...TOM, now: new Date(now) })).toMatchObject({ at: new Date(meant) }),
  );

  test.each([
    ['Europe/Berlin', '2027-03-26T09:00:00Z', 'sunday 2:30am', '2027-03-28T01:30:00.000Z'],
    ['Europe/London', '2027-03-26T10:00:00Z', 'sunday 1:30am', '2027-03-28T01:30:00.000Z'],
    // Shown twice: the first time.
    ['Europe/Berlin', '2026-10-23T09:00:00Z', 'sunday 2:30am', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-10-30T09:00:00Z', 'sunday 1:30am', '2026-11-01T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-02T00:00:00Z', 'sunday 2:15am', '2026-10-03T15:45:00.000Z'],
  ])('the clocks change: %s %s %s', (zone, now, words, meant) =>
    expect(readWhen(words, { locale: 'en-GB', zone, now: new Date(now) })).toMatchObject({
      at: new Date(meant),
    }),
  );

  test.each([
    ['31.11.', { kind: 'no-such-day', day: { month: 11, year: 2026 } }],
    ['31.11.2026', { kind: 'no-such-day', day: { month: 11, year: 2026 } }],
    ['31 nov', { kind: 'no-such-day', day: { month: 11, year: 2026 } }],
    ['29 feb', { kind: 'no-such-day', day: { month: 2, year: 2027 } }],
    ['next quarter', { kind: 'span', first: '2027-01-01', last: '2027-03-31' }],
    ['next month', { kind: 'span', first: '2026-12-01', last: '2026-12-31' }],
    ['fridya', { kind: 'slip', words: 'friday', at: new Date('2026-11-27T17:00:00Z') }],
    ['tommorow 9am', { kind: 'slip', words: 'tomorrow 9am' }],
    ['Marsh', { kind: 'unread' }],
    ['5', { kind: 'unread' }],
  ])('%s is asked about', (words, read) => expect(readWhen(words, TOM)).toMatchObject(read));
});

describe('a time among words', () => {
  test.each([
    ['send the offer by fridya', 'send the offer', null, 'fridya'],
    ['call them in 2 business days', 'call them', 'in 2 business days', null],
    ['call in one month', 'call', 'in one month', null],
    ['call them by next quarter', 'call them', 'next quarter', null],
    ['pay by 31.11.', 'pay', '31.11.', null],
    ['let them grow by 20 seats', 'let them grow by 20 seats', null, null],
    ['let them grow by 1.5 million', 'let them grow by 1.5 million', null, null],
    ['let them grow by 20%', 'let them grow by 20%', null, null],
    ['call by friday 17h30 about the renewal', 'call about the renewal', 'friday 17h30', null],
  ])('%s', (typed, before, due, unread) => {
    const read = dueWords(typed, TOM, { unmarked: true });
    expect({ ...read, due: read.due ?? read.unread, unread: null }).toEqual({
      before,
      due: due ?? unread,
      unread: null,
    });
  });

  test('of a long text after it nothing is lost', () => {
    const typed = `call by friday Corp ${'and so on '.repeat(300)}END`;
    const { before, due, unread } = dueWords(typed, TOM);
    expect(due).toBeNull();
    expect(unread?.startsWith('friday Corp')).toBe(true);
    expect(`call by ${unread} ${before.replace(/^call /, '')}`).toBe(typed);
  });
});

describe('a day that has been', () => {
  const SATURDAY = '2026-11-28T10:00:00Z';
  const on = (who: typeof TOM) => ({ ...who, now: new Date(SATURDAY) });
  test.each([
    [TOM, 'monday', '2026-11-23', '2026-11-23'],
    [TOM, 'friday', '2026-11-27', '2026-11-27'],
    [TOM, 'saturday', '2026-11-28', '2026-11-28'],
    [TOM, 'january', '2026-01-01', '2026-01-31'],
    [TOM, 'december', '2025-12-01', '2025-12-31'],
    [TOM, '3/4', '2026-04-03', '2026-04-03'],
    [DARNELL, '3/4', '2026-03-04', '2026-03-04'],
    [BEN, 'dec 24', '2025-12-24', '2025-12-24'],
    [TOM, '5.10.2026', '2026-10-05', '2026-10-05'],
    [TOM, '29 nov', '2025-11-29', '2025-11-29'],
    [TOM, 'the 15th', '2026-11-15', '2026-11-15'],
    [TOM, 'the 31st', '2026-10-31', '2026-10-31'],
    [TOM, 'yesterday', '2026-11-27', '2026-11-27'],
    [TOM, '3 days ago', '2026-11-25', '2026-11-25'],
    [TOM, 'last month', '2026-10-01', '2026-10-31'],
    [TOM, 'last quarter', '2026-07-01', '2026-09-30'],
    [TOM, 'last year', '2025-01-01', '2025-12-31'],
    [TOM, 'last week', '2026-11-16', '2026-11-22'],
    [TOM, 'this week', '2026-11-23', '2026-11-29'],
    [DARNELL, 'this week', '2026-11-22', '2026-11-28'],
    [TOM, 'this quarter', '2026-10-01', '2026-12-31'],
    [KIM, '2026-10-01', '2026-10-01', '2026-10-01'],
    [TOM, '1.3.2027', '2027-03-01', '2027-03-01'],
    [TOM, 'tomorrow', '2026-11-29', '2026-11-29'],
  ])('%o: since %s', (who, words, first, last) =>
    expect(readPast(words, on(who))).toEqual({ kind: 'span', first, last }),
  );

  test('the zone decides which day it is', () =>
    expect([
      dayIn(new Date(SATURDAY), 'Pacific/Kiritimati'),
      readPast('today', { ...on(TOM), zone: 'Pacific/Kiritimati' }),
    ]).toMatchObject(['2026-11-29', { first: '2026-11-29' }]));

  test.each([
    ['the renewal on monday', { kind: 'near', words: 'monday', day: '2026-11-23' }],
    ['mondya', { kind: 'near', words: 'monday', day: '2026-11-23' }],
    ['31.11.', { kind: 'no-such-day' }],
    ['the big bang', { kind: 'unread' }],
  ])('%s is asked about', (words, read) => expect(readPast(words, on(TOM))).toMatchObject(read));
});
