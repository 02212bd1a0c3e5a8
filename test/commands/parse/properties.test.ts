import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueAfterBy, dueWords } from '../../../commands/parse/due-date.ts';
import { withLineBreaks } from '../../../commands/parse/lines.ts';
import { readPast } from '../../../commands/parse/past-day.ts';
import { customerListWords } from '../../../crm/customer/list-words.ts';
import { withoutAmountsIn } from '../../../crm/policy/amounts.ts';
import { dayIn } from '../../../crm/time/day.ts';

const NOW = new Date('2026-11-25T10:14:00Z');
const READER = { now: NOW, zone: 'Europe/Berlin', locale: 'en-GB' };
/** Letters of two units, joined emoji, and words that begin a time. */
const piece = fc.constantFrom(
  '🚀',
  '👩‍👩‍👧',
  '𠮷野',
  'a',
  ' ',
  '\n',
  ' by ',
  'friday',
  '31 feb',
  'é',
  '!',
);
const typed = fc.array(piece, { minLength: 1, maxLength: 120 }).map((pieces) => pieces.join(''));
const RUNS = { numRuns: 300 };

test('no typed text is cut inside a letter, and none of it is lost', () => {
  fc.assert(
    fc.property(typed, (text) => {
      for (const read of [dueWords(text, READER, { unmarked: true }), dueAfterBy(text, READER)])
        for (const part of [read.before, read.due, read.unread])
          expect(part === null || part.isWellFormed(), JSON.stringify([text, part])).toBe(true);
      const line = text.replace(/\s+/g, ' ').trim();
      const lines = withLineBreaks(line, text);
      expect(lines.isWellFormed()).toBe(true);
      expect(lines.replace(/\s+/g, '')).toBe(line.replace(/\s+/g, ''));
    }),
    RUNS,
  );
});

test('a time that is too long to be one keeps its letters whole', () => {
  for (let before = 0; before < 4; before += 1) {
    const said = `call by friday${'x'.repeat(before)}${'🚀'.repeat(60)}`;
    const read = dueAfterBy(said, READER);
    for (const part of [read.before, read.due, read.unread])
      expect(part === null || part.isWellFormed(), JSON.stringify(read)).toBe(true);
  }
});

const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const MONTHS =
  'january february march april may june july august september october november december'.split(
    ' ',
  );
const past = fc.oneof(
  fc.constantFrom(...WEEKDAYS, ...MONTHS),
  fc.tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom(...MONTHS)).map((all) => all.join(' ')),
  fc
    .tuple(fc.constantFrom('last', 'this'), fc.constantFrom('week', 'month', 'quarter', 'year'))
    .map((all) => all.join(' ')),
);
const instants = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2031-12-31T00:00:00Z'),
  noInvalidDate: true,
});

test('no since without a year lies ahead, on any day', () => {
  fc.assert(
    fc.property(
      past,
      instants,
      fc.constantFrom('en-GB', 'en-US', 'de-DE'),
      (words, now, locale) => {
        const read = readPast(words, { now, zone: 'Europe/Berlin', locale });
        const today = dayIn(now, 'Europe/Berlin');
        expect(read.kind).toBe('span');
        if (read.kind === 'span') expect(read.first <= today, `${words} on ${today}`).toBe(true);
      },
    ),
    RUNS,
  );
});

test('a span of a list ends where it begins, or later, and not in the past', () => {
  const span = fc.oneof(
    fc.constantFrom(...MONTHS).map((month) => `in ${month}`),
    fc
      .tuple(fc.constantFrom('this', 'next', 'last'), fc.constantFrom('month', 'quarter', 'year'))
      .map((all) => all.join(' ')),
  );
  fc.assert(
    fc.property(span, fc.constantFrom('renewing', 'new'), instants, (words, kind, now) => {
      const list = customerListWords(`${kind} ${words}`, dayIn(now, 'UTC'));
      if (list) expect(list.after).toBeLessThanOrEqual(list.days);
    }),
    RUNS,
  );
});

test('no amount is left in a text for those who see none, however it is written', () => {
  const money = fc
    .tuple(
      fc.integer({ min: 1000, max: 9_999_999 }),
      fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'de-CH'),
      fc.constantFrom('EUR', 'USD', 'GBP', 'JPY', 'INR', 'PLN'),
      fc.constantFrom('symbol', 'code'),
    )
    .map(([amount, locale, currency, currencyDisplay]) =>
      new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        currencyDisplay,
        maximumFractionDigits: 0,
      }).format(amount),
    );
  fc.assert(
    fc.property(money, (amount) => {
      const left = withoutAmountsIn(`They renewed for ${amount} a year, signed on Friday`);
      expect(left, amount).not.toMatch(/\d/);
      expect(left).toContain('signed on Friday');
    }),
    RUNS,
  );
});
