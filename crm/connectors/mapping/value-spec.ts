import { z } from 'zod';
import { isZone } from '../../time/zone.ts';
import { isDateFormat } from './dates.ts';

/** How a field's value comes about, as people write it in a mapping. */

export const Words = z.string().min(1, 'is empty').max(2000);
export const Condition = z.union(
  [Words, z.array(Words).min(1)],
  'write a condition such as "{status} = Won", or a list of them',
);

export const Dates = z
  .string()
  .refine(isDateFormat, 'write iso, unix, or a pattern such as m/d/yyyy or dd.mm.yyyy hh:mm');
export const Zone = z.string().refine(isZone, 'write a time zone such as UTC or Europe/Berlin');
export const Currency = z.string().regex(/^[A-Z]{3}$/, 'write a currency such as EUR');
const ColumnOf = Words.regex(/\{[^{}]+\}/);
/** A number of the mapping's own has a decimal point, whatever the file writes. */
const Factor = z.union(
  [z.string().regex(/^\d{1,30}(?:\.\d{1,30})?$/), ColumnOf],
  'write a number such as 12 or 0.01, or "{column}"',
);

interface NumberSpec {
  number: string;
  times?: string | undefined;
  by?: string | undefined;
  plus?: string | undefined;
  minus?: string | undefined;
  places?: string | undefined;
}

export type ValueSpec =
  | string
  | { map: string; to: Record<string, string>; else?: string | undefined }
  | {
      date: string;
      dates?: string | undefined;
      zone?: string | undefined;
      plus?: string | undefined;
    }
  | NumberSpec
  | {
      money: string;
      currency?: string | undefined;
      times?: string | undefined;
      by?: string | undefined;
      unit?: 'whole' | 'smallest' | undefined;
    }
  | { maybe: ValueSpec }
  | { when?: string | string[] | undefined; use: ValueSpec }[];

const MapSpec = z.strictObject({
  map: Words,
  to: z.record(z.string(), z.string()),
  else: z.string().optional(),
});
const DateSpec = z.strictObject({
  date: Words,
  dates: Dates.optional(),
  zone: Zone.optional(),
  plus: Words.optional(),
});
const NumberSpec = z.strictObject({
  number: Words,
  times: Factor.optional(),
  by: Factor.optional(),
  plus: Factor.optional(),
  minus: Factor.optional(),
  places: z.string().regex(/^\d$/, 'write how many decimal places stay, 0 to 9').optional(),
});
const MoneySpec = z.strictObject({
  money: Words,
  currency: z.union([Currency, ColumnOf], 'write a currency such as EUR, or "{column}"').optional(),
  unit: z.enum(['whole', 'smallest'], 'write smallest for cents, or whole').optional(),
  times: Factor.optional(),
  by: Factor.optional(),
});

export const ValueSpec: z.ZodType<ValueSpec> = z.lazy(() =>
  z.union(
    [
      z.string().max(2000),
      MapSpec,
      DateSpec,
      NumberSpec,
      MoneySpec,
      z.strictObject({ maybe: ValueSpec }),
      z.array(z.strictObject({ when: Condition.optional(), use: ValueSpec })).min(1),
    ],
    'write text with {columns}, { map, to }, { date }, { number }, { money }, { maybe }, or a list of { when, use }',
  ),
);
