import type { Money } from '../customer/customer.ts';
import { minorDigits } from '../money/currencies.ts';
import { rounded, textDecimal } from '../money/decimal.ts';

/** An amount that a system writes as `1234.5`, with a point and without grouping; null where it is none. */
export function moneyOf(
  value: string | null | undefined,
  currency: string | null | undefined,
): Money | null {
  if (!value || !currency || !/^-?\d{1,15}(?:\.\d{1,20})?$/.test(value)) return null;
  const code = currency.toUpperCase();
  const amount = rounded(textDecimal(value), minorDigits(code));
  return amount === null ? null : { amount, currency: code };
}
