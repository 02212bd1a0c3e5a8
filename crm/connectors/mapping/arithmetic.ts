import { type Decimal, decimalText, plus, rounded, textDecimal } from '../../money/decimal.ts';
import { cellDecimal } from './amount.ts';
import { BadRow } from './format.ts';
import { MappingFault, type Row, type Template, template } from './template.ts';
import type { Scope } from './value.ts';
import type { ValueSpec } from './value-spec.ts';

/** How many decimal places a division keeps where it does not come out even. */
const QUOTIENT_PLACES = 20;

const ONE: Decimal = { units: 1n, places: 0 };

export const product = (one: Decimal, other: Decimal): Decimal => ({
  units: one.units * other.units,
  places: one.places + other.places,
});

/** Exactly, or to 20 decimal places. Throws BadRow where it is divided by nothing. */
export function quotient(one: Decimal, other: Decimal): Decimal {
  if (other.units === 0n) throw new BadRow('it cannot be divided by 0');
  const places = Math.max(0, one.places - other.places) + QUOTIENT_PLACES;
  const above = one.units * 10n ** BigInt(places + other.places);
  const below = other.units * 10n ** BigInt(one.places);
  const twice = (2n * (above < 0n ? -above : above)) / (below < 0n ? -below : below);
  const size = (twice + 1n) / 2n;
  return { units: above < 0n === below < 0n ? size : -size, places };
}

const negated = ({ units, places }: Decimal): Decimal => ({ units: -units, places });

/** Reads a factor: a number of the mapping's own, with a decimal point, or columns. Null where its column is empty. */
export function factor(
  written: string | undefined,
  { columns, format }: Scope,
): (row: Row) => Decimal | null {
  if (written === undefined) return () => ONE;
  if (!written.includes('{')) {
    if (!/^\d+(?:\.\d+)?$/.test(written))
      throw new MappingFault(`"${written}" is no number; write for instance 0.01, or "{column}"`);
    const number = textDecimal(written);
    return () => number;
  }
  const read = template(written, columns);
  return (row) => {
    const cell = read(row);
    return cell === '' ? null : cellDecimal(cell, format);
  };
}

/**
 * Compiles `{ number, times, by, plus, minus, places }`: the number times one, divided by another, with a third added
 * and a fourth taken off; written as the file writes numbers. Empty where one of its columns is.
 */
export function arithmetic(spec: Extract<ValueSpec, { number: string }>, scope: Scope): Template {
  const { number, times, by, places } = spec;
  if (by !== undefined && /^0+(?:\.0+)?$/.test(by))
    throw new MappingFault(`"by: ${by}" divides by nothing`);
  const read = factor(number, scope);
  const parts = {
    times: factor(times, scope),
    by: factor(by, scope),
    plus: spec.plus === undefined ? null : factor(spec.plus, scope),
    minus: spec.minus === undefined ? null : factor(spec.minus, scope),
  };
  const write = writer(places, scope.format.decimal);
  return (row) => {
    const first = read(row);
    const [multiplier, divisor] = [parts.times(row), parts.by(row)];
    const added = parts.plus ? parts.plus(row) : ZERO;
    const taken = parts.minus ? parts.minus(row) : ZERO;
    if (!first || !multiplier || !divisor || !added || !taken) return '';
    const many = product(first, multiplier);
    const share = divisor === ONE ? many : quotient(many, divisor);
    return write(plus(plus(share, added), negated(taken)));
  };
}

const ZERO: Decimal = { units: 0n, places: 0 };

function writer(places: string | undefined, decimal: '.' | ','): (number: Decimal) => string {
  return (number) => {
    const kept = places === undefined ? number : shortened(number, Number(places));
    const text = decimalText(kept);
    return decimal === ',' ? text.replace('.', ',') : text;
  };
}

/** Rounded once, halves away from zero. */
function shortened(number: Decimal, places: number): Decimal {
  const units = rounded(number, places);
  if (units === null)
    throw new BadRow(`${decimalText(number).slice(0, 60)} is too large to be kept exactly`);
  return { units: BigInt(units), places };
}
