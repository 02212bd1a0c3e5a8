import { addDays, addMonths, type Day } from '../../../crm/time/day.ts';
import { type DateReader, written } from './dates.ts';
import { addWorkingDays } from './spans.ts';

const NUMBERS = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];
const IN = new RegExp(
  String.raw`\b(?:in|within)\s+(?:the\s+next\s+)?(an?|${NUMBERS.join('|')}|\d{1,3})\s+((?:business|working)\s+day|day|week|fortnight|month|quarter|year)s?\b`,
  'gi',
);

/** Writes `in one month`, `in 2 business days` as days: the last one of a month that is shorter. */
export const writeLengths = (
  words: string,
  { today, direction, holidays }: DateReader & { holidays: readonly Day[] },
): string =>
  direction === 'behind'
    ? words
    : words.replace(IN, (_, number: string, unit: string) =>
        written(later(today, countOf(number.toLowerCase()), unit.toLowerCase(), holidays)),
      );

const countOf = (said: string): number =>
  /^an?$/.test(said) ? 1 : NUMBERS.indexOf(said) + 1 || Number(said);

function later(from: Day, count: number, unit: string, holidays: readonly Day[]): Day {
  switch (unit) {
    case 'day':
      return addDays(from, count);
    case 'week':
      return addDays(from, 7 * count);
    case 'fortnight':
      return addDays(from, 14 * count);
    case 'month':
      return addMonths(from, count);
    case 'quarter':
      return addMonths(from, 3 * count);
    case 'year':
      return addMonths(from, 12 * count);
    default:
      return addWorkingDays(from, count, holidays);
  }
}
