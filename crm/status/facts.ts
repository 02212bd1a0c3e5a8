import type { ReadingState } from '../store/readings.ts';
import { DAY } from '../time/durations.ts';

/** A failure of longer ago is counted no more: its author heard of it, and the log has it. */
export const RECENT = 7 * DAY;
/** Messages and writes that came to an end are counted for so long. */
export const LATELY = DAY;

/** How the work that nobody sees is going, as the store knows it at an instant. */
export interface StatusFacts {
  jobs: readonly JobFacts[];
  writes: readonly WriteFacts[];
  messages: readonly MessageFacts[];
  undelivered: readonly UndeliveredFacts[];
  consumers: readonly ConsumerFacts[];
  /** Every system that was ever read. */
  readings: readonly ReadingState[];
  /** The last `npm run backup`; null where none is known. */
  backupAt: Date | null;
}

/** The jobs of one kind. */
export interface JobFacts {
  kind: string;
  /** Those that could be done now, a further try included. */
  due: number;
  /** Since when the first of these could be done. */
  dueSince: Date | null;
  /** Those that are sent for a later time, or are tried again later. */
  later: number;
  active: number;
  /**
   * Those that were given up in the last `RECENT`. One that the clock or a system sends again and again is not counted
   * once a later one with the same data was done.
   */
  failed: number;
  /** When the first and the last of these were given up. */
  failedSince: Date | null;
  failedAt: Date | null;
  /** The last one's fault, in the words of the program; null where it left none. */
  fault: string | null;
}

/** Notes, tasks, owners and stages on their way to one system. */
export interface WriteFacts {
  /** Null before it has begun somewhere. */
  source: string | null;
  waiting: number;
  waitingSince: Date | null;
  /**
   * Those of the last `RECENT` that were not taken. One whose note or task got there by a later write is not counted,
   * and neither is a note whose author has to choose between two texts.
   */
  failed: number;
  failedAt: Date | null;
  /** Those of the last day that got there. */
  done: number;
  /** The system's reason for the last one that failed or still waits, as its author reads it. */
  fault: string | null;
}

/** Messages to people and places, in one state; of the last day, where the state is an end. */
export interface MessageFacts {
  state: 'waiting' | 'deferred' | 'sent' | 'muted' | 'failed' | 'withdrawn';
  count: number;
  /** Those that should have left by now. */
  overdue: number;
  /** Since when the first of them should have left; null where none is overdue. */
  overdueSince: Date | null;
}

/** Messages of the last day that reached nobody, by the reason that is on record: `unreachable`, or a chat's own fault. */
export interface UndeliveredFacts {
  why: string;
  count: number;
  since: Date;
}

/** How far one reader of the events is. */
export interface ConsumerFacts {
  name: string;
  /** Events that it has not looked at yet, up to `MOST_BEHIND`. */
  behind: number;
  /** When the first of these was recorded. */
  since: Date | null;
}

/** No more events are counted than this, so that a consumer that is far behind costs no more. */
export const MOST_BEHIND = 10_000;
