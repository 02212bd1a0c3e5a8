import type { ChangePage } from '../connector.ts';
import type { SourceRecord } from '../customer/records.ts';
import type { UpstreamFault } from '../problem.ts';

/** How far each connected system was read. One reading of a system goes on at a time, over all copies of the bot. */
export interface Readings {
  /**
   * Begins a reading where the last one ended. Null while another one is under way and was active since then; one that
   * was not has lost its turn.
   */
  begin(reading: Reading, at: { now: Date; activeSince: Date }): Promise<ReadingStart | null>;
  /**
   * Applies the parts of a page in their order, in one transaction. The result has the records whose customer is not
   * known yet: the cursor moves only where there is none, or no page is left. Null, with nothing stored, where the
   * reading has lost its turn.
   */
  save(reading: Reading, page: ChangePage): Promise<readonly SourceRecord[] | null>;
  /** A sign of life. */
  touch(reading: Reading): Promise<void>;
  /** Ends it where it has not lost its turn; `fault` says why it did not come to its end, null where it did. */
  end(reading: Reading, how: { now: Date; fault: UpstreamFault | null }): Promise<void>;
  /** Gives the turn back after some records alone were read, which says nothing of the others. */
  release(reading: Reading): Promise<void>;
  /** The place in a system's journal; null until the system was read as a whole once. */
  journal(source: string): Promise<{ position: string | null } | null>;
  /** Moves it on. False, with nothing stored, where another copy moved it meanwhile. */
  moveJournal(source: string, move: { from: string | null; to: string | null }): Promise<boolean>;
  /** How far every system is that was ever read. */
  overview(): Promise<ReadingState[]>;
}

export interface ReadingState {
  source: string;
  /** The last sign of life of a reading. */
  at: Date;
  /** When a reading last got further: it saved its place, or came to its end. */
  movedAt: Date;
  /** The end of the last reading that was whole; null while the first is under way. */
  finishedAt: Date | null;
  /** Records of the reading that is under way; null between two. */
  records: number | null;
  /** Since when every reading fails, and why; null where the last one came to its end. */
  failedAt: Date | null;
  fault: UpstreamFault | null;
}

export interface Reading {
  source: string;
  id: string;
}

export interface ReadingStart {
  cursor: string | null;
}
