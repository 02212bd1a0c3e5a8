import { z } from 'zod';
import type { Waits } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Sql } from '../database/database.ts';
import { type Parameters, parameters } from '../timeline/entries.ts';
import { answeredTickets } from './answers.ts';
import { happenedIn, ofSegment } from './scope-sql.ts';

/** Columns of one kind of wait; `also` keeps the rows to those that count. */
interface Wait {
  table: (scope: Scope, add: Parameters['add']) => string;
  from: string;
  to: string;
  also: string;
  schedule?: string;
}

const ANSWER: Wait = {
  table: answeredTickets,
  from: 'opened_at',
  to: 'answered_at',
  also: '',
  schedule: 'r.schedule',
};
const SOLUTION: Wait = {
  table: () => 'ticket',
  from: 'opened_at',
  to: 'solved_at',
  schedule: 'r.schedule',
  also: ` AND r.status = 'solved'`,
};
const HANDOFF: Wait = {
  table: () => 'handoff',
  from: 'created_at',
  to: 'decided_at',
  also: ` AND r.state IN ('accepted', 'done')`,
};

export const readFirstResponses = (sql: Sql, scope: Scope): Promise<Waits> =>
  readWaits(sql, scope, ANSWER);
export const readResolutions = (sql: Sql, scope: Scope): Promise<Waits> =>
  readWaits(sql, scope, SOLUTION);
export const readHandoffs = (sql: Sql, scope: Scope): Promise<Waits> =>
  readWaits(sql, scope, HANDOFF);

async function readWaits(sql: Sql, scope: Scope, wait: Wait): Promise<Waits> {
  const { values, add } = parameters();
  const { table, also, schedule = 'NULL::text' } = wait;
  const [from, to] = [`r.${wait.from}`, `r.${wait.to}`];
  const rows = await sql.query(
    `SELECT ${from} AS "from", ${to} AS "to", ${schedule} AS schedule FROM ${table(scope, add)} r
      WHERE ((${happenedIn(to, scope, add)}) OR (${to} IS NULL AND ${happenedIn(from, scope, add)}))${also}${ofSegment('r.customer_id', scope.segment, add)}`,
    values,
  );
  const found = z.array(Stored).parse(rows);
  // A source's end before its own beginning is a mistake of the source: it is counted as not known.
  const stretches = found.flatMap(({ from: begun, to: ended, schedule: hours }) =>
    ended !== null && ended >= begun ? [{ from: begun, to: ended, schedule: hours }] : [],
  );
  return { stretches, total: found.length, holidays: await holidaysOf(sql, scope, stretches) };
}

async function holidaysOf(
  sql: Sql,
  { zone }: Scope,
  stretches: Waits['stretches'],
): Promise<string[]> {
  if (stretches.length === 0) return [];
  const first = stretches.reduce((least, { from }) => Math.min(least, from.getTime()), Infinity);
  const last = stretches.reduce((most, { to }) => Math.max(most, to.getTime()), -Infinity);
  const rows = await sql.query<{ day: string }>(
    'SELECT day FROM holiday WHERE zone = $1 AND day BETWEEN $2 AND $3 ORDER BY day',
    [zone, dayIn(new Date(first), zone), dayIn(new Date(last), zone)],
  );
  return rows.map(({ day }) => day);
}

const Stored = z.object({
  from: z.date(),
  to: z.date().nullable(),
  schedule: z.string().nullable(),
});
