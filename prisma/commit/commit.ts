import type { PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { CommitOutcome } from '../../crm/store/store.ts';
import type { Database } from '../database/database.ts';
import { sqlState } from '../database/retry.ts';
import type { StoredQueue } from '../queue/queue.ts';
import { jobsOf, Stale, storeChanges } from './change-kinds.ts';

/** See `Store.commit`. */
export async function commit(
  database: Database,
  queue: StoredQueue,
  { changes, now }: { changes: readonly Change[]; now: Date },
): Promise<CommitOutcome> {
  const send = await queue.prepare(jobsOf(changes));
  try {
    await database.transaction(async (sql) => {
      await storeChanges(sql, changes, { now, doer: doerOf(changes) });
      await send(sql);
    });
    return 'done';
  } catch (cause) {
    if (cause instanceof Stale || sqlState(cause) === UNIQUE) return 'stale';
    throw cause;
  }
}

const UNIQUE = '23505';

/** The person who did it, by the audit line that goes with it; null for a job that the clock started. */
const doerOf = (changes: readonly Change[]): PersonId | null =>
  changes.find((change) => change.kind === 'audit')?.event.person ?? null;
