import type { DeletableKind, Deletion, ExternalId } from '../connector.ts';

/** The records that a system brought and that are not known to be deleted there. */
export interface KnownRecords {
  /** Ids of one kind, in their order, behind `after` (null: from the first one); at most `most`. */
  list(
    source: string,
    question: { kind: DeletableKind; after: ExternalId | null; most: number },
  ): Promise<ExternalId[]>;
  /** Takes out what is no longer there, as a page of the system's changes does. */
  remove(source: string, deletions: readonly Deletion[]): Promise<void>;
}
