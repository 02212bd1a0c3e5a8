import { z } from 'zod';
import { DepartmentId } from '../../person/person.ts';
import { Condition, Currency, Dates, ValueSpec, Words, Zone } from './value-spec.ts';

/** A mapping as people write it. All of it is text: YAML is read without guessing at numbers and booleans. */

const Name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'write a short name in lower case, such as maven-crm');
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

const Timeline = z.enum(['own', 'none'], 'write own (as it is without a word), or none');

const RecordSpec = z
  .object({ when: Condition.optional(), timeline: Timeline.default('own') })
  .catchall(Fields)
  .transform(({ when, timeline, ...rest }, context) => {
    const [first, ...more] = Object.entries(rest);
    const kind = MAPPED_KINDS.find((one) => one === first?.[0]);
    if (kind && first && more.length === 0) return { kind, fields: first[1], when, timeline };
    context.addIssue({
      code: 'custom',
      message: `write one kind of record per list item (${MAPPED_KINDS.join(', ')})`,
    });
    return z.NEVER;
  });
export type RecordSpec = z.infer<typeof RecordSpec>;

export const ENCODINGS = ['utf8', 'latin1', 'windows-1252', 'utf16le', 'utf16be'] as const;
const Encoding = z.enum(ENCODINGS, `write one of ${ENCODINGS.join(', ')}`);
export type Encoding = z.infer<typeof Encoding>;

const Decimal = z.enum(['.', ','], 'write "." or ","');
const Delimiter = z
  .string()
  .length(1, 'write the one character between two columns, such as ";" or "\\t"');
/** Words that mean nothing, as a database writes NULL. */
const Empty = z.array(Words).min(1);

const written = {
  dates: Dates.optional(),
  zone: Zone.optional(),
  currency: Currency.optional(),
  decimal: Decimal.optional(),
  delimiter: Delimiter.optional(),
  encoding: Encoding.optional(),
  empty: Empty.optional(),
  sheet: Words.optional(),
};

const Joins = z.record(Name, Words).default({});

/** How a look-up makes one thing of all rows of a key. */
export const FOLDS = ['sum', 'count', 'min', 'max'] as const;
export type FoldKind = (typeof FOLDS)[number];

const Lookup = z
  .strictObject({
    file: Words,
    by: Words,
    keep: z.array(Words).min(1).optional(),
    sum: Words.optional(),
    count: Words.optional(),
    min: Words.optional(),
    max: Words.optional(),
    join: Joins,
    when: Condition.optional(),
    asOf: ValueSpec.optional(),
    ...written,
  })
  .refine(
    (spec) => (spec.keep === undefined) !== FOLDS.every((fold) => spec[fold] === undefined),
    'write either keep: [columns], or sum:, count:, min: or max: with a column each',
  )
  .refine(
    ({ keep, asOf }) => asOf === undefined || keep !== undefined,
    'asOf says which row is kept, so it needs keep: [columns]',
  );
export type Lookup = z.infer<typeof Lookup>;

const rows = {
  id: Words,
  when: Condition.optional(),
  asOf: ValueSpec.optional(),
  let: z.record(z.string(), ValueSpec).default({}),
  records: z.array(RecordSpec).min(1),
};
const RowSpec = z.strictObject(rows);
export type RowSpec = z.infer<typeof RowSpec>;

const Vanished = z.enum(['listed', 'ended'], 'write ended, or listed');

const FileSpec = z.strictObject({
  file: Words,
  join: Joins,
  vanished: Vanished.optional(),
  ...rows,
  ...written,
});
export type FileSpec = z.infer<typeof FileSpec>;

/** One kind of item that a tool sends as JSON; `{a.b}` is a path in it. */
const ItemSpec = z.strictObject({
  item: Words,
  each: z
    .record(Name, Words)
    .refine((each) => Object.keys(each).length === 1, 'write one list: each: { line: lines.data }')
    .optional(),
  ...rows,
  dates: Dates.optional(),
  zone: Zone.optional(),
  currency: Currency.optional(),
  decimal: Decimal.optional(),
  empty: Empty.optional(),
});
export type ItemSpec = z.infer<typeof ItemSpec>;

export const Mapping = z
  .strictObject({
    name: Words,
    source: Name,
    zone: Zone.default('UTC'),
    currency: Currency.default('USD'),
    dates: Dates.default('iso'),
    decimal: Decimal.default('.'),
    delimiter: Delimiter.default(','),
    encoding: Encoding.default('utf8'),
    empty: Empty.default([]),
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
