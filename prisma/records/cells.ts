import { createHash } from 'node:crypto';
import type { Money } from '../../crm/customer/customer.ts';
import { headOf } from '../../crm/text/cut.ts';

export type Cell = string | number | boolean | null;

/** Text that PostgreSQL takes: no NUL, no half of a surrogate pair, no more than `most` characters, the last one whole. */
export function text(value: string, most = 500): string {
  const whole = headOf(value, most);
  return (whole.includes('\0') ? whole.replaceAll('\0', '') : whole).toWellFormed();
}

export const maybeText = (value: string | null, most?: number): string | null =>
  value === null ? null : text(value, most);

/** An external id. One that is too long keeps its head and a hash, so that two of them stay two. */
export function key(value: string): string {
  return value.length <= 200 ? text(value, 200) : `${text(value, 160)}~${hash(value)}`;
}

export const maybeKey = (value: string | null): string | null =>
  value === null ? null : key(value);

export const hash = (value: string): string =>
  createHash('sha256').update(value).digest('base64url').replace(/[-_]/g, 'x').slice(0, 20);

/** Our id of what a source calls so, made from its key: whoever sees it first makes the same one. */
export const idOf = (source: string, externalId: string): string =>
  hash(`${source}\u0001${externalId}`);

export const instant = (value: Date): string => value.toISOString();
export const maybeInstant = (value: Date | null): string | null =>
  value && !Number.isNaN(value.getTime()) ? value.toISOString() : null;

const INT4 = 2 ** 31 - 1;
export const int4 = (value: number | null): number | null =>
  value === null || !Number.isFinite(value)
    ? null
    : Math.max(-INT4, Math.min(INT4, Math.round(value)));

/** Minor units; an amount beyond what a double counts exactly is none. */
export const amount = (money: Money | null): number | null =>
  money && Number.isSafeInteger(Math.round(money.amount)) ? Math.round(money.amount) : null;
export const currency = (money: Money | null): string | null =>
  amount(money) === null || !money ? null : text(money.currency, 3).padEnd(3, 'X');

const SPECIAL = /[\\\t\n\r]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

/** One line of COPY's text format. */
export function copyLine(cells: readonly Cell[]): string {
  let line = '';
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at];
    if (at > 0) line += '\t';
    if (cell === null || cell === undefined) line += '\\N';
    else if (typeof cell !== 'string') line += cell;
    else
      line += SPECIAL.test(cell)
        ? cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
        : cell;
  }
  return `${line}\n`;
}

/** A PostgreSQL array as text. */
export const arrayOf = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
