import { minorDigits, unitOf } from '../../money/currencies.ts';
import { type Decimal, decimalText, markedDecimal, rounded } from '../../money/decimal.ts';
import { BadRow, type Format } from './format.ts';

const MARKS = { '.': ' with a decimal point', ',': ' with a decimal comma' } as const;

/** No amount is written with more characters, however it is grouped. */
const LONGEST_CELL = 100;

type Written = Pick<Format, 'decimal' | 'currency'>;

/** A cell's number, exactly: with the file's own decimal mark, groups of three, and a minus in front, behind or as brackets. */
export function cellDecimal(cell: string, { decimal, currency }: Written): Decimal {
  const bare = cell.trim();
  const [, inside] = /^\((.*)\)$/s.exec(bare) ?? [];
  const [, lead = '', mark = '', minus = '', digits = '', unit = '', trail = ''] =
    (bare.length <= LONGEST_CELL ? PARTS.exec(inside ?? bare) : null) ?? [];
  const signs = [lead, minus, trail].filter((sign) => sign !== '');
  const number = markedDecimal(digits, decimal);
  if (!number || signs.length > 1 || (inside !== undefined && signs.length > 0))
    throw new BadRow(
      `"${cell.slice(0, 60)}" is not a number${/\p{Nd}/u.test(cell) ? MARKS[decimal] : ''}`,
    );
  for (const written of [mark, unit])
    if (written !== '' && !unitOf(written)?.currencies.includes(currency))
      throw new BadRow(`"${cell.slice(0, 60)}" is not in ${currency}, as the mapping says`);
  const isNegative = inside !== undefined || /[-−]/.test(signs.join(''));
  return isNegative ? { ...number, units: -number.units } : number;
}

const SIGN = '[-−+]?';
const MARK = String.raw`(?:[\p{L}\p{Sc}][\p{L}\p{Sc}.]*)?`;
const PARTS = new RegExp(
  String.raw`^(${SIGN})\s*(${MARK})\s*(${SIGN})\s*(\p{Nd}[^\p{L}\p{Sc}%+−-]*|[.,]\p{Nd}+)\s*(${MARK})\s*(${SIGN})$`,
  'u',
);

/** How an amount comes of a cell: its unit, and a number by which it is multiplied or divided. */
export interface Reckoning {
  unit?: 'whole' | 'smallest';
  times?: Decimal;
  by?: bigint;
}

const ONCE: Decimal = { units: 1n, places: 0 };

/** A cell's amount in the currency's smallest unit; rounded once, at the end, halves away from zero. */
export function cellAmount(
  cell: string,
  written: Written,
  { unit = 'whole', times = ONCE, by = 1n }: Reckoning = {},
): number {
  const { units, places } = cellDecimal(cell, written);
  const digits = unit === 'smallest' ? 0 : minorDigits(written.currency);
  const product = { units: units * times.units, places: places + times.places };
  const amount = by === 1n ? rounded(product, digits) : quotient(product, by, digits);
  if (amount === null)
    throw new BadRow(
      `"${cell.slice(0, 60)}"${decimalText(times) === '1' ? '' : ` × ${decimalText(times)}`} is not an amount that can be kept exactly`,
    );
  return amount;
}

function quotient({ units, places }: Decimal, by: bigint, digits: number): number | null {
  const above = (units < 0n ? -units : units) * 10n ** BigInt(digits);
  const below = by * 10n ** BigInt(places);
  const whole = (2n * above + below) / (2n * below);
  return rounded({ units: units < 0n ? -whole : whole, places: 0 }, 0);
}
