import { minorDigits, unitOf } from '../../money/currencies.ts';
import { type Decimal, markedDecimal, rounded } from '../../money/decimal.ts';
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

/**
 * A cell's amount in the currency's smallest unit, after it was multiplied; rounded once, halves away from zero. `unit`
 * says which unit the cell counts.
 */
export function cellAmount(
  cell: string,
  written: Written,
  { times = '1', unit = 'whole' }: { times?: string; unit?: 'whole' | 'smallest' } = {},
): number {
  const { units, places } = cellDecimal(cell, written);
  const digits = unit === 'smallest' ? 0 : minorDigits(written.currency);
  const amount = rounded({ units: units * BigInt(times), places }, digits);
  if (amount === null)
    throw new BadRow(
      `"${cell.slice(0, 60)}"${times === '1' ? '' : ` × ${times}`} is not an amount that can be kept exactly`,
    );
  return amount;
}
