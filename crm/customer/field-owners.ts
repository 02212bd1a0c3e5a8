import { z } from 'zod';

/** Facts of a customer that one system at a time decides, and the columns that they are stored in. */
export const FIELD_COLUMNS = {
  name: ['name'],
  stage: ['stage'],
  owner: ['owner_id'],
  revenue: ['revenue', 'currency'],
  renewal: ['renews_on'],
  health: ['health'],
  segment: ['segment'],
  industry: ['industry'],
  place: ['city', 'country'],
  since: ['since'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CustomerField = keyof typeof FIELD_COLUMNS;
export const CUSTOMER_FIELDS = Object.keys(FIELD_COLUMNS).filter(isCustomerField);
export function isCustomerField(name: string): name is CustomerField {
  return Object.hasOwn(FIELD_COLUMNS, name);
}

/** Which systems are asked first for a field, in order. A field without a line goes the usual way. */
export const FieldOwners = z.partialRecord(
  z.enum(CUSTOMER_FIELDS),
  z.array(z.string().min(1).max(40)).min(1).max(10),
);
export type FieldOwners = z.infer<typeof FieldOwners>;

/** One column of a customer as a system tells it; null where it tells nothing. */
export type FactValue = string | number | null;

/** One record of a customer in a system. */
export interface SystemFacts {
  source: string;
  externalId: string;
  /** Its system can be connected: a company keeps there who its customers are and who looks after them. */
  isCrm: boolean;
  /** Our id of the customer was made of this record. */
  owns: boolean;
  /** Deleted there, or merged into another. */
  gone: boolean;
  /** Since when the system tells it so. */
  at: Date | null;
  facts: Readonly<Record<string, FactValue | undefined>>;
}

/**
 * The records in the order in which they are asked for a field: the systems that the organisation put first, then CRMs
 * before other systems, then the record of which the customer was made, then the others by their names. One that is
 * gone there comes last.
 */
export function inOrderOf(
  field: CustomerField,
  records: readonly SystemFacts[],
  owners: FieldOwners,
): SystemFacts[] {
  const first = owners[field] ?? [];
  const rank = ({ source, isCrm, owns, gone }: SystemFacts): number => {
    const at = first.indexOf(source);
    const usual = first.length + (isCrm ? 0 : 2) + (owns ? 0 : 1);
    return (gone ? 1000 : 0) + (at === -1 ? usual : at);
  };
  return records.toSorted(
    (one, other) =>
      rank(one) - rank(other) ||
      compare(one.source, other.source) ||
      compare(one.externalId, other.externalId),
  );
}

/** The record that decides a field: the first one that tells it. Null where none does. */
export const deciderOf = (
  field: CustomerField,
  records: readonly SystemFacts[],
  owners: FieldOwners,
): SystemFacts | null =>
  inOrderOf(field, records, owners).find(({ facts }) =>
    FIELD_COLUMNS[field].some((column) => isTold(facts[column])),
  ) ?? null;

/** All columns of a customer, each from the record that decides its field. */
export function decideColumns(
  records: readonly SystemFacts[],
  owners: FieldOwners,
): Record<string, FactValue> {
  const columns = CUSTOMER_FIELDS.flatMap((field) => {
    const decider = deciderOf(field, records, owners);
    return FIELD_COLUMNS[field].map((column) => [column, decider?.facts[column] ?? null] as const);
  });
  return Object.fromEntries(columns);
}

const isTold = (value: FactValue | undefined): boolean =>
  value !== null && value !== undefined && value !== '';
const compare = (one: string, other: string): number => {
  if (one === other) return 0;
  return one < other ? -1 : 1;
};
