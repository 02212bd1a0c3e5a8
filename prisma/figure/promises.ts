import { z } from 'zod';
import type { PromiseFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { placeIn, within } from './records.ts';

/** Kept ones by the day on which somebody said so, broken ones by the day that passed; by the department that promised. */
export async function readPromises(sql: Sql, scope: Scope): Promise<PromiseFacts> {
  const { values, add } = parameters();
  const place = placeIn('promises-decided', scope, add);
  const rows = await sql.query(
    `SELECT r.department, (count(*) FILTER (WHERE r.broken_on IS NULL))::int AS kept, (count(*) FILTER (WHERE r.broken_on IS NOT NULL))::int AS broken
      FROM ${place.table} r WHERE ${within(place, scope, add)} GROUP BY r.department ORDER BY count(*) DESC, r.department`,
    values,
  );
  return { departments: z.array(Counted).parse(rows) };
}

const Counted = z.object({ department: z.string(), kept: z.number(), broken: z.number() });
