import { z } from 'zod';
import type { TrytonClient } from './client.ts';
import { DayOf, Decimal, Id, Instant, type Stamp } from './values.ts';

/** SQLite gives a truth as 0 or 1. */
const Truth = z.union([z.boolean(), z.number()]).nullish().transform(Boolean);
const Text = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** Each record says when it was made, and when it was changed last if ever. */
export const Changed = z.object({ id: Id, create_date: Instant, write_date: Instant.nullable() });
export type Changed = z.output<typeof Changed>;

export const stampOf = ({ create_date, write_date }: Omit<Changed, 'id'>): Stamp =>
  write_date ?? create_date;

const named = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).nullish();

export const Party = Changed.extend({
  name: Text,
  active: Truth,
  replaced_by: Id.nullable(),
});
export type Party = z.output<typeof Party>;

export const Address = Changed.extend({
  party: Id,
  active: Truth,
  city: Text,
  'country.': named({ name: Text }),
});
export type Address = z.output<typeof Address>;

export const Mechanism = Changed.extend({
  party: Id,
  active: Truth,
  type: z.string(),
  value: Text,
  name: Text,
});
export type Mechanism = z.output<typeof Mechanism>;

export const Opportunity = Changed.extend({
  party: Id.nullable(),
  number: Text,
  description: Text,
  state: z.string(),
  amount: Decimal.nullable(),
  'currency.': named({ code: Text }),
  employee: Id.nullable(),
  start_date: DayOf.nullable(),
  end_date: DayOf.nullable(),
});
export type Opportunity = z.output<typeof Opportunity>;

export const Note = Changed.extend({
  resource: z.string(),
  message: z.string().nullish(),
  create_uid: Id.nullable(),
});
export type Note = z.output<typeof Note>;

export const User = Changed.extend({
  name: Text,
  login: Text,
  email: Text,
  active: Truth,
});
export type User = z.output<typeof User>;

/** A condition on records, in Tryton's own form. */
export type Domain = readonly unknown[];

/** Records that were deactivated are records too. */
export const ALL = { active_test: false };

export interface ModelRead<Row> {
  model: string;
  schema: z.ZodType<Row>;
  fields: readonly string[];
}

/** The fields of an instant: each record has the first, and the second once it was changed. */
export const STAMPS = ['create_date', 'write_date'] as const;

export const MODELS = {
  users: {
    model: 'res.user',
    schema: User,
    fields: [...STAMPS, 'name', 'login', 'email', 'active'],
  },
  parties: {
    model: 'party.party',
    schema: Party,
    fields: [...STAMPS, 'name', 'active', 'replaced_by'],
  },
  addresses: {
    model: 'party.address',
    schema: Address,
    fields: [...STAMPS, 'party', 'active', 'city', 'country.name'],
  },
  mechanisms: {
    model: 'party.contact_mechanism',
    schema: Mechanism,
    fields: [...STAMPS, 'party', 'active', 'type', 'value', 'name'],
  },
  opportunities: {
    model: 'sale.opportunity',
    schema: Opportunity,
    fields: [
      ...STAMPS,
      'party',
      'number',
      'description',
      'state',
      'amount',
      'currency.code',
      'employee',
      'start_date',
      'end_date',
    ],
  },
  notes: {
    model: 'ir.note',
    schema: Note,
    fields: [...STAMPS, 'resource', 'message', 'create_uid'],
  },
} as const satisfies Record<string, ModelRead<Changed>>;

/** Records in the order of their ids, deactivated ones too. `limit` null: all of them. */
export function readRecords<Row>(
  client: TrytonClient,
  { model, schema, fields }: ModelRead<Row>,
  { domain, limit = null }: { domain: Domain; limit?: number | null },
): Promise<Row[]> {
  return client.call(z.array(schema), {
    model,
    method: 'search_read',
    params: [domain, 0, limit, [['id', 'ASC']], fields],
    context: ALL,
  });
}
