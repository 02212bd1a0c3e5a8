import { z } from 'zod';
import type { RecurringRevenue } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { Balances, balanceOf, balancesAt } from './balances.ts';
import { ofSegment, openAt } from './scope-sql.ts';

export const readRecurring = (sql: Sql, scope: Scope): Promise<RecurringRevenue[]> =>
  scope.segment.kind === 'all' ? recurringOfAll(sql, scope) : recurringOfSegment(sql, scope);

async function recurringOfAll(sql: Sql, { last }: Scope): Promise<RecurringRevenue[]> {
  const [row] = await sql.query(`SELECT ${balancesAt('$1::date')} AS balances`, [last]);
  const { balances } = z.object({ balances: Balances }).parse(row);
  const unpriced =
    balanceOf(balances, '', 'openAccounts') - balanceOf(balances, '', 'pricedAccounts');
  return balances
    .filter(({ currency, recurringSubscriptions }) => currency !== '' && recurringSubscriptions > 0)
    .toSorted((one, other) => other.recurringAccounts - one.recurringAccounts)
    .map(({ currency, recurring, recurringAccounts, recurringSubscriptions, seats }) => ({
      revenue: { currency, amount: recurring },
      accounts: recurringAccounts,
      subscriptions: recurringSubscriptions,
      seats,
      unpriced,
    }));
}

async function recurringOfSegment(sql: Sql, scope: Scope): Promise<RecurringRevenue[]> {
  const { values, add } = parameters();
  const rows = await sql.query(
    `WITH open AS (SELECT s.* FROM subscription s WHERE ${openAt(`${add(scope.last)}::date`)} AND s.customer_id IS NOT NULL${ofSegment('s.customer_id', scope.segment, add)})
     SELECT currency, sum(monthly)::float8 AS amount, count(DISTINCT customer_id)::int AS accounts, count(*)::int AS subscriptions,
       coalesce(sum(seats), 0)::int AS seats,
       (SELECT count(DISTINCT customer_id)::int FROM open WHERE customer_id NOT IN (SELECT customer_id FROM open WHERE monthly IS NOT NULL)) AS unpriced
      FROM open WHERE monthly IS NOT NULL AND currency IS NOT NULL GROUP BY currency ORDER BY accounts DESC, currency`,
    values,
  );
  return z.array(Recurring).parse(rows);
}

const Recurring = z
  .object({
    currency: z.string(),
    amount: z.number(),
    accounts: z.number(),
    subscriptions: z.number(),
    seats: z.number(),
    unpriced: z.number(),
  })
  .transform(({ currency, amount, ...rest }) => ({ ...rest, revenue: { currency, amount } }));
