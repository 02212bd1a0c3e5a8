import type { Fact } from '../../crm/event/event.ts';
import { PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Sql } from '../database/database.ts';

type OwnerChange = Extract<Change, { kind: 'owner' }>;

export async function setOwner(
  sql: Sql,
  { customerId, person }: OwnerChange,
  now: Date,
): Promise<void> {
  await sql.query('UPDATE customer SET owner_id = $2 WHERE id = $1', [customerId, person]);
  // Each system's next word on it counts again.
  await sql.query(
    `UPDATE reference SET facts = facts || jsonb_build_object('owner_id', $2::text, 'owner_here', $3::text) WHERE customer_id = $1 AND facts IS NOT NULL`,
    [customerId, person, now.toISOString()],
  );
}

/** Compares the new owners with those before; none where they are the same. */
export async function ownerFacts(sql: Sql, changes: readonly OwnerChange[]): Promise<Fact[]> {
  const rows = await sql.query<{ id: string; owner: string | null }>(
    'SELECT id, owner_id AS owner FROM customer WHERE id = ANY($1) FOR UPDATE',
    [changes.map(({ customerId }) => customerId)],
  );
  const before = new Map(rows.map(({ id, owner }) => [id, owner]));
  return changes.flatMap(({ customerId, person }) => {
    const owner = before.get(customerId);
    if (owner === undefined || owner === person) return [];
    const from = owner === null ? null : PersonId.parse(owner);
    return [{ kind: 'owner-changed', customerId, payload: { from, to: person } }];
  });
}
