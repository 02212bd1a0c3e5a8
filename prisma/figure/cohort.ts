import { z } from 'zod';
import type { RevenueCohort } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { type Balance, Balances, balancesAt, changedCustomers } from './balances.ts';
import { ofSegment, openAt } from './scope-sql.ts';

/** Those who come later are not part of it: growth is that of the customers who were there. */
export async function readCohort(sql: Sql, scope: Scope): Promise<RevenueCohort[] | null> {
  const { first, last, segment } = scope;
  if (first === null) return null;
  const { values, add } = parameters();
  const [before, end] = [`(${add(first)}::date - 1)`, `${add(last)}::date`];
  if (segment.kind !== 'all') {
    const whose = ofSegment('s.customer_id', segment, add);
    const rows = await sql.query(cohortOf({ before, end, whose }), values);
    return z.array(Cohort).parse(rows);
  }
  const changed = changedCustomers(`${add(first)}::date`, end);
  const [row] = await sql.query(
    `SELECT ${balancesAt(before)} AS balances, (SELECT coalesce(json_agg(r), '[]') FROM (
      ${cohortOf({ before, end, whose: ` AND s.customer_id IN (${changed})` })}) r) AS changed`,
    values,
  );
  const found = z.object({ balances: Balances, changed: z.array(Cohort) }).parse(row);
  return found.balances
    .filter(({ currency, paidAccounts }) => currency !== '' && paidAccounts > 0)
    .map((balance) => withChanged(balance, found.changed))
    .toSorted((one, other) => other.accounts - one.accounts);
}

/** Everybody else still pays what they paid. */
function withChanged(balance: Balance, changed: readonly RevenueCohort[]): RevenueCohort {
  const { currency, paidAccounts, paid } = balance;
  const moved = changed.find((one) => one.currency === currency);
  if (!moved)
    return {
      currency,
      accounts: paidAccounts,
      stayed: paidAccounts,
      opening: paid,
      closing: paid,
      kept: paid,
    };
  return {
    currency,
    accounts: paidAccounts,
    stayed: paidAccounts - moved.accounts + moved.stayed,
    opening: paid,
    closing: paid - moved.opening + moved.closing,
    kept: paid - moved.opening + moved.kept,
  };
}

function cohortOf({ before, end, whose }: { before: string; end: string; whose: string }): string {
  const monthly = (
    day: string,
  ) => `SELECT s.customer_id, s.currency, sum(s.monthly)::float8 AS monthly FROM subscription s
    WHERE ${openAt(day)} AND s.monthly > 0 AND s.customer_id IS NOT NULL${whose} GROUP BY s.customer_id, s.currency`;
  return `WITH opening AS (${monthly(before)}), closing AS (${monthly(end)})
     SELECT o.currency, count(*)::int AS accounts, count(l.monthly)::int AS stayed, sum(o.monthly) AS opening,
       coalesce(sum(l.monthly), 0) AS closing, coalesce(sum(least(o.monthly, l.monthly)) FILTER (WHERE l.monthly IS NOT NULL), 0) AS kept
      FROM opening o LEFT JOIN closing l ON l.customer_id = o.customer_id AND l.currency = o.currency
      WHERE o.currency IS NOT NULL GROUP BY o.currency ORDER BY accounts DESC, o.currency`;
}

const Cohort: z.ZodType<RevenueCohort> = z.object({
  currency: z.string(),
  accounts: z.number(),
  stayed: z.number(),
  opening: z.number(),
  closing: z.number(),
  kept: z.number(),
});
