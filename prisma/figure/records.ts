import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { FigureRecord, RecordSet } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { type Parameters, parameters } from '../timeline/entries.ts';
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

const PLACES: Readonly<Record<RecordSet, Place>> = {
  'answers-nps': answers('nps'),
  'answers-csat': answers('csat'),
  'answers-ces': answers('ces'),
  'subscriptions-ended': {
    table: 'subscription',
    where: 'NOT r.trial AND r.monthly > 0 AND r.ended_on IS NOT NULL',
    at: 'r.ended_on::timestamptz',
    value: 'r.monthly / 100.0',
    order: 'r.monthly DESC, r.ended_on DESC',
  },
  orders: {
    table: 'entry',
    where: `r.kind = 'order' AND r.amount IS NOT NULL`,
    at: 'r.at',
    value: 'r.amount / 100.0',
    order: 'r.amount, r.at DESC',
  },
};

const within = ({ where, at }: Place, scope: Scope, add: Parameters['add']): string =>
  `${where} AND ${happenedIn(at, scope, add)}${ofSegment('r.customer_id', scope.segment, add)}`;

export async function readRecords(
  sql: Sql,
  scope: Scope,
  { set, skip, limit }: { set: RecordSet; skip: number; limit: number },
): Promise<FigureRecord[]> {
  const place = PLACES[set];
  const { values, add } = parameters();
  const rows = await sql.query(
    `SELECT r.source, r.external_id AS "externalId", r.customer_id AS customer,
       (SELECT c.name FROM customer c WHERE c.id = r.customer_id) AS name, r.at, r.value FROM (
       SELECT r.source, r.external_id, r.customer_id, ${place.at} AS at, (${place.value})::float8 AS value
         FROM ${place.table} r WHERE ${within(place, scope, add)}
        ORDER BY ${place.order}, r.source, r.external_id OFFSET ${add(skip)}::int LIMIT ${add(limit + 1)}::int) r`,
    values,
  );
  return z.array(Stored).parse(rows);
}

export async function readSources(
  sql: Sql,
  scope: Scope,
  set: RecordSet,
): Promise<{ source: string; at: Date | null }[]> {
  const place = PLACES[set];
  const { values, add } = parameters();
  const rows = await sql.query(
    `SELECT r.source, s.last_seen AS at FROM (SELECT DISTINCT r.source FROM ${place.table} r WHERE ${within(place, scope, add)}) r
       LEFT JOIN source s ON s.source = r.source ORDER BY r.source`,
    values,
  );
  return z.array(z.object({ source: z.string(), at: z.date().nullable() })).parse(rows);
}

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
