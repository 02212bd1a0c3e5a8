import { z } from 'zod';
import type { PostAttempt, PostAttempts } from '../../crm/store/post-attempts.ts';
import type { Database } from '../database/database.ts';

export const postAttemptsOn = (database: Database): PostAttempts => ({
  async get({ platform, tenant }, key) {
    const [row] = await database.query(
      `SELECT state, attempt_id AS id, at, doubted_at AS "doubtedAt", reference FROM post_attempt
       WHERE platform = $1 AND tenant = $2 AND key = $3`,
      [platform, tenant, key],
      { name: 'post-attempt' },
    );
    return row ? Stored.parse(row) : null;
  },
  async save({ platform, tenant }, key, attempt) {
    const rest =
      attempt.state === 'posted'
        ? [null, null, attempt.reference]
        : [attempt.id, attempt.doubtedAt, null];
    await database.query(
      `INSERT INTO post_attempt (platform, tenant, key, state, at, attempt_id, doubted_at, reference) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (platform, tenant, key) DO UPDATE SET state = excluded.state, attempt_id = excluded.attempt_id,
        at = excluded.at, doubted_at = excluded.doubted_at, reference = excluded.reference`,
      [platform, tenant, key, attempt.state, attempt.at, ...rest],
    );
  },
});

const Stored: z.ZodType<PostAttempt> = z.discriminatedUnion('state', [
  z.object({ state: z.literal('posted'), reference: z.string(), at: z.date() }),
  z.object({
    state: z.enum(['begun', 'unsure', 'refused']),
    id: z.string(),
    at: z.date(),
    doubtedAt: z.date().nullable(),
  }),
]);
