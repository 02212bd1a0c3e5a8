import type { Scope, Segment } from '../../crm/figure/scope.ts';
import type { Parameters } from '../timeline/entries.ts';

type Add = Parameters['add'];

/** Keeps the facts whose instant stands in this column to the scope. */
export const happenedIn = (column: string, { since, until }: Scope, add: Add): string =>
  `${since ? `${column} >= ${add(since)}::timestamptz AND ` : ''}${column} < ${add(until)}::timestamptz`;

/** The same for a column of days. */
export const dayWithin = (column: string, { first, last }: Scope, add: Add): string =>
  `${first ? `${column} >= ${add(first)}::date AND ` : ''}${column} <= ${add(last)}::date`;

/** Subscriptions that are open at the end of a day; the day on which one ends is the first without it. */
export const openAt = (day: string): string =>
  `s.started_on <= ${day} AND (s.ended_on IS NULL OR s.ended_on > ${day})`;

/** Keeps facts to those whose customer, in this column, is of the segment. Its table has a name that no reader uses. */
export function ofSegment(column: string, { kind, value }: Segment, add: Add): string {
  if (kind === 'all') return '';
  const where = {
    segment: (text: string) => `whose.segment = ${text}`,
    region: (text: string) => `whose.country = ${text}`,
    owner: (text: string) => `whose.owner_id = ${text}`,
    department: (text: string) =>
      `whose.owner_id IN (SELECT id FROM person WHERE department_id = ${text})`,
  }[kind](`${add(value)}::text`);
  return ` AND EXISTS (SELECT 1 FROM customer whose WHERE whose.id = ${column} AND ${where})`;
}
