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
  by?: Decimal;
}

const ONCE: Decimal = { units: 1n, places: 0 };

/** A cell's amount in the currency's smallest unit; rounded once, at the end, halves away from zero. */
export function cellAmount(
  cell: string,
  written: Written,
  { unit = 'whole', times = ONCE, by = ONCE }: Reckoning = {},
): number {
  const { units, places } = cellDecimal(cell, written);
  const digits = unit === 'smallest' ? 0 : minorDigits(written.currency);
  const product = { units: units * times.units, places: places + times.places };
  const amount = by === ONCE ? rounded(product, digits) : quotient(product, by, digits);
  if (amount === null)
    throw new BadRow(
      `"${cell.slice(0, 60)}"${decimalText(times) === '1' ? '' : ` × ${decimalText(times)}`} is not an amount that can be kept exactly`,
    );
  return amount;
}

function quotient(product: Decimal, by: Decimal, digits: number): number | null {
  if (by.units === 0n) throw new BadRow('the amount cannot be divided by 0');
  const size = (units: bigint) => (units < 0n ? -units : units);
  const above = size(product.units) * 10n ** BigInt(digits + by.places);
  const below = size(by.units) * 10n ** BigInt(product.places);
  const whole = (2n * above + below) / (2n * below);
  const isNegative = product.units < 0n !== by.units < 0n;
  return rounded({ units: isNegative ? -whole : whole, places: 0 }, 0);
}
