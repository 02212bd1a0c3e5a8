import { CODES } from '../../money/currencies.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../time/durations.ts';
import { cellAmount } from './amount.ts';
import { arithmetic, factor } from './arithmetic.ts';
import { instantOf } from './dates.ts';
import { BadRow, type Format } from './format.ts';
import { notADate } from './not-a-date.ts';
import { type Columns, condition, MappingFault, type Row, template } from './template.ts';
import type { Value } from './types.ts';
import type { ValueSpec } from './value-spec.ts';

export interface Compiled {
  (row: Row): Value;
  /** Words of the mapping's own that it may give: they are right or wrong whatever the rows hold. */
  constants?: readonly string[];
  /** An odd cell leaves the field empty, and costs no row. */
  isOptional?: boolean;
}

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
  if ('number' in spec) return number(spec, scope);
  if ('maybe' in spec) return Object.assign(compileValue(spec.maybe, scope), { isOptional: true });
  return money(spec, scope);
}

const isConstant = (written: string): boolean => !/[{[]/.test(written);
const constantsIn = (words: readonly string[]): string[] =>
  words
    .filter(isConstant)
    .map((word) => word.trim())
    .filter(Boolean);

function number(spec: Extract<ValueSpec, { number: string }>, scope: Scope): Compiled {
  const read = arithmetic(spec, scope);
  return (row) => read(row) || null;
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
  return Object.assign((row: Row) => read(row) || null, { constants: constantsIn([spec]) });
}

function choice(spec: Extract<ValueSpec, unknown[]>, scope: Scope): Compiled {
  const choices = spec.map(({ when, use }) => ({
    holds: compileWhen(when, scope),
    value: compileValue(use, scope),
  }));
  const constants = choices.flatMap(({ value }) => value.constants ?? []);
  return Object.assign((row: Row) => choices.find(({ holds }) => holds(row))?.value(row) ?? null, {
    constants,
    isOptional: choices.some(({ value }) => value.isOptional),
  });
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
  const words = [...Object.values(to), ...(otherwise === undefined ? [] : [otherwise])];
  const word = (row: Row) => {
    const said = read(row);
    const found = table.get(said) ?? rest;
    if (found) return found(row) || null;
    if (said === '') return null;
    throw new BadRow(
      `"${said.slice(0, 60)}" is not among what the mapping knows (${[...table.keys()].join(', ')})`,
    );
  };
  return Object.assign(word, { constants: constantsIn(words) });
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
  if (plus === undefined) {
    return (row) => {
      const said = read(row);
      return said === '' ? null : { text: said, ...written };
    };
  }
  return (row) => {
    const said = read(row);
    const length = span(row);
    if (said === '' || length === '') return null;
    const at = instantOf(said, written);
    if (!at) throw notADate(said, written.dates);
    if (!Number.isFinite(Number(length)))
      throw new BadRow(`"${length.slice(0, 60)}" is not a number`);
    return new Date(at.getTime() + Number(length) * (UNITS[unit] ?? 0));
  };
}

function money(
  { money: source, currency, times, by, unit }: Extract<ValueSpec, { money: string }>,
  scope: Scope,
): Compiled {
  const { columns, format } = scope;
  const read = template(source, columns);
  const [readTimes, readBy] = [factor(times, scope), by === undefined ? null : factor(by, scope)];
  if (by !== undefined && /^0+(?:\.0+)?$/.test(by))
    throw new MappingFault(`"by: ${by}" divides by nothing`);
  const isColumn = currency?.includes('{') ?? false;
  const named = template(currency ?? format.currency, columns);
  return (row) => {
    const said = read(row);
    const multiplier = readTimes(row);
    const divisor = readBy?.(row);
    if (said === '' || !multiplier || divisor === null) return null;
    const written = { ...format, currency: isColumn ? currencyIn(named(row)) : named(row) };
    const amount = cellAmount(said, written, {
      times: multiplier,
      ...(divisor && { by: divisor }),
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
