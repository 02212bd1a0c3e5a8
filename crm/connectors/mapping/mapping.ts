import { z } from 'zod';
import { DepartmentId } from '../../person/person.ts';
import { isZone } from '../../time/zone.ts';
import { isDateFormat } from './dates.ts';

/** A mapping as people write it. All of it is text: YAML is read without guessing at numbers and booleans. */

const Name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'write a short name in lower case, such as maven-crm');
const Words = z.string().min(1, 'is empty').max(2000);
const Condition = z.union(
  [Words, z.array(Words).min(1)],
  'write a condition such as "{status} = Won", or a list of them',
);

const Dates = z
  .string()
  .refine(isDateFormat, 'write iso, unix, or a pattern such as m/d/yyyy or dd.mm.yyyy hh:mm');
const Zone = z.string().refine(isZone, 'write a time zone such as UTC or Europe/Berlin');
const Currency = z.string().regex(/^[A-Z]{3}$/, 'write a currency such as EUR');
const ColumnOf = Words.regex(/\{[^{}]+\}/);

/** How a field's value comes about. */
export type ValueSpec =
  | string
  | { map: string; to: Record<string, string>; else?: string | undefined }
  | {
      date: string;
      dates?: string | undefined;
      zone?: string | undefined;
      plus?: string | undefined;
    }
  | {
      money: string;
      currency?: string | undefined;
      times?: string | undefined;
      by?: string | undefined;
      unit?: 'whole' | 'smallest' | undefined;
    }
  | { when?: string | string[] | undefined; use: ValueSpec }[];

const ValueSpec: z.ZodType<ValueSpec> = z.lazy(() =>
  z.union(
    [
      z.string().max(2000),
      z.strictObject({
        map: Words,
        to: z.record(z.string(), z.string()),
        else: z.string().optional(),
      }),
      z.strictObject({
        date: Words,
        dates: Dates.optional(),
        zone: Zone.optional(),
        plus: Words.optional(),
      }),
      z.strictObject({
        money: Words,
        currency: z
          .union([Currency, ColumnOf], 'write a currency such as EUR, or "{column}"')
          .optional(),
        unit: z.enum(['whole', 'smallest'], 'write smallest for cents, or whole').optional(),
        times: z
          .union([z.string().regex(/^\d+$/), ColumnOf], 'write a whole number, or "{column}"')
          .optional(),
        by: z
          .string()
          .regex(/^[1-9]\d*$/, 'write a whole number')
          .optional(),
      }),
      z.array(z.strictObject({ when: Condition.optional(), use: ValueSpec })).min(1),
    ],
    'write text with {columns}, { map, to }, { date }, { money }, or a list of { when, use }',
  ),
);

const Fields = z.record(z.string(), ValueSpec);
export type Fields = z.infer<typeof Fields>;

export const MAPPED_KINDS = [
  'person',
  'customer',
  'contact',
  'entry',
  'deal',
  'ticket',
  'subscription',
  'invoice',
  'payment',
  'survey-answer',
  'usage-day',
  'churn',
  'campaign',
  'spend',
] as const;
export type MappedKind = (typeof MAPPED_KINDS)[number];

const RecordSpec = z
  .object({ when: Condition.optional() })
  .catchall(Fields)
  .transform(({ when, ...rest }, context) => {
    const [first, ...more] = Object.entries(rest);
    const kind = MAPPED_KINDS.find((one) => one === first?.[0]);
    if (kind && first && more.length === 0) return { kind, fields: first[1], when };
    context.addIssue({
      code: 'custom',
      message: `write one kind of record per list item (${MAPPED_KINDS.join(', ')})`,
    });
    return z.NEVER;
  });
export type RecordSpec = z.infer<typeof RecordSpec>;

export const Encoding = z.enum(['utf8', 'latin1', 'windows-1252', 'utf16le']);
export type Encoding = z.infer<typeof Encoding>;

const written = {
  dates: Dates.optional(),
  zone: Zone.optional(),
  currency: Currency.optional(),
  decimal: z.enum(['.', ',']).optional(),
  delimiter: z.string().length(1).optional(),
  encoding: Encoding.optional(),
};

const Joins = z.record(Name, Words).default({});

const Lookup = z
  .strictObject({
    file: Words,
    by: Words,
    keep: z.array(Words).min(1).optional(),
    sum: Words.optional(),
    join: Joins,
    when: Condition.optional(),
    ...written,
  })
  .refine(
    ({ keep, sum }) => (keep === undefined) !== (sum === undefined),
    'write either keep: [columns] or sum: column',
  );
export type Lookup = z.infer<typeof Lookup>;

const rows = {
  id: Words,
  when: Condition.optional(),
  let: z.record(z.string(), ValueSpec).default({}),
  records: z.array(RecordSpec).min(1),
};
const RowSpec = z.strictObject(rows);
export type RowSpec = z.infer<typeof RowSpec>;

const FileSpec = z.strictObject({ file: Words, join: Joins, ...rows, ...written });
export type FileSpec = z.infer<typeof FileSpec>;

/** One kind of item that a tool sends as JSON; `{a.b}` is a path in it. */
const ItemSpec = z.strictObject({
  item: Words,
  each: z
    .record(Name, Words)
    .refine((each) => Object.keys(each).length === 1, 'write one list: each: { line: lines.data }')
    .optional(),
  asOf: ValueSpec.optional(),
  ...rows,
  dates: Dates.optional(),
  zone: Zone.optional(),
  currency: Currency.optional(),
  decimal: z.enum(['.', ',']).optional(),
});
export type ItemSpec = z.infer<typeof ItemSpec>;

export const Mapping = z
  .strictObject({
    name: Words,
    source: Name,
    zone: Zone.default('UTC'),
    currency: Currency.default('USD'),
    dates: Dates.default('iso'),
    decimal: z.enum(['.', ',']).default('.'),
    delimiter: z.string().length(1).default(','),
    encoding: Encoding.default('utf8'),
    departments: z.record(DepartmentId, Words).default({}),
    lookups: z.record(Name, Lookup).default({}),
    files: z.array(FileSpec).default([]),
    items: z.array(ItemSpec).default([]),
  })
  .refine(
    ({ files, items }) => files.length + items.length > 0,
    'write files: for files, items: for what a tool sends, or both',
  );
export type Mapping = z.infer<typeof Mapping>;
