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
  /** Ends it where it has not lost its turn; `fault` says why it did not come to its end, null where it did. */
  end(reading: Reading, how: { now: Date; fault: UpstreamFault | null }): Promise<void>;
}

export interface Reading {
  source: string;
  id: string;
}

export interface ReadingStart {
  cursor: string | null;
}
