import { z } from 'zod';
import type { AdoptionFacts } from '../../crm/figure/facts.ts';
import type { Scope } from '../../crm/figure/scope.ts';
import { DepartmentId, PersonId } from '../../crm/person/person.ts';
import type { Sql } from '../database/database.ts';
import { parameters } from '../timeline/entries.ts';
import { happenedIn, ofSegment } from './scope-sql.ts';

/** A colleague used Rapport where the audit log has an answer or a change of theirs; a refusal is none. */
export async function readAdoption(sql: Sql, scope: Scope): Promise<AdoptionFacts | null> {
  const { kind, value } = scope.segment;
  if (kind === 'segment' || kind === 'region') return null;
  const { values, add } = parameters();
  const whose = { all: '', owner: 'p.id', department: 'p.department_id' }[kind];
  const rows = await sql.query(
    `WITH users AS (SELECT DISTINCT a.person_id FROM audit a WHERE ${happenedIn('a.at', scope, add)} AND a.action <> 'refused' AND a.person_id IS NOT NULL AND a.platform <> 'terminal')
     SELECT p.department_id AS department, p.role IN ('leader', 'manager') AS leaders, count(*)::int AS people, count(u.person_id)::int AS active
      FROM person p LEFT JOIN users u ON u.person_id = p.id WHERE p.active${whose ? ` AND ${whose} = ${add(value)}::text` : ''}
      GROUP BY 1, 2 ORDER BY 1, 2`,
    values,
  );
  const [log] = await sql.query<{ began: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM audit WHERE at < $1) AS began',
    [scope.until],
  );
  return { departments: z.array(Counted).parse(rows), hasLog: log?.began ?? false };
}

const Counted = z.object({
  department: DepartmentId,
  leaders: z.boolean(),
  people: z.number(),
  active: z.number(),
});

export async function readContributors(
  sql: Sql,
  scope: Scope,
  { departments, limit }: { departments: readonly string[]; limit: number },
): Promise<PersonId[]> {
  const { values, add } = parameters();
  const rows = await sql.query(
    `SELECT p.id FROM entry e JOIN person p ON p.id = e.person_id
      WHERE ${happenedIn('e.at', scope, add)}${ofSegment('e.customer_id', scope.segment, add)}
        AND e.visibility = 'everyone' AND p.active AND p.department_id = ANY(${add([...departments])}::text[])
      GROUP BY p.id ORDER BY count(*) DESC, p.id LIMIT ${add(limit)}::int`,
    values,
  );
  return z
    .array(z.object({ id: PersonId }))
    .parse(rows)
    .map(({ id }) => id);
}
