import { CustomerId, type CustomerSummary, Stage } from '../../crm/customer/customer.ts';
import { moneyOf } from '../timeline/entries.ts';

/** Columns of a `CustomerSummary` of `c`. */
export const SUMMARY = `c.id, c.name, c.stage, c.city, c.segment, c.revenue, c.currency,
  (SELECT d.domain FROM domain d WHERE d.customer_id = c.id ORDER BY d.domain LIMIT 1) AS domain,
  (SELECT p.name FROM person p WHERE p.id = c.owner_id) AS owner`;

export interface SummaryRow {
  id: string;
  name: string;
  stage: string;
  city: string | null;
  segment: string | null;
  revenue: number | null;
  currency: string | null;
  domain: string | null;
  owner: string | null;
}

export const summaryOf = (row: SummaryRow): CustomerSummary => ({
  id: CustomerId.parse(row.id),
  name: row.name,
  stage: Stage.parse(row.stage),
  city: row.city,
  segment: row.segment,
  domain: row.domain,
  revenue: moneyOf(row.revenue, row.currency),
  owner: row.owner,
});
