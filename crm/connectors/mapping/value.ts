import { CODES } from '../../money/currencies.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../time/durations.ts';
import { cellAmount, cellDecimal } from './amount.ts';
import { instantOf } from './dates.ts';
import { BadRow, type Format } from './format.ts';
import type { ValueSpec } from './mapping.ts';
import { type Columns, condition, MappingFault, type Row, template } from './template.ts';
import type { Value } from './types.ts';

export type Compiled = (row: Row) => Value;

/** Everything that reading a value needs to know of its file. */
export interface Scope {
  columns: Columns;
  format: Format;
}

/** Compiles what the mapping says of one field. Throws MappingFault where it cannot work for any row. */
export function compileValue(spec: ValueSpec, scope: Scope): Compiled {
  if (typeof spec === 'string') return textOf(spec, scope);
  if (Array.isArray(spec)) return choice(spec, scope);
  if ('map' in spec) return mapped(spec, scope);
  if ('date' in spec) return date(spec, scope);
  return money(spec, scope);
}

export function compileWhen(
  when: string | string[] | undefined,
  { columns }: Scope,
): (row: Row) => boolean {
  if (when === undefined) return () => true;
  const conditions = (typeof when === 'string' ? [when] : when).map((one) =>
    condition(one, columns),
  );
  return (row) => conditions.every((holds) => holds(row));
}

function textOf(spec: string, { columns }: Scope): Compiled {
  const read = template(spec, columns);
  return (row) => read(row) || null;
}

function choice(spec: Extract<ValueSpec, unknown[]>, scope: Scope): Compiled {
  const choices = spec.map(({ when, use }) => ({
    holds: compileWhen(when, scope),
    value: compileValue(use, scope),
  }));
  return (row) => choices.find(({ holds }) => holds(row))?.value(row) ?? null;
}

function mapped(
  { map, to, else: otherwise }: Extract<ValueSpec, { map: string }>,
  { columns }: Scope,
): Compiled {
  const read = template(map, columns);
  const table = new Map(
    Object.entries(to).map(([from, value]) => [from, template(value, columns)]),
  );
  const rest = otherwise === undefined ? null : template(otherwise, columns);
  return (row) => {
    const said = read(row);
    const found = table.get(said) ?? rest;
    if (found) return found(row) || null;
    if (said === '') return null;
    throw new BadRow(
      `"${said.slice(0, 60)}" is not among what the mapping knows (${[...table.keys()].join(', ')})`,
    );
  };
}

const UNITS: Readonly<Record<string, number>> = {
  second: SECOND,
  minute: MINUTE,
  hour: HOUR,
  day: DAY,
};

function date(
  { date: source, dates, zone, plus }: Extract<ValueSpec, { date: string }>,
  { columns, format }: Scope,
): Compiled {
  const read = template(source, columns);
  const [, amount = '', unit = ''] =
    plus === undefined ? [] : (/^(.+) (second|minute|hour|day)s?$/.exec(plus) ?? []);
  if (plus !== undefined && unit === '')
    throw new MappingFault(`"${plus}" is no span of time; write for instance "{wait} minutes"`);
  const span = template(amount, columns);
  const written = { dates: dates ?? format.dates, zone: zone ?? format.zone };
  return (row) => {
    const said = read(row);
    const length = plus === undefined ? '0' : span(row);
    if (said === '' || length === '') return null;
    const at = instantOf(said, written);
    if (!at) throw new BadRow(`"${said.slice(0, 60)}" is not a date written ${written.dates}`);
    if (!Number.isFinite(Number(length)))
      throw new BadRow(`"${length.slice(0, 60)}" is not a number`);
    return new Date(at.getTime() + Number(length) * (UNITS[unit] ?? 0));
  };
}

function money(
  { money: source, currency, times = '1', by = '1', unit }: Extract<ValueSpec, { money: string }>,
  { columns, format }: Scope,
): Compiled {
  const read = template(source, columns);
  const readTimes = template(times, columns);
  const isColumn = currency?.includes('{') ?? false;
  const named = template(currency ?? format.currency, columns);
  return (row) => {
    const said = read(row);
    const factor = readTimes(row);
    if (said === '' || factor === '') return null;
    const written = { ...format, currency: isColumn ? currencyIn(named(row)) : named(row) };
    const amount = cellAmount(said, written, {
      times: cellDecimal(factor, format),
      by: BigInt(by),
      ...(unit && { unit }),
    });
    return { amount, currency: written.currency };
  };
}

function currencyIn(text: string): string {
  const code = text.toUpperCase();
  if (CODES.has(code)) return code;
  throw new BadRow(`"${text.slice(0, 60)}" is not a currency, such as EUR`);
}
