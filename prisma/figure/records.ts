import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { FigureRecord, RecordSet } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { type Parameters, parameters } from '../timeline/entries.ts';
import { answeredTickets } from './answers.ts';
import { happenedIn, ofSegment } from './scope-sql.ts';

/** Where a set of records stands: its table, when each happened, the value that counts, and which come first. */
interface Place {
  table: string;
  where: string;
  at: string;
  value: string;
  order: string;
}

const answers = (survey: string): Place => ({
  table: 'survey_answer',
  where: `r.survey = '${survey}'`,
  at: 'r.at',
  value: 'r.score',
  order: 'r.score, r.at DESC',
});
const wait = (table: string, where: string, [from, to]: readonly [string, string]): Place => ({
  table,
  where,
  at: `r.${to}`,
  value: `extract(epoch FROM r.${to} - r.${from}) / 60`,
  order: `r.${to} - r.${from} DESC, r.${to} DESC`,
});
const subscription = (where: string, day: string): Place => ({
  table: 'subscription',
  where,
  at: `r.${day}::timestamp AT TIME ZONE :zone`,
  value: 'NULL',
  order: `r.${day} DESC`,
});

/** A handoff is ours: it has an id of its own and no source. */
const PLACES: Readonly<Record<RecordSet, Place>> = {
  'answers-nps': answers('nps'),
  'answers-csat': answers('csat'),
  'answers-ces': answers('ces'),
  orders: {
    table: 'entry',
    where: `r.kind = 'order' AND r.amount IS NOT NULL`,
    at: 'r.at',
    value: 'r.amount / 100.0',
    order: 'r.amount, r.at DESC',
  },
  'tickets-answered': wait(':answered', 'r.answered_at >= r.opened_at', [
    'opened_at',
    'answered_at',
  ]),
  'tickets-solved': wait('ticket', `r.status = 'solved' AND r.solved_at >= r.opened_at`, [
    'opened_at',
    'solved_at',
  ]),
  'handoffs-accepted': wait(
    `(SELECT 'rapport' AS source, id AS external_id, customer_id, created_at, decided_at, state FROM handoff)`,
    `r.state IN ('accepted', 'done')`,
    ['created_at', 'decided_at'],
  ),
  'promises-decided': {
    table: `(SELECT 'rapport' AS source, id AS external_id, customer_id, department, broken_on, closed_at, state, due_on FROM promise)`,
    where: `(r.broken_on IS NOT NULL OR (r.state = 'kept' AND r.due_on IS NOT NULL))`,
    at: 'CASE WHEN r.broken_on IS NULL THEN r.closed_at ELSE r.broken_on::timestamp AT TIME ZONE :zone END',
    value: 'NULL',
    order: 'r.broken_on DESC NULLS LAST, r.closed_at DESC',
  },
  'subscriptions-open': subscription('r.ended_on IS NULL', 'started_on'),
  'subscriptions-ended': subscription('true', 'ended_on'),
  'subscriptions-upgraded': subscription('r.upgraded', 'started_on'),
  churns: { table: 'churn', where: 'true', at: 'r.at', value: 'NULL', order: 'r.at DESC' },
  usage: {
    table: 'usage_day',
    where: 'r.uses > 0',
    at: 'r.day::timestamp AT TIME ZONE :zone',
    value: 'r.uses',
    order: 'r.uses, r.day DESC',
  },
  spend: {
    table: '(SELECT source, external_id, NULL::text AS customer_id, day FROM spend)',
    where: 'true',
    at: 'r.day::timestamp AT TIME ZONE :zone',
    value: 'NULL',
    order: 'r.day DESC',
  },
};

/** A day begins at the midnight of the organisation's zone. */
export const placeIn = (set: RecordSet, scope: Scope, add: Parameters['add']): Place => {
  const place = PLACES[set];
  return {
    ...place,
    table: place.table.replace(':answered', () => answeredTickets(scope, add)),
    at: place.at.replaceAll(':zone', () => `${add(scope.zone)}::text`),
  };
};

export const within = ({ where, at }: Place, scope: Scope, add: Parameters['add']): string =>
  `${where} AND ${happenedIn(at, scope, add)}${ofSegment('r.customer_id', scope.segment, add)}`;

export async function readRecords(
  sql: Sql,
  scope: Scope,
  { set, skip, limit }: { set: RecordSet; skip: number; limit: number },
): Promise<{ records: FigureRecord[]; total: number }> {
  const { values, add } = parameters();
  const place = placeIn(set, scope, add);
  const rows = await sql.query(
    `SELECT r.source, r.external_id AS "externalId", r.customer_id AS customer,
       (SELECT c.name FROM customer c WHERE c.id = r.customer_id) AS name, r.at, r.value, r.total FROM (
       SELECT r.source, r.external_id, r.customer_id, ${place.at} AS at, (${place.value})::float8 AS value,
              count(*) OVER ()::int AS total
         FROM ${place.table} r WHERE ${within(place, scope, add)}
        ORDER BY ${place.order}, r.source, r.external_id OFFSET ${add(skip)}::int LIMIT ${add(limit)}::int) r`,
    values,
  );
  const [first] = z.array(Counted).parse(rows);
  return { records: z.array(Stored).parse(rows), total: first?.total ?? 0 };
}

export async function readSources(
  sql: Sql,
  scope: Scope,
  set: RecordSet,
): Promise<{ source: string; at: Date | null }[]> {
  const { values, add } = parameters();
  const place = placeIn(set, scope, add);
  const rows = await sql.query(
    `SELECT r.source, s.last_seen AS at FROM (SELECT DISTINCT r.source FROM ${place.table} r WHERE ${within(place, scope, add)}) r
       LEFT JOIN source s ON s.source = r.source ORDER BY r.source`,
    values,
  );
  return z.array(z.object({ source: z.string(), at: z.date().nullable() })).parse(rows);
}

const Counted = z.object({ total: z.number() });

const Stored = z
  .object({
    source: z.string(),
    externalId: z.string(),
    customer: CustomerId.nullable(),
    name: z.string().nullable(),
    at: z.date(),
    value: z.number().nullable(),
  })
  .transform(
    ({ customer: id, name, ...record }): FigureRecord => ({
      ...record,
      customer: id !== null && name !== null ? { id, name } : null,
    }),
  );
