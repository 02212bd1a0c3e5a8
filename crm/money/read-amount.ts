import type { Money } from '../customer/customer.ts';
import { currencyOf, minorDigits } from './currencies.ts';
import { asciiDigits, markedDecimal, rounded, timesTen, typedDecimal } from './decimal.ts';
import { type WrittenAmount, writtenAmounts } from './written-amounts.ts';

/** A number after which a point may group or not: `1.234`. */
const THREE_DIGITS = /^\d{1,3}[.,]\d{3}$/;

/** The worth of an amount in minor units; null where its number or its currency can be read in several ways, or in none. */
export function worthOf(
  { digits, unit, power, sign }: WrittenAmount,
  { country, otherwise = null }: { country: string | null; otherwise?: string | null },
): Money | null {
  const currency = unit ? currencyOf(unit, country) : otherwise;
  if (!currency || digits === null || power === null || sign === 'uncertain') return null;
  const places = minorDigits(currency);
  const inThousandths = places === 3 && power === 0 && THREE_DIGITS.test(asciiDigits(digits));
  const number = inThousandths ? markedDecimal(digits, '.') : typedDecimal(digits);
  const mayGroup = power > 0 && THREE_DIGITS.test(asciiDigits(digits));
  if (!number || mayGroup) return null;
  const amount = rounded(timesTen(number, power), places);
  if (amount === null || amount === 0) return null;
  return { amount: sign === 'minus' ? -amount : amount, currency };
}

/** Reads a field for an amount; null where the text is none. Brackets and a minus at either end make it negative. */
export function amountOf(
  typed: string,
  currency: string,
  country: string | null = null,
): Money | null {
  const text = typed.trim();
  const [, bracketed] = /^\((.*)\)$/s.exec(text) ?? [];
  const [, before = bracketed] = /^(.*\d)\s?[-−]$/s.exec(text) ?? [];
  const [amount] = writtenAmounts(before ?? text);
  if (!amount || amount.start > 0 || amount.end < (before ?? text).length) return null;
  return worthOf(
    { ...amount, sign: before === undefined ? amount.sign : 'minus' },
    { country, otherwise: currency },
  );
}
