import { addDays, addMonths, type Day, daysBetween } from '../time/day.ts';
import type { ListKind } from './list.ts';

/** A span of the calendar, as days from the asker's day: ahead for renewals, back for what is new. */
export interface ListSpan {
  after: number;
  days: number;
  /** As it is typed, so that a list that is kept means the span of its reader's day. */
  span: string;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const SPAN = /\b(this|next|last) (month|quarter|year)\b/i;
const MONTH =
  /\bin (jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b/i;
const LENGTH = { month: 1, quarter: 3, year: 12 } as const;

/** The words of a span in a text: `next quarter`, `in december`. Null where there are none. */
export const spanWords = (text: string): string | null =>
  (SPAN.exec(text) ?? MONTH.exec(text))?.[0] ?? null;

/** Null where the list cannot look there: a renewal in the past, a new customer in the future. */
export function readSpan(words: string, kind: ListKind, today: Day): ListSpan | null {
  const isBack = kind === 'new';
  const range = rangeOf(words, isBack, today);
  if (!range) return null;
  const [first, last] = range;
  const [near, far] = isBack
    ? [daysBetween(last, today), daysBetween(first, today)]
    : [daysBetween(today, first), daysBetween(today, last)];
  return far < 0 ? null : { after: Math.max(0, near), days: far, span: words.toLowerCase() };
}

function rangeOf(words: string, isBack: boolean, today: Day): readonly [Day, Day] | null {
  const [, which, unit] = SPAN.exec(words) ?? [];
  if (which && unit) {
    const length = LENGTH[unit.toLowerCase() as keyof typeof LENGTH];
    const month = Number(today.slice(5, 7)) - 1;
    const begin = addMonths(`${today.slice(0, 7)}-01`, -(month % length));
    const steps = { this: 0, next: length, last: -length }[which.toLowerCase()] ?? 0;
    return span(addMonths(begin, steps), length);
  }
  const named = MONTHS.indexOf((MONTH.exec(words)?.[1] ?? '').slice(0, 3).toLowerCase());
  if (named < 0) return null;
  // The next one of that name, or of what is new the last one; this month is either.
  const away = (named - (Number(today.slice(5, 7)) - 1) + 12) % 12;
  return span(addMonths(`${today.slice(0, 7)}-01`, isBack && away > 0 ? away - 12 : away), 1);
}

const span = (first: Day, months: number): readonly [Day, Day] => [
  first,
  addDays(addMonths(first, months), -1),
];
