import { z } from 'zod';
import type { Stored } from './account.ts';

/** HubSpot's search gives no more than this, however far one turns its pages. */
const MOST = 10_000;

export class BadRequest extends Error {}

const Search = z.strictObject({
  query: z.string().max(3_000).optional(),
  filterGroups: z
    .array(
      z.strictObject({
        filters: z
          .array(
            z.strictObject({
              propertyName: z.string(),
              operator: z.enum(['EQ', 'GT', 'GTE', 'LT', 'LTE']),
              value: z.string(),
            }),
          )
          .max(6),
      }),
    )
    .max(5)
    .default([]),
  sorts: z
    .array(
      z.strictObject({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']) }),
    )
    .max(1)
    .default([]),
  properties: z.array(z.string()).default([]),
  limit: z.number().int().min(1).max(200).default(10),
  after: z.coerce.number().int().nonnegative().default(0),
});

export function search(rows: readonly Stored[], body: unknown) {
  const parsed = Search.safeParse(body);
  if (!parsed.success) throw new BadRequest(parsed.error.message);
  const { query, filterGroups, sorts, properties, limit, after } = parsed.data;
  if (after + limit > MOST) throw new BadRequest('a search ends at 10,000 results');
  const words = query?.toLowerCase();
  const found = rows.filter(
    (row) =>
      (words === undefined ||
        ['name', 'domain'].some((name) => row.properties[name]?.toLowerCase().includes(words))) &&
      (filterGroups.length === 0 ||
        filterGroups.some(({ filters }) => filters.every((filter) => matches(row, filter)))),
  );
  const [sort] = sorts;
  const sorted = sort
    ? found.toSorted(
        (one, other) =>
          (numberOf(one.properties[sort.propertyName]) -
            numberOf(other.properties[sort.propertyName])) *
          (sort.direction === 'ASCENDING' ? 1 : -1),
      )
    : found;
  const page = sorted.slice(after, after + limit);
  return {
    rows: page,
    total: found.length,
    after: after + limit < found.length ? String(after + limit) : null,
    names: properties,
  };
}

function matches(
  { properties }: Stored,
  { propertyName, operator, value }: { propertyName: string; operator: string; value: string },
): boolean {
  const given = properties[propertyName];
  if (given === null || given === undefined) return false;
  if (operator === 'EQ' && given.toLowerCase() === value.toLowerCase()) return true;
  const [one, other] = [numberOf(given), numberOf(value)];
  switch (operator) {
    case 'EQ':
      return one === other;
    case 'GT':
      return one > other;
    case 'GTE':
      return one >= other;
    case 'LT':
      return one < other;
    default:
      return one <= other;
  }
}

/** Dates are compared as milliseconds, ids as numbers. */
function numberOf(value: string | null | undefined): number {
  if (!value) return Number.NaN;
  return /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
}
