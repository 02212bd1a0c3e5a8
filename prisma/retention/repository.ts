import type { Retention, RetentionId } from '../../crm/retention/kinds.ts';
import type { RetentionStore } from '../../crm/store/retention.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Database } from '../database/database.ts';
import { removeExports } from '../export/remove.ts';
import { settingsOn } from '../settings/settings.ts';

/** The statements that delete a kind; `$1` is the instant before which it was made. A kind that is missing does not compile. */
const STATEMENTS: Readonly<Record<Exclude<RetentionId, 'exports'>, readonly string[]>> = {
  events: ['DELETE FROM event WHERE recorded_at < $1'],
  audit: ['DELETE FROM audit WHERE at < $1'],
  messages: [
    // One that waits is still to come, however old it is.
    `DELETE FROM message WHERE coalesce(sent_at, created_at) < $1 AND state NOT IN ('waiting', 'deferred')`,
    'DELETE FROM post_attempt WHERE at < $1',
  ],
  'shared-cards': ['DELETE FROM customer_post WHERE at < $1'],
  jobs: [
    `DELETE FROM queue.job WHERE state IN ('completed', 'cancelled', 'failed') AND completed_on < $1`,
  ],
  'tool-items': [
    `DELETE FROM ingest_delivery d WHERE done_at IS NOT NULL AND received_at < $1
      AND NOT EXISTS (SELECT FROM ingest_aside a WHERE a.source = d.source AND a.key = d.key)`,
  ],
  'aside-items': ['DELETE FROM ingest_aside WHERE received_at < $1'],
  'item-order': ['DELETE FROM ingest_order WHERE seen_at < $1'],
  drafts: ['DELETE FROM draft WHERE at < $1'],
  entries: ['DELETE FROM entry WHERE at < $1'],
  answers: [
    'DELETE FROM pending_ask WHERE at < $1',
    'DELETE FROM delivery WHERE at < $1',
    'DELETE FROM live_answer WHERE at < $1',
  ],
};

export const retentionOn = (
  database: Database,
  { dataDir, retention }: { dataDir: string | null; retention: Retention },
): RetentionStore => ({
  async forget(kind, now) {
    const days = retention[kind];
    // A later reading of their source leaves them out.
    if (kind === 'entries') await settingsOn(database).set('entries-kept', days);
    if (days === null) return;
    const before = new Date(now.getTime() - days * DAY);
    if (kind === 'exports')
      return dataDir === null ? undefined : removeExports(database, { dataDir, before });
    for (const statement of STATEMENTS[kind]) await database.query(statement, [before]);
  },
});
