import type { SourceRecord } from '../customer/records.ts';

/** The one way in for everything that comes from a source: the demo, an import, a sync. */
export interface Records {
  isEmpty(): Promise<boolean>;
  /**
   * Saves a batch in one transaction, set-wise. References inside the batch and to earlier batches are resolved by
   * external id. Saving the same again changes nothing.
   */
  save(batch: readonly SourceRecord[]): Promise<SaveResult>;
  counts(): Promise<Readonly<Record<SourceRecord['kind'], number>>>;
}

export interface SaveResult {
  inserted: number;
  updated: number;
  unchanged: number;
  /** Positions in the batch of records whose customer is not known; entries and contacts among them were not saved. */
  unmatched: readonly number[];
  /** Positions of invoices, payments and spends that were not saved, since no number here counts their amount exactly. */
  refused: readonly number[];
}
