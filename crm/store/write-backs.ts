import type { ExternalId } from '../connector.ts';
import type { WriteBack, WriteBackState } from '../note/write-back.ts';

/** Writes to the CRM. They are added by `Store.commit`, and done by a job. */
export interface WriteBacks {
  /** A write, and how far it has come. */
  get(key: string): Promise<(WriteBack & WriteBackState) | null>;
  /** A write that is done does not go back to waiting. */
  save(state: WriteBackState & { remoteId: ExternalId | null }): Promise<void>;
  /** The CRM's id of our note or task; null where it has none yet. */
  remoteId(subject: { kind: 'note' | 'task'; id: string }): Promise<ExternalId | null>;
}
