import type { PlatformId } from '../person/person.ts';

/** Something that was asked and acknowledged, and whose answer has not left yet. */
export interface PendingAsk {
  /** The platform's name for the delivery. */
  key: string;
  platform: PlatformId;
  /** As it arrived, for the platform's adapter alone. */
  payload: unknown;
  at: Date;
}

/** Lets another copy of the bot answer it, should the one that acknowledged be killed. */
export interface PendingAsks {
  /** Keeps it until it is removed; no other copy takes it over before the lease ends. A known key changes nothing. */
  save(ask: PendingAsk, leasedUntil: Date): Promise<void>;
  remove(key: string): Promise<void>;
  /** True as long as it is kept. */
  has(key: string): Promise<boolean>;
  /** This copy is still at work on these. */
  renew(keys: readonly string[], leasedUntil: Date): Promise<void>;
  /** Takes over those whose lease is over, the oldest first, and removes those that were asked before `expired`. */
  takeOver(
    platform: PlatformId,
    lease: { now: Date; until: Date; expired: Date },
  ): Promise<PendingAsk[]>;
}
