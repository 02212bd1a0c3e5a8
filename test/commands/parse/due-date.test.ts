import { describe, expect, test } from 'vitest';
import { dueWords } from '../../../commands/parse/due-date.ts';

const when = { now: new Date('2026-11-17T10:14:00Z'), zone: 'Europe/Berlin', locale: 'en-DE' };

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
