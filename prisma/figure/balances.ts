import { z } from 'zod';
import type { Sql } from '../database/database.ts';

/** Columns of `balance_change`, as a reader of figures calls them. */
const COLUMNS = {
  customers: 'customers',
  flagged: 'flagged',
  served: 'served',
  openAccounts: 'open_accounts',
  pricedAccounts: 'priced_accounts',
  subscriptions: 'subscriptions',
  recurringAccounts: 'recurring_accounts',
  recurringSubscriptions: 'recurring_subscriptions',
  seats: 'seats',
  recurring: 'recurring',
  paidAccounts: 'paid_accounts',
  paid: 'paid',
  contractAccounts: 'contract_accounts',
  contract: 'contract',
} as const;
type Column = keyof typeof COLUMNS;

/** Sums over all customers at the end of a day, in one currency; the currency is empty for what has none. */
export type Balance = { currency: string } & Record<Column, number>;

const Balance = z.object({
  currency: z.string(),
  customers: z.number(),
  flagged: z.number(),
  served: z.number(),
  openAccounts: z.number(),
  pricedAccounts: z.number(),
  subscriptions: z.number(),
  recurringAccounts: z.number(),
  recurringSubscriptions: z.number(),
  seats: z.number(),
  recurring: z.number(),
  paidAccounts: z.number(),
  paid: z.number(),
  contractAccounts: z.number(),
  contract: z.number(),
}) satisfies z.ZodType<Balance>;

const SUMS = Object.entries(COLUMNS)
  .map(([name, column]) => `sum(${column}) AS "${name}"`)
  .join(', ');

/**
 * All balances at the end of this day, as a value inside a statement, so that they and the rows beside them are of one
 * moment. It costs a row for each day on which any customer changed one, however many customers there are.
 */
export const balancesAt = (day: string): string =>
  `(SELECT coalesce(json_agg(b), '[]') FROM (SELECT currency, ${SUMS} FROM balance_change WHERE day <= ${day} GROUP BY currency ORDER BY currency) b)`;

export const Balances = z.array(Balance);

/** A balance that nobody changed is nothing. */
export const balanceOf = (balances: readonly Balance[], currency: string, column: Column): number =>
  balances.find((balance) => balance.currency === currency)?.[column] ?? 0;

/** Customers one of whose subscriptions began or ended in the days of the scope: nobody else's balance moved. */
export const changedCustomers = (first: string, last: string): string =>
  `SELECT customer_id FROM subscription WHERE started_on BETWEEN ${first} AND ${last} AND customer_id IS NOT NULL
    UNION SELECT customer_id FROM subscription WHERE ended_on BETWEEN ${first} AND ${last} AND customer_id IS NOT NULL`;

/** Sums up what was added since the last time. */
export const sumUpBalances = async (sql: Sql): Promise<void> =>
  void (await sql.query('SELECT sum_up_balances()'));
