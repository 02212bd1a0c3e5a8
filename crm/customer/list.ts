import { z } from 'zod';
import { type Access, type Field, sees } from '../policy/policy.ts';
import type { CustomerSummary } from './customer.ts';

/** Which customers a question across all of them is about. */
export const LISTS = ['all', 'at-risk', 'silent', 'renewing', 'urgent', 'unpaid', 'new'] as const;
export type ListKind = (typeof LISTS)[number];

export const CustomerList = z.object({
  /** Everybody's customers, those that the asker owns, or those that they follow. */
  of: z.enum(['everyone', 'mine', 'followed']),
  kind: z.enum(LISTS),
  /** Of `renewing`, how far ahead; of `new`, how far back. */
  days: z.number().int().min(0).max(730),
  /** Where it begins, in days from today; of `renewing` ahead, of `new` back. */
  after: z.number().int().min(0).max(730).default(0),
  /** The words of a span of the calendar, where it is one: `next quarter`. */
  span: z.string().max(20).nullable().default(null),
  city: z.string().max(60).nullable(),
});
export type CustomerList = z.infer<typeof CustomerList>;

export const USUAL_DAYS = 60;

/** A reader who may not see the field learns nothing from a list that is made from it. */
const MADE_FROM: Partial<Record<ListKind, Field>> = { unpaid: 'invoices' };

export const seesList = ({ kind }: Pick<CustomerList, 'kind'>, access: Access): boolean =>
  sees(access, 'identity') && sees(access, MADE_FROM[kind] ?? 'identity');

/** A page of a list, worst first. */
export interface ListPage {
  customers: readonly CustomerSummary[];
  /** All of the list. */
  count: number;
}
