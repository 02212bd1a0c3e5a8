import type { Money } from '../../customer/customer.ts';
import { visibleText } from '../../matching/visible.ts';
import { clip } from '../../text/cut.ts';
import { LONGEST } from '../../text/limits.ts';
import { dayIn } from '../../time/day.ts';
import { RECORD_KINDS, type RecordKind } from '../../timeline/entry.ts';
import { cellAmount, cellDecimal } from './amount.ts';
import { dayOf, instantOf, momentOf } from './dates.ts';
import { BadRow, type Format } from './format.ts';
import { notADate } from './not-a-date.ts';

/** A date as text, with the format and the zone that the mapping names for it alone. */
export interface DateText {
  text: string;
  dates: string;
  zone: string;
}

/** A mapped value of one row: text, or something already read. Null where there is nothing. */
export type Value = string | Date | Money | DateText | null;

/** Reads a value as what a field is; throws BadRow where it is not. */
export interface FieldType<T> {
  read(value: NonNullable<Value>, format: Format): T;
  /** Stands in where a record is built only to see which fields it has. */
  example: T;
}

const asText = (value: NonNullable<Value>): string => {
  if (typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  return 'dates' in value ? instantIn(value).toISOString() : String(value.amount);
};

function instantIn({ text: written, ...format }: DateText): Date {
  const at = instantOf(written, format);
  if (!at) throw notADate(written, format.dates);
  return at;
}

/** Reads a date by its own format, or by the file's. Throws BadRow. */
function readDate<T extends string | Date>(
  value: Exclude<NonNullable<Value>, Date>,
  format: Format,
  read: (text: string, written: { dates: string; zone: string }) => T | null,
): T {
  const own = typeof value === 'object' && 'dates' in value ? value : null;
  const said = own ? own.text : asText(value);
  const found = read(said, own ?? format);
  if (found === null) throw notADate(said, (own ?? format).dates);
  return found;
}

export const text: FieldType<string> = { example: '', read: asText };

/** A name as people see it, without signs that nobody sees, whole or not at all. */
export const visibleName: FieldType<string> = {
  example: '',
  read: (value) => {
    const seen = visibleText(asText(value));
    if (seen === '') throw new BadRow('is empty: it holds nothing that can be seen');
    if (seen.length <= LONGEST.customer) return seen;
    throw new BadRow(
      `"${clip(seen, 60)}" is ${seen.length} characters long; a name has at most ${LONGEST.customer}`,
    );
  },
};

export const day: FieldType<string> = {
  example: '2000-01-01',
  read: (value, format) =>
    value instanceof Date ? dayIn(value, format.zone) : readDate(value, format, dayOf),
};

export const instant: FieldType<Date> = {
  example: new Date(0),
  read: (value, format) => (value instanceof Date ? value : readDate(value, format, instantOf)),
};

/** When something happened; a day without an hour is the same day for every reader. */
export const moment: FieldType<Date> = {
  example: new Date(0),
  read: (value, format) => (value instanceof Date ? value : readDate(value, format, momentOf)),
};

export const number: FieldType<number> = {
  example: 0,
  read: (value, format) => decimalOf(asText(value), format),
};

export const integer: FieldType<number> = {
  example: 0,
  read: (value, format) => {
    const read = decimalOf(asText(value), format);
    return Number.isSafeInteger(read) ? read : bad(value, 'a whole number');
  },
};

const YES = new Set(['true', 't', 'yes', 'y', '1', 'on']);
const NO = new Set(['false', 'f', 'no', 'n', '0', 'off']);

export const boolean: FieldType<boolean> = {
  example: false,
  read: (value) => {
    const folded = asText(value).toLowerCase();
    if (YES.has(folded)) return true;
    return NO.has(folded) ? false : bad(value, 'true or false');
  },
};

export const money: FieldType<Money> = {
  example: { amount: 0, currency: 'EUR' },
  read: (value, format) => {
    if (typeof value !== 'string') return 'amount' in value ? value : bad(value, 'an amount');
    return { amount: cellAmount(value, format), currency: format.currency };
  },
};

export function oneOf<const Word extends string>(
  words: readonly [Word, ...Word[]],
): FieldType<Word> {
  return {
    example: words[0],
    read: (value) => {
      const said = asText(value).toLowerCase();
      return words.find((word) => word === said) ?? bad(value, `one of ${words.join(', ')}`);
    },
  };
}

/** `ticket 4711`: which record is behind an entry. */
export const recordPointer: FieldType<{ kind: RecordKind; id: string }> = {
  example: { kind: 'deal', id: '1' },
  read: (value) => {
    const said = asText(value);
    const at = said.indexOf(' ');
    const kind = RECORD_KINDS.find((one) => one === said.slice(0, at));
    return kind && said.length > at + 1
      ? { kind, id: said.slice(at + 1) }
      : bad(value, `a kind of record (${RECORD_KINDS.join(', ')}) and its id`);
  },
};

/** `acme.com, acme.de` */
export const list: FieldType<string[]> = {
  example: [],
  read: (value) =>
    asText(value)
      .split(/[\s,;]+/)
      .filter((one) => one !== ''),
};

/** `c-1; c-2`, or a list of a tool's: names or ids, which may have blanks in them. */
export const names: FieldType<string[]> = {
  example: [],
  read: (value) =>
    asText(value)
      .split(/[;,]/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
};

/** A number that is no amount has no currency either. */
function decimalOf(value: string, format: Format): number {
  const { units, places } = cellDecimal(value, format);
  return Number(`${units}e-${places}`);
}

function bad(value: NonNullable<Value>, wanted: string): never {
  throw new BadRow(`"${asText(value).slice(0, 60)}" is not ${wanted}`);
}
