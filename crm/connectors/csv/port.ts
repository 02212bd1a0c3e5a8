import type { SourceRecord } from '../../customer/records.ts';
import type { FoldKind } from '../mapping/mapping.ts';

/** The import's port to the store, which saves a batch and the run's progress in one transaction. */
export interface ImportStore {
  /**
   * Goes on with the unfinished run of this mapping over this folder if its files are still the same (`fingerprint`),
   * else begins one with the given state.
   */
  begin(run: {
    mapping: string;
    folder: string;
    fingerprint: string;
    state: unknown;
    now: Date;
  }): Promise<Run>;
  /** Saves rows whose key this step has not seen, and what `settle` then says of the whole run. */
  commit(run: Run, batch: Batch): Promise<void>;
  /** Finds what a look-up kept under these names; `keys` is the look-up's own number. */
  lookUp(run: Run, keys: number, named: readonly string[]): Promise<Map<string, readonly string[]>>;
  /**
   * Finds the records of earlier runs that none of the rows of this one is, and ends them where that is asked. Called
   * before `finish`; again after an interruption.
   */
  findVanished(run: Run, wanted: Wanted, now: Date): Promise<Vanished>;
  finish(run: Run, now: Date): Promise<void>;
}

export interface Run {
  id: string;
  /** The step that is under way, and how many of its rows are done with. */
  step: number;
  row: number;
  /** As last committed, or as it was begun. */
  state: unknown;
  resumed: boolean;
}

/** A kind of record whose ids are the ids of rows: those under these keys are there. */
export interface Wanted {
  kind: VanishingKind;
  source: string;
  keys: readonly number[];
  /** Marks them as ended, today in this zone. */
  ends: boolean;
  zone: string;
}

/** Kinds whose records stand for something that lasts. */
export const VANISHING = ['customer', 'person', 'subscription', 'ticket'] as const;
export type VanishingKind = (typeof VANISHING)[number];

export interface Vanished {
  kind: VanishingKind;
  count: number;
  /** A few of them, as people call them. */
  names: readonly string[];
  ended: boolean;
}

export interface Batch {
  step: number;
  /** The number under which the keys of its rows are remembered. */
  keys: number;
  /** How many of the step's rows are done with after this batch. */
  row: number;
  rows: readonly BatchRow[];
  /** How the cells that rows of one key keep become one, in their order; null where each row is for itself. */
  folds: readonly FoldKind[] | null;
  /** When the source said this. */
  now: Date;
  /** Saved together with the rows. */
  also: readonly SourceRecord[];
  /** Told before the transaction commits what became of the rows; gives the state to commit with them. */
  settle(outcome: Outcome): unknown;
}

export interface BatchRow {
  key: string;
  line: number;
  /** The instant as of which the row is so: of several that make one record, the latest counts. */
  asOf: Date | null;
  records: readonly SourceRecord[];
  /** Those of them that another row may have made too. */
  shared: readonly SourceRecord[];
  /** The fields that later look-ups find under the key. */
  kept: readonly string[] | null;
}

export interface Outcome {
  /** Rows that were not saved because their key was seen before, with the line where. */
  repeated: readonly { row: BatchRow; first: number }[];
  /** Records that were not saved because an earlier row made the same one, with its line. */
  coinciding: readonly { row: BatchRow; record: SourceRecord; first: number }[];
  /** Records that were not saved because something later is known of them. */
  outdated: number;
  /** Records that were not saved because they are of a customer or a contact that was erased. */
  erased: number;
  kinds: Partial<
    Record<SourceRecord['kind'], { inserted: number; updated: number; unchanged: number }>
  >;
  /** Records whose customer is not known. Entries and contacts among them were not saved. */
  unmatched: readonly { row: BatchRow; record: SourceRecord }[];
  /** Records that were not saved because their amount cannot be counted exactly. */
  refused: readonly { row: BatchRow; record: SourceRecord }[];
  /** Records that were saved without their owner, since nobody is called so. */
  ownerless: readonly { row: BatchRow; record: SourceRecord }[];
}
