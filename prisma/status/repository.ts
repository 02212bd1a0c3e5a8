import type { WriteBackState } from '../../crm/note/write-back.ts';
import {
  type ConsumerFacts,
  LATELY,
  type MessageFacts,
  MOST_BEHIND,
  RECENT,
  type UndeliveredFacts,
  type WriteFacts,
} from '../../crm/status/facts.ts';
import type { Readings } from '../../crm/store/readings.ts';
import type { Settings } from '../../crm/store/settings.ts';
import type { Status } from '../../crm/store/status.ts';
import type { Database } from '../database/database.ts';
import { jobFactsOn } from './job-facts.ts';

/** See `Status`. One statement after another, so that looking takes one connection. */
export function statusOn(
  database: Database,
  { readings, settings }: { readings: Readings; settings: Settings },
): Status {
  const jobs = jobFactsOn(database);
  const query = <Facts>(text: string, values: unknown[], name: string) =>
    database.query<Facts>(text, values, { name: `status-${name}` });
  return {
    async facts(now) {
      const [recent, lately] = [ago(now, RECENT), ago(now, LATELY)];
      return {
        jobs: await jobs(now),
        writes: await query<WriteFacts>(WRITES, [recent, lately], 'writes'),
        messages: await query<MessageFacts>(MESSAGES, [lately, now], 'messages'),
        undelivered: await query<UndeliveredFacts>(UNDELIVERED, [lately], 'undelivered'),
        consumers: await query<ConsumerFacts>(CONSUMERS, [MOST_BEHIND], 'consumers'),
        readings: await readings.overview(),
        backupAt: (await settings.get('last-backup'))?.at ?? null,
      };
    },
    failedWrites: (now, limit) =>
      query<Pick<WriteBackState, 'key' | 'at'>>(
        `SELECT key, at FROM write_back w WHERE ${FAILED} ORDER BY at, key LIMIT $2`,
        [ago(now, RECENT), limit],
        'failed-writes',
      ),
  };
}

const ago = (now: Date, length: number): Date => new Date(now.getTime() - length);

/** A later write brought the same thing up to what it is now, or its author is asked which text is to stand. */
const FAILED = `w.state = 'failed' AND w.at > $1
  AND NOT EXISTS (SELECT 1 FROM write_back l WHERE l.customer_id = w.customer_id AND l.subject_kind = w.subject_kind
    AND (l.subject_id = w.subject_id OR w.subject_kind IN ('owner', 'stage')) AND l.state = 'done' AND l.at > w.at)
  AND NOT EXISTS (SELECT 1 FROM note_there n WHERE w.subject_kind = 'note' AND n.note = w.subject_id AND n.theirs IS NOT NULL)`;

const WRITES = `SELECT source, count(*) FILTER (WHERE state = 'waiting')::int AS waiting, min(at) FILTER (WHERE state = 'waiting') AS "waitingSince",
    count(*) FILTER (WHERE state = 'failed')::int AS failed, max(at) FILTER (WHERE state = 'failed') AS "failedAt",
    count(*) FILTER (WHERE state = 'done')::int AS done, (array_agg(fault ORDER BY at DESC, key) FILTER (WHERE fault IS NOT NULL AND state <> 'done'))[1] AS fault
  FROM write_back w WHERE state = 'waiting' OR (state = 'done' AND at > $2) OR (${FAILED}) GROUP BY source ORDER BY source NULLS LAST`;

const MESSAGES = `SELECT state, count(*)::int AS count,
    count(*) FILTER (WHERE state = 'waiting' OR (state = 'deferred' AND due_at <= $2))::int AS overdue,
    min(CASE state WHEN 'waiting' THEN created_at WHEN 'deferred' THEN due_at END) FILTER (WHERE state = 'waiting' OR due_at <= $2) AS "overdueSince"
  FROM message WHERE state IN ('waiting', 'deferred') OR (state IN ('sent', 'muted', 'failed', 'withdrawn') AND created_at > $1) GROUP BY state ORDER BY state`;

const UNDELIVERED = `SELECT detail->>'why' AS why, count(*)::int AS count, min(at) AS since FROM audit
  WHERE at > $1 AND action = 'refused' AND jsonb_exists(detail, 'message') AND detail->>'why' IS NOT NULL GROUP BY 1 ORDER BY 1`;

const CONSUMERS = `SELECT c.name,
    (SELECT count(*)::int FROM (SELECT 1 FROM event e WHERE (e.transaction, e.id) > (c.transaction, c.event_id) LIMIT $1) e) AS behind,
    (SELECT e.recorded_at FROM event e WHERE (e.transaction, e.id) > (c.transaction, c.event_id) ORDER BY e.transaction, e.id LIMIT 1) AS since
  FROM event_consumer c ORDER BY c.name`;
