import { z } from 'zod';
import type { ChurnFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Day } from '../../crm/time/day.ts';
import type { Sql } from '../database/database.ts';
import { type Parameters, parameters } from '../timeline/entries.ts';
import { Balances, balanceOf, balancesAt } from './balances.ts';
import { dayWithin, happenedIn, ofSegment, openAt } from './scope-sql.ts';

type Add = Parameters['add'];

export const readChurn = (sql: Sql, scope: Scope): Promise<ChurnFacts> =>
  scope.segment.kind === 'all' && scope.first !== null && scope.since !== null
    ? churnOfAll(sql, { ...scope, first: scope.first, since: scope.since })
    : churnOfSegment(sql, scope);

/**
 * Those who were there at the beginning are a balance; those who left in the period are few, and so are those who left
 * between the beginning of the day in UTC, by which balances are kept, and its beginning here.
 */
async function churnOfAll(
  sql: Sql,
  scope: Scope & { first: Day; since: Date },
): Promise<ChurnFacts> {
  const { values, add } = parameters();
  const first = `${add(scope.first)}::date`;
  const since = `${add(scope.since)}::timestamptz`;
  const day = `${first}::timestamp AT TIME ZONE 'UTC'`;
  const leaving = (within: string, earlier: string) =>
    `(SELECT json_build_object('customers', count(*), 'flagged', count(*) FILTER (WHERE c.stage = 'churned')) FROM customer c
      WHERE c.id IN (SELECT h.customer_id FROM churn h WHERE ${within}) AND (c.since IS NULL OR c.since < ${first})${earlier})`;
  const hadLeft = (before: string) =>
    `EXISTS (SELECT 1 FROM churn e WHERE e.customer_id = c.id AND e.at < ${before})`;
  const left = happenedIn('h.at', scope, add);
  const [row] = await sql.query(
    `SELECT ${balancesAt(`(${first} - 1)`)} AS balances,
      ${leaving(left, '')} AS "left", ${leaving(left, ` AND ${hadLeft(since)}`)} AS "leftAgain",
      ${leaving(`h.at >= ${since} AND h.at < ${day}`, ` AND NOT ${hadLeft(since)}`)} AS "notYet",
      ${leaving(`h.at >= ${day} AND h.at < ${since}`, ` AND NOT ${hadLeft(day)}`)} AS "already",
      ${hasEvents(scope, add)}, ${hasEnds(scope, add)}, ${endedOf(scope, add)} AS ended,
      (SELECT count(*)::int FROM subscription s WHERE s.customer_id IS NULL AND s.started_on < ${first} AND (s.ended_on IS NULL OR s.ended_on >= ${first})) AS nobodys`,
    values,
  );
  const { balances, ...found } = OfAll.parse(row);
  const thereWere = (column: 'customers' | 'flagged') =>
    balanceOf(balances, '', column) +
    found.notYet[column] -
    found.already[column] +
    found.leftAgain[column];
  return {
    customers: thereWere('customers'),
    flagged: thereWere('flagged'),
    left: found.left.customers,
    hasEvents: found.hasEvents,
    hasEnds: found.hasEnds,
    allTime: false,
    marked: null,
    subscriptions: balanceOf(balances, '', 'subscriptions') + found.nobodys,
    ended: found.ended,
  };
}

const Leaving = z.object({ customers: z.number(), flagged: z.number() });
const OfAll = z.object({
  balances: Balances,
  left: Leaving,
  leftAgain: Leaving,
  notYet: Leaving,
  already: Leaving,
  hasEvents: z.boolean(),
  hasEnds: z.boolean(),
  ended: z.number(),
  nobodys: z.number(),
});

const hasEvents = ({ until }: Scope, add: Add): string =>
  `EXISTS (SELECT 1 FROM churn h WHERE h.at < ${add(until)}::timestamptz) AS "hasEvents"`;

const hasEnds = ({ last }: Scope, add: Add): string =>
  `EXISTS (SELECT 1 FROM subscription s WHERE s.ended_on <= ${add(last)}::date) AS "hasEnds"`;

const endedOf = (scope: Scope, add: Add): string =>
  `(SELECT count(*)::int FROM subscription s WHERE ${dayWithin('s.ended_on', scope, add)} AND s.started_on < ${add(scope.first)}::date)`;

async function churnOfSegment(sql: Sql, scope: Scope): Promise<ChurnFacts> {
  const { values, add } = parameters();
  const since = `${add(scope.since)}::timestamptz`;
  const first = `${add(scope.first)}::date`;
  const left = `EXISTS (SELECT 1 FROM churn h WHERE h.customer_id = c.id AND ${happenedIn('h.at', scope, add)})`;
  const segment = ofSegment('c.id', scope.segment, add);
  const [row] = await sql.query(
    `SELECT b.*, s.*, ${hasEvents(scope, add)}, ${hasEnds(scope, add)}, ${first} IS NULL AS "allTime", ${markedOf(scope, add)} AS marked FROM
      (SELECT count(*)::int AS customers, (count(*) FILTER (WHERE stage = 'churned'))::int AS flagged, (count(*) FILTER (WHERE gone))::int AS "left"
        FROM (SELECT c.stage, ${left} AS gone FROM customer c
          WHERE (${first} IS NULL OR c.since IS NULL OR c.since < ${first})${segment}
            AND (${since} IS NULL OR ${left} OR NOT EXISTS (SELECT 1 FROM churn h WHERE h.customer_id = c.id AND h.at < ${since}))) r) b,
      (SELECT count(*)::int AS subscriptions, (count(*) FILTER (WHERE s.ended_on IS NOT NULL AND ${dayWithin('s.ended_on', scope, add)}))::int AS ended
        FROM subscription s WHERE s.started_on <= ${add(scope.last)}::date
          AND (${first} IS NULL OR (s.started_on < ${first} AND (s.ended_on IS NULL OR s.ended_on >= ${first})))${ofSegment('s.customer_id', scope.segment, add)}) s`,
    values,
  );
  return Churned.parse(row);
}

/** A mark has no day, so its revenue is that of subscriptions which are open now. */
const markedOf = (scope: Scope, add: Add): string =>
  scope.first !== null
    ? 'NULL::json'
    : `(SELECT json_build_object('currency', s.currency, 'monthly', sum(s.monthly)::float8, 'gone', coalesce(sum(s.monthly) FILTER (WHERE c.stage = 'churned'), 0)::float8)
        FROM subscription s JOIN customer c ON c.id = s.customer_id WHERE ${openAt(`${add(scope.last)}::date`)} AND s.monthly > 0 AND s.currency IS NOT NULL${ofSegment('c.id', scope.segment, add)}
        GROUP BY s.currency ORDER BY count(DISTINCT c.id) DESC, s.currency LIMIT 1)`;

const Churned: z.ZodType<ChurnFacts> = z.object({
  customers: z.number(),
  flagged: z.number(),
  left: z.number(),
  hasEvents: z.boolean(),
  hasEnds: z.boolean(),
  allTime: z.boolean(),
  marked: z.object({ currency: z.string(), monthly: z.number(), gone: z.number() }).nullable(),
  subscriptions: z.number(),
  ended: z.number(),
});
