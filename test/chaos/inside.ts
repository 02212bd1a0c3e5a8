import { z } from 'zod';
import type { Database } from '../../prisma/database/database.ts';

/** The stored state, as far as the checks need it. */
export const StoredState = z.object({
  notes: z.array(z.object({ id: z.string(), body: z.string() })),
  tasks: z.array(z.object({ id: z.string(), what: z.string() })),
  handoffs: z.array(
    z.object({
      id: z.string(),
      reason: z.string(),
      state: z.string(),
      holder: z.string().nullable(),
      passed: z.boolean(),
    }),
  ),
  entries: z.array(z.object({ id: z.string(), title: z.string(), body: z.string().nullable() })),
  messages: z.array(
    z.object({
      key: z.string(),
      state: z.string(),
      person: z.string().nullable(),
      sentAs: z.string().nullable(),
      /** On record, where it was given up. */
      why: z.string().nullable(),
    }),
  ),
  writeBacks: z.array(
    z.object({ key: z.string(), state: z.string(), fault: z.string().nullable() }),
  ),
  failed: z.array(z.string()),
});
export type StoredState = z.infer<typeof StoredState>;

export async function readStoredState(database: Database): Promise<StoredState> {
  const all = <Row>(sql: string) => database.query<Row>(sql);
  return StoredState.parse({
    notes: await all('SELECT id, body FROM note ORDER BY created_at'),
    tasks: await all('SELECT id, what FROM task ORDER BY created_at'),
    handoffs: await all(
      `SELECT id, reason, state, holder_id AS holder, EXISTS (SELECT 1 FROM audit WHERE detail->>'handoff' = handoff.id AND detail->>'step' IN ('reassign', 'done')) AS passed FROM handoff ORDER BY created_at`,
    ),
    entries: await all(
      `SELECT external_id AS id, title, body FROM entry WHERE source = 'rapport' ORDER BY at`,
    ),
    messages: await all(
      `SELECT key, state, recipient->>'person' AS person, sent_as->>'reference' AS "sentAs",
        (SELECT detail->>'why' FROM audit WHERE action = 'refused' AND detail->>'message' = message.key LIMIT 1) AS why FROM message ORDER BY created_at`,
    ),
    writeBacks: await all('SELECT key, state, fault FROM write_back ORDER BY at'),
    failed: (
      await all<{ said: string }>(
        `SELECT name || ' ' || (data)::text || ': ' || coalesce(output::text, '') AS said FROM queue.job WHERE state = 'failed' OR name LIKE '%.failed'`,
      )
    ).map(({ said }) => said),
  });
}

/** Jobs, events and asks that are still to be done, each with its name and state; `later` where it is not due yet. */
export async function pending(database: Database): Promise<string[]> {
  const rows = await database.query<{ said: string }>(
    `SELECT name || ' ' || CASE WHEN state <> 'active' AND start_after > now() THEN 'later' ELSE state::text END || ' ' || (data->'data')::text AS said
      FROM queue.job WHERE state IN ('created', 'retry', 'active')
    UNION ALL SELECT 'event created ' || c.name || ' ' || e.kind FROM event_consumer c CROSS JOIN LATERAL
      (SELECT kind FROM event e WHERE (e.transaction, e.id) > (c.transaction, c.event_id) LIMIT 1) e
    UNION ALL SELECT 'ask created ' || key FROM pending_ask`,
  );
  return rows.map(({ said }) => said);
}

/**
 * Frees the jobs and asks of killed copies, as the queue does after a while, at no cost of their tries. Other jobs are due
 * by the bot's clock, which is `ahead` of the machine's.
 */
export async function takeOver(database: Database, ahead: number): Promise<void> {
  const [there] = await database.query(
    `SELECT 1 AS one FROM pg_tables WHERE schemaname = 'queue' AND tablename = 'job'`,
  );
  if (!there) return;
  await database.query(
    `UPDATE queue.job SET state = 'retry', start_after = now(), retry_limit = retry_limit + 1 WHERE state = 'active' AND retry_count < retry_limit`,
  );
  await database.query('UPDATE pending_ask SET leased_until = at');
  await timePasses(database, ahead);
}

/**
 * The bot's clock is `ahead` of the machine's by so many milliseconds. Jobs in the queue wait that much less, once
 * for all copies: the queue knows only how long a wait is.
 */
export async function timePasses(database: Database, ahead: number): Promise<void> {
  await database.query(
    `WITH before AS (SELECT coalesce((SELECT value::text::float8 FROM setting WHERE key = $1), 0) AS ahead),
      kept AS (INSERT INTO setting (key, value) VALUES ($1, to_jsonb($2::float8)) ON CONFLICT (key) DO UPDATE SET value = greatest(setting.value, excluded.value))
     UPDATE queue.job SET start_after = start_after - greatest(0, $2::float8 - before.ahead) * interval '1 millisecond'
     FROM before WHERE state IN ('created', 'retry')`,
    ['chaos-ahead', ahead],
  );
}
