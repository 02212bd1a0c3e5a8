import type { ExternalId } from '../connector.ts';
import type { FilesThere, FileThere } from '../note/file-copy.ts';
import type { TextsThere } from '../note/text-there.ts';
import type { WriteBack, WriteBackState } from '../note/write-back.ts';

/** Writes to the CRM. They are added by `Store.commit`, and done by a job. */
export interface WriteBacks {
  /** A write, and how far it has come. */
  get(key: string): Promise<(WriteBack & WriteBackState) | null>;
  /** A write that is done does not go back to waiting. */
  save(state: WriteBackState & { remoteId: ExternalId | null }): Promise<void>;
  /** Where our note or task stands; null where no write of it has begun. */
  remote(subject: { kind: 'note' | 'task'; id: string }): Promise<Remote | null>;
  /**
   * Marks that this write begins in a system, unless one of the same note or task has begun before: the first mark
   * stays, whichever copies of the bot set it at once. The result is the mark that stands.
   */
  begin(key: string, source: string): Promise<Remote>;
  /** The note of ours that a system calls so; null where there is none. */
  noteAt(remote: { source: string; id: ExternalId }): Promise<string | null>;
  /** A note's texts there. */
  texts(note: string): Promise<TextsThere>;
  /** Those that are named are replaced. A text that was sent is kept beside the next ones. */
  saveTexts(note: string, texts: Partial<Omit<TextsThere, 'sentBefore'>>): Promise<void>;
  /** The outcomes of a note's files there, by the file's place in its note. */
  files(note: string): Promise<FilesThere>;
  /** Those that are named are replaced; null: there is none any more. */
  saveFiles(note: string, files: Readonly<Record<string, FileThere | null>>): Promise<void>;
}

/** A note or a task in a system of its own. */
export interface Remote {
  /** Null where it was written when there was one system only. */
  source: string | null;
  /** Empty while the system's answer is not known. */
  id: ExternalId;
}
