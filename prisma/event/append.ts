import type { Fact } from '../../crm/event/event.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Sql } from '../database/database.ts';
import { json } from '../database/json.ts';

/** The transaction that writes, by the number by which events are put in order. */
export const TRANSACTION = 'pg_current_xact_id()::text::bigint';

/** Appends what a commit did, in its transaction. It happened when it was committed. */
export async function appendFacts(
  sql: Sql,
  facts: readonly Fact[],
  { now, doer }: { now: Date; doer: PersonId | null },
): Promise<void> {
  if (facts.length === 0) return;
  await sql.query(
    `INSERT INTO event (transaction, kind, customer_id, at, recorded_at, source, person_id, payload)
      SELECT ${TRANSACTION}, kind, "customerId", $2, $2, 'rapport', $3, payload
      FROM jsonb_to_recordset($1::jsonb) AS fact (kind text, "customerId" text, payload jsonb)`,
    [json(facts), now, doer],
    { name: 'event-append' },
  );
}
