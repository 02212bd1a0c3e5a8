import { z } from 'zod';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { MovingCustomer, RecordSet } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { placeIn, within } from './records.ts';

/**
 * Of records with a value a customer moves the mean by how far theirs lie from it, of others by how many there are:
 * the difference of that between both periods is the order.
 */
export async function readMovers(
  sql: Sql,
  scope: Scope,
  { set, before, limit }: { set: RecordSet; before: Scope; limit: number },
): Promise<MovingCustomer[]> {
  const { values, add } = parameters();
  const of = (one: Scope, isNow: boolean) => {
    const place = placeIn(set, one, add);
    return `SELECT ${isNow} AS now, r.customer_id, (${place.value})::float8 AS value FROM ${place.table} r
      WHERE r.customer_id IS NOT NULL AND ${within(place, one, add)}`;
  };
  const rows = await sql.query(
    `WITH moved AS (${of(scope, true)} UNION ALL ${of(before, false)}),
      mean AS (SELECT avg(value) AS value FROM moved),
      customers AS (
        SELECT m.customer_id AS id, (count(*) FILTER (WHERE now))::int AS "nowRecords", avg(m.value) FILTER (WHERE now) AS "nowMean",
          (count(*) FILTER (WHERE NOT now))::int AS "beforeRecords", avg(m.value) FILTER (WHERE NOT now) AS "beforeMean",
          abs(sum(CASE WHEN now THEN 1 ELSE -1 END * coalesce(m.value - mean.value, 1))) AS moves
        FROM moved m CROSS JOIN mean GROUP BY m.customer_id)
     SELECT u.*, c.name FROM customers u JOIN customer c ON c.id = u.id WHERE u.moves > 0 ORDER BY u.moves DESC, u.id LIMIT ${add(limit)}::int`,
    values,
  );
  return z.array(Stored).parse(rows);
}

const Stored = z
  .object({
    id: CustomerId,
    name: z.string(),
    nowRecords: z.number(),
    nowMean: z.number().nullable(),
    beforeRecords: z.number(),
    beforeMean: z.number().nullable(),
  })
  .transform(
    ({ id, name, nowRecords, nowMean, beforeRecords, beforeMean }): MovingCustomer => ({
      id,
      name,
      now: { records: nowRecords, mean: nowMean },
      before: { records: beforeRecords, mean: beforeMean },
    }),
  );
