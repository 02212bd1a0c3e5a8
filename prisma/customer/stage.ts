import { Stage } from '../../crm/customer/customer.ts';
import type { Fact } from '../../crm/event/event.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Sql } from '../database/database.ts';

type StageChange = Extract<Change, { kind: 'stage' }>;

/** As if the system had told of it already; its next word on it counts again. */
export async function setStage(
  sql: Sql,
  { customerId, stage, source }: StageChange,
  now: Date,
): Promise<void> {
  await sql.query(
    'UPDATE customer SET stage = $2, stage_since = CASE WHEN stage = $2 THEN stage_since ELSE $3 END WHERE id = $1',
    [customerId, stage, now],
  );
  await sql.query(
    `UPDATE reference SET facts = facts || jsonb_build_object('stage', $3::text) WHERE customer_id = $1 AND source = $2 AND facts IS NOT NULL`,
    [customerId, source, stage],
  );
}

/** Compares the new stages with those before; none where they are the same. */
export async function stageFacts(sql: Sql, changes: readonly StageChange[]): Promise<Fact[]> {
  const rows = await sql.query<{ id: string; stage: string }>(
    'SELECT id, stage FROM customer WHERE id = ANY($1) FOR UPDATE',
    [changes.map(({ customerId }) => customerId)],
  );
  const before = new Map(rows.map(({ id, stage }) => [id, Stage.parse(stage)]));
  return changes.flatMap(({ customerId, stage }) => {
    const from = before.get(customerId);
    if (from === undefined || from === stage) return [];
    return [{ kind: 'stage-changed', customerId, payload: { from, to: stage } }];
  });
}
