import type { PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { CommitOutcome } from '../../crm/store/store.ts';
import type { Database } from '../database/database.ts';
import { sqlState } from '../database/retry.ts';
import { appendFacts } from '../event/append.ts';
import type { StoredQueue } from '../queue/queue.ts';
import { Stale } from './change-kind.ts';
import { jobsOf, storeChanges } from './change-kinds.ts';

interface Committing {
  changes: readonly Change[];
  now: Date;
  /** Hears of it once there are new events. */
  appended: () => void;
}

/** See `Store.commit`. */
export async function commit(
  database: Database,
  queue: StoredQueue,
  { changes, now, appended }: Committing,
): Promise<CommitOutcome> {
  const send = await queue.prepare(jobsOf(changes));
  try {
    const facts = await database.transaction(async (sql) => {
      const occasion = { now, doer: doerOf(changes) };
      const happened = await storeChanges(sql, changes, occasion);
      await appendFacts(sql, happened, occasion);
      await send(sql);
      return happened;
    });
    if (facts.length > 0) appended();
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
