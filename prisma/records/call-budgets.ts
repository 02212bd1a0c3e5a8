import { type RateLimit, type Stock, stockOf } from '../../crm/connectors/pace/rate-limit.ts';
import type { CallBudgets, DailyQuota } from '../../crm/store/call-budgets.ts';
import type { Sql } from '../database/database.ts';

interface Row {
  stock: number;
  at: Date;
  paused_until: Date | null;
}

/** The stock at an instant. A copy whose clock is behind fills nothing. */
const FILLED = `least($2::float8, b.stock + greatest(0, extract(epoch FROM $4::timestamptz - b.at) * 1000) * $3::float8)`;

const TAKE = `INSERT INTO call_budget AS b (name, stock, at) VALUES ($1, $2::float8 - 1, $4)
  ON CONFLICT (name) DO UPDATE SET stock = ${FILLED} - 1, at = greatest(b.at, excluded.at)
  WHERE ${FILLED} - 1 >= $5 AND (b.paused_until IS NULL OR b.paused_until <= $4)
  RETURNING name`;

export const callBudgetsOn = (database: Sql): CallBudgets => ({
  async take(limit, spared, now) {
    const stock = stockOf(limit);
    const taken = await database.query(TAKE, [limit.name, stock.most, stock.refill, now, spared], {
      name: 'take-call',
    });
    if (taken.length > 0) return 0;
    const [row] = await database.query<Row>(
      'SELECT stock, at, paused_until FROM call_budget WHERE name = $1',
      [limit.name],
    );
    return row ? waitFor(row, { stock, spared, now }) : 1;
  },
  async pause(limit: RateLimit, until) {
    const { most } = stockOf(limit);
    await database.query(
      `INSERT INTO call_budget AS b (name, stock, at, paused_until) VALUES ($1, $2, $3, $3)
        ON CONFLICT (name) DO UPDATE SET paused_until = greatest(b.paused_until, excluded.paused_until)`,
      [limit.name, most, until],
    );
  },
  async saveQuota({ source, calls, left, at }) {
    await database.query(
      `INSERT INTO daily_quota AS q (source, calls, remaining, at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (source) DO UPDATE SET calls = excluded.calls, remaining = excluded.remaining, at = excluded.at WHERE q.at <= excluded.at`,
      [source, calls, left, at],
    );
  },
  quotas: () =>
    database.query<DailyQuota>(
      'SELECT source, calls, remaining AS left, at FROM daily_quota ORDER BY source',
    ),
});

function waitFor(
  row: Row,
  { stock, spared, now }: { stock: Stock; spared: number; now: Date },
): number {
  const elapsed = Math.max(0, now.getTime() - row.at.getTime());
  const missing = spared + 1 - (row.stock + elapsed * stock.refill);
  const paused = (row.paused_until?.getTime() ?? 0) - now.getTime();
  return Math.max(1, Math.ceil(missing / stock.refill), paused);
}
