import type { WriteBackState } from '../note/write-back.ts';
import type { StatusFacts } from '../status/facts.ts';

/** How everything that is stored is going. */
export interface Status {
  /** A few statements that read little, however much is stored. */
  facts(now: Date): Promise<StatusFacts>;
  /** The failed writes that the facts count, oldest first; at most `limit`. */
  failedWrites(now: Date, limit: number): Promise<Pick<WriteBackState, 'key' | 'at'>[]>;
}
