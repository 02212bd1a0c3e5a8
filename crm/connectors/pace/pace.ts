import { setTimeout as realPause } from 'node:timers/promises';
import { Upstream } from '../../problem.ts';
import type { CallBudgets, DailyQuota } from '../../store/call-budgets.ts';
import { HOUR, SECOND } from '../../time/durations.ts';
import { type Milliseconds, type RateLimit, sparedOf } from './rate-limit.ts';

/** `asked`: a colleague waits for it; `reading`: the records are brought up to date, which has time. */
export type Purpose = 'asked' | 'reading';

/** Keeps to a system's limits, together with every other copy of the bot. */
export interface Pace {
  /** Waits for a call's turn. Throws `Upstream`, rate-limited, where that is too long to wait. */
  turn(limit: RateLimit): Promise<void>;
  /** The system says that the limit is reached. */
  refused(limit: RateLimit, retryAfter: Milliseconds): Promise<void>;
  /** The system says how much of its day is left. */
  left(quota: Pick<DailyQuota, 'calls' | 'left'>): Promise<void>;
}

export type PaceFor = (source: string, purpose: Purpose) => Pace;

/** Of somebody who makes a few calls by hand. */
export const UNPACED: PaceFor = () => ({
  turn: async () => {},
  refused: async () => {},
  left: async () => {},
});

/** Calls wait so long for their turn; a longer wait is the caller's, who comes back. */
const LONGEST_WAIT: Readonly<Record<Purpose, Milliseconds>> = {
  asked: 15 * SECOND,
  reading: 30 * SECOND,
};
/** A reading stops where less of a day's calls is left, and looks again after a while. */
const KEPT_FOR_ASKING = 0.05;
const LOOKED_AGAIN = HOUR;
/** So much of the day has to be used before it is stored again. */
const STORED_EACH = 0.005;
/** Those who wait do not all come back at the same moment. */
const JITTER = 0.25;

export interface PaceParts {
  budgets: CallBudgets;
  now: () => Date;
  /** From 0 to 1. */
  random?: () => number;
  pause?: (wait: Milliseconds) => Promise<unknown>;
}

export function pacesOn({
  budgets,
  now,
  random = Math.random,
  pause = realPause,
}: PaceParts): PaceFor {
  const quotas = new Map<string, DailyQuota>();
  return (source, purpose) => ({
    async turn(limit) {
      if (purpose === 'reading') leavesEnough(source, quotas.get(source), now());
      const spared = purpose === 'reading' ? sparedOf(limit) : 0;
      for (let waited = 0; ; ) {
        const wait = await budgets.take(limit, spared, now());
        if (wait === 0) return;
        const next = Math.ceil(wait * (1 + JITTER * random()));
        if (waited + next > LONGEST_WAIT[purpose])
          throw new Upstream(source, 'rate-limited', { retryAfter: next });
        await pause(next);
        waited += next;
      }
    },
    refused: (limit, retryAfter) => budgets.pause(limit, new Date(now().getTime() + retryAfter)),
    async left({ calls, left }) {
      const quota = { source, calls, left, at: now() };
      const before = quotas.get(source);
      const moved = before ? Math.abs(before.left - left) : calls;
      if (moved < calls * STORED_EACH) return;
      quotas.set(source, quota);
      await budgets.saveQuota(quota);
    },
  });
}

/** The last calls of a day are for colleagues. */
function leavesEnough(source: string, quota: DailyQuota | undefined, now: Date): void {
  if (!quota || quota.left > quota.calls * KEPT_FOR_ASKING) return;
  // The day may have turned: one call tells.
  if (now.getTime() - quota.at.getTime() >= LOOKED_AGAIN) return;
  throw new Upstream(source, 'rate-limited', { retryAfter: LOOKED_AGAIN });
}
