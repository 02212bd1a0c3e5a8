import { z } from 'zod';
import { PlatformId } from '../../crm/person/person.ts';
import type { PendingAsk, PendingAsks } from '../../crm/store/pending-asks.ts';
import { batchCalls } from '../database/batched.ts';
import type { Database } from '../database/database.ts';
import { json } from '../database/json.ts';

/** As many as a copy that comes up takes over at once. */
const AT_ONCE = 50;

type Saved = PendingAsk & { leasedUntil: Date };

export function pendingAsksOn(database: Database): PendingAsks {
  // Hundreds may ask in the same second, and each waits for this before it is acknowledged.
  const save = batchCalls(async (asks: readonly Saved[]) => {
    await database.query(SAVE, [json(asks)], { name: 'pending-ask-save' });
    return asks.map(() => undefined);
  });
  const remove = batchCalls(async (keys: readonly string[]) => {
    await database.query('DELETE FROM pending_ask WHERE key = ANY($1)', [keys], {
      name: 'pending-ask-remove',
    });
    return keys.map(() => undefined);
  });
  return {
    save: (ask, leasedUntil) => save({ ...ask, leasedUntil }),
    remove,
    async has(key) {
      const rows = await database.query('SELECT FROM pending_ask WHERE key = $1', [key]);
      return rows.length > 0;
    },
    async renew(keys, leasedUntil) {
      await database.query('UPDATE pending_ask SET leased_until = $2 WHERE key = ANY($1)', [
        keys,
        leasedUntil,
      ]);
    },
    async takeOver(platform, { now, until, expired }) {
      const rows = await database.query(TAKE_OVER, [platform, now, until, expired, AT_ONCE], {
        name: 'pending-ask-take-over',
      });
      return rows.map((row) => Stored.parse(row));
    },
  };
}

const SAVE = `INSERT INTO pending_ask (key, platform, payload, at, leased_until)
  SELECT key, platform, payload, at, "leasedUntil"
  FROM jsonb_to_recordset($1::jsonb) AS x(key text, platform text, payload jsonb, at timestamptz, "leasedUntil" timestamptz)
  ON CONFLICT (key) DO NOTHING`;

// Of several copies that look at once, each takes others.
const TAKE_OVER = `WITH gone AS (DELETE FROM pending_ask WHERE platform = $1 AND at < $4)
  UPDATE pending_ask SET leased_until = $3 WHERE key IN (
    SELECT key FROM pending_ask WHERE platform = $1 AND leased_until <= $2 AND at >= $4
    ORDER BY at, key LIMIT $5 FOR UPDATE SKIP LOCKED)
  RETURNING key, platform, payload, at`;

const Stored: z.ZodType<PendingAsk> = z.object({
  key: z.string(),
  platform: PlatformId,
  payload: z.unknown(),
  at: z.date(),
});
