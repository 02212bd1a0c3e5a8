import type { RetentionId } from '../retention/kinds.ts';

/** Deletes kinds of data by their age; the store was opened with how long each is kept. */
export interface RetentionStore {
  /** Deletes everything of this kind that is too old by now: by when it was made, or came. */
  forget(kind: RetentionId, now: Date): Promise<void>;
}
