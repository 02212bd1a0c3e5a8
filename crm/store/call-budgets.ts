import type { Milliseconds, RateLimit } from '../connectors/pace/rate-limit.ts';

/** Calls to connected systems, counted for all copies of the bot together. */
export interface CallBudgets {
  /**
   * Takes a call from the limit, where more than `spared` calls would be left of its stock. The result is the time until
   * there may be one; 0 where it was taken.
   */
  take(limit: RateLimit, spared: number, now: Date): Promise<Milliseconds>;
  /** Nobody takes a call from the limit before `until`. A pause never becomes shorter. */
  pause(limit: RateLimit, until: Date): Promise<void>;
  /** Keeps what a system says is left of its day. */
  saveQuota(quota: DailyQuota): Promise<void>;
  /** The last that each system said. */
  quotas(): Promise<DailyQuota[]>;
}

/** Calls that a system allows in a day, and what was left of them at an instant. */
export interface DailyQuota {
  source: string;
  calls: number;
  left: number;
  at: Date;
}
