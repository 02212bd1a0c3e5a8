import type { Money } from '../../customer/customer.ts';
import { minorDigits } from '../../money/currencies.ts';
import { rounded, textDecimal } from '../../money/decimal.ts';
import type { Day } from '../../time/day.ts';
import { hasPrefix } from './objects.ts';

/** A record's fields by name, as text, whether it came as JSON or as CSV. Without a value a field is null. */
export type Row = Readonly<Record<string, string | null>>;

/** `UserRole: { Name }` becomes `UserRole.Name`. */
export function rowOfJson(record: Readonly<Record<string, unknown>>): Row {
  const cells = Object.entries(record).flatMap(([name, value]): [string, string | null][] => {
    if (name === 'attributes') return [];
    if (value === null || value === undefined || value === '') return [[name, null]];
    if (typeof value !== 'object') return [[name, String(value)]];
    const inner = rowOfJson(Object.fromEntries(Object.entries(value)));
    return Object.entries(inner).map(([part, text]) => [`${name}.${part}`, text]);
  });
  return Object.fromEntries(cells);
}

export const isTrue = (value: string | null | undefined): boolean => value === 'true';

/** `2026-11-24T09:00:00.000+0000`, as Salesforce writes an instant, or with a `Z`. */
export function instantOf(value: string | null | undefined): Date | null {
  if (!value) return null;
  const at = new Date(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at.getTime()) ? null : at;
}

/** `2026-11-24`, alone or at the beginning of an instant. */
export const dayOfField = (value: string | null | undefined): Day | null =>
  /^\d{4}-\d{2}-\d{2}/.exec(value ?? '')?.[0] ?? null;

export function moneyOfField(
  value: string | null | undefined,
  currency: string | null | undefined,
): Money | null {
  if (!value || !currency || !/^-?\d{1,15}(?:\.\d{1,20})?$/.test(value)) return null;
  const amount = rounded(textDecimal(value), minorDigits(currency));
  return amount === null ? null : { amount, currency };
}

/** The user who owns it; a queue is nobody. */
export const ownerOfRow = (row: Row): string | null => {
  const owner = row['OwnerId'] ?? null;
  return hasPrefix(owner, 'user') ? owner : null;
};
