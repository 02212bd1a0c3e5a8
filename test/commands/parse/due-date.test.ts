import { describe, expect, test } from 'vitest';
import { dueWords } from '../../../commands/parse/due-date.ts';
import { readWhen } from '../../../commands/parse/instant.ts';

const when = { now: new Date('2026-11-17T10:14:00Z'), zone: 'Europe/Berlin', locale: 'en-DE' };
const AFTERNOON = { now: new Date('2026-11-30T14:38:00Z'), zone: 'Europe/Berlin', locale: 'en-DE' };

describe('by when, in what was typed', () => {
  test.each([
    ['send the offer by friday 3pm', 'send the offer', 'friday 3pm'],
    ['send the offer by friday 3pm for sure', 'send the offer', 'friday 3pm'],
    ['call them by friday about the renewal', 'call them about the renewal', 'friday'],
    ['send friday 3pm', 'send', 'friday 3pm'],
    ['call them on friday', 'call them', 'friday'],
    ['call tomorrow', 'call', 'tomorrow'],
  ])('%s', (typed, before, due) =>
    expect(dueWords(typed, when, { unmarked: true })).toEqual({ before, due, unread: null }),
  );

  test.each([
    ['call acme at 4pm', 'call acme', 'at 4pm', '2026-11-30T15:00Z'],
    ['call acme at 16:00', 'call acme', 'at 16:00', '2026-11-30T15:00Z'],
    ['call acme at 17:30', 'call acme', 'at 17:30', '2026-11-30T16:30Z'],
    ['call acme at noon', 'call acme', 'at noon', '2026-12-01T11:00Z'],
    ['call acme around noon', 'call acme', 'around noon', '2026-12-01T11:00Z'],
    ['call acme at 9', 'call acme', 'at 9', '2026-12-01T08:00Z'],
    ['call acme at 3 in the afternoon', 'call acme', 'at 3 in the afternoon', '2026-12-01T14:00Z'],
    ['call acme this afternoon', 'call acme', 'this afternoon', '2026-11-30T16:00Z'],
    ['call acme this evening', 'call acme', 'this evening', '2026-11-30T17:00Z'],
    ['call acme tonight', 'call acme', 'tonight', '2026-11-30T19:00Z'],
    ['call acme in the morning', 'call acme', 'in the morning', '2026-12-01T08:00Z'],
    ['call acme first thing tomorrow', 'call acme', 'first thing tomorrow', '2026-12-01T08:00Z'],
    ['call acme at the end of the week', 'call acme', 'the end of the week', '2026-12-04T16:00Z'],
    ['call acme next tuesday', 'call acme', 'next tuesday', '2026-12-08T16:00Z'],
    ['call acme friday next week', 'call acme', 'friday next week', '2026-12-11T16:00Z'],
    ['call acme 2026-12-24', 'call acme', '2026-12-24', '2026-12-24T16:00Z'],
    ['call acme on 24.12.', 'call acme', '24.12.', '2026-12-24T16:00Z'],
    ['call acme on 24/12', 'call acme', 'on 24/12', '2026-12-24T16:00Z'],
    ['call acme on the 15th', 'call acme', 'on the 15th', '2026-12-15T16:00Z'],
    ['call acme day after tomorrow', 'call acme', 'day after tomorrow', '2026-12-02T16:00Z'],
    ['check acme in 2h', 'check acme', 'in 2h', '2026-11-30T16:38Z'],
    // As a sentence gives them that has its time in the middle.
    ['call acme at 9 by tomorrow', 'call acme', 'tomorrow at 9', '2026-12-01T08:00Z'],
    ['call acme tomorrow by at 9', 'call acme', 'at 9 tomorrow', '2026-12-01T08:00Z'],
    ['call acme by in 30 minutes', 'call acme', 'in 30 minutes', '2026-11-30T15:08Z'],
    ['check acme by in 2 hours', 'check acme', 'in 2 hours', '2026-11-30T16:38Z'],
    ['call acme by at 4pm', 'call acme', 'at 4pm', '2026-11-30T15:00Z'],
    // A part of what is told stays in it.
    ['ask why they close at 5pm', 'ask why they close at 5pm', 'at 5pm', '2026-11-30T16:00Z'],
  ])('at 15:38, %s', (typed, before, due, at) => {
    expect(dueWords(typed, AFTERNOON, { unmarked: true })).toMatchObject({ before, due });
    expect(readWhen(due, AFTERNOON)).toMatchObject({ kind: 'time', at: new Date(at) });
  });

  test.each(['next week', 'sometime next month', 'later', 'soon', 'after lunch', 'before friday'])(
    '%s at the end is asked about, and where nothing asks it stays',
    (vague) => {
      const typed = `call acme ${vague}`;
      const asking = { unmarked: true, vague: true };
      expect(dueWords(typed, when, asking)).toMatchObject({ before: 'call acme', unread: vague });
      expect(dueWords(typed, when, { unmarked: true })).toMatchObject({ before: typed, due: null });
    },
  );

  test.each([
    'keep the price at 9',
    'call every friday',
    'check what they did this week',
    'answer the mail of 3 dec',
    'do it sooner or later',
    'visit room at 12 main street',
  ])('%s: no time to come', (typed) =>
    expect(dueWords(typed, AFTERNOON, { unmarked: true, vague: true })).toMatchObject({
      before: typed,
      due: null,
      unread: null,
    }),
  );

  test.each([
    'last monday',
    'last friday at 9',
    'past friday',
    'monday last week',
    '2 days ago',
    'the day before yesterday',
    'last night',
    'last week',
    'this morning',
    'yesterday',
  ])('by %s is a time that has been', (past) => {
    expect(dueWords(`send it by ${past}`, AFTERNOON)).toMatchObject({ due: past });
    const read = readWhen(past, AFTERNOON);
    expect(read.kind === 'time' && read.at < AFTERNOON.now).toBe(true);
  });

  test.each([
    ['please take over by 31 feb', 'please take over', '31 feb'],
    ['send it by asap', 'send it', 'asap'],
    ['send it by friday 25:00', 'send it', 'friday 25:00'],
    ['send the report by Friday Corp', 'send the report', 'Friday Corp'],
  ])('%s: meant as a time, and none', (typed, before, unread) =>
    expect(dueWords(typed, when)).toEqual({ before, due: null, unread }),
  );

  test.each([
    'do it step by step',
    'settle it by calling them',
    'grow by 20 seats',
    'look at the invoice of friday',
    'ask about the meeting last friday',
    'prepare the slides for friday',
  ])('%s: no time at all', (typed) =>
    expect(dueWords(typed, when, { unmarked: true })).toEqual({
      before: typed,
      due: null,
      unread: null,
    }),
  );

  test('a day at the end is a time only where nothing else is', () =>
    expect(dueWords('signed on friday', when)).toEqual({
      before: 'signed on friday',
      due: null,
      unread: null,
    }));
});
