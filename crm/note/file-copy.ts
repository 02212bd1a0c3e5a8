import { z } from 'zod';

/** A file on a chat platform, by the platform's own name for it. */
export const FileReference = z.object({
  platform: z.string(),
  tenant: z.string(),
  id: z.string(),
});
export type FileReference = z.infer<typeof FileReference>;

/** Why a file of a note is only a link in the system in which the note stands. */
export const FileFault = z.enum([
  /** The chat platform hands out no files of such messages. */
  'platform',
  /** It lies with another service, or in another organisation's chat. */
  'elsewhere',
  /** The bot lacks the scope `needs`. */
  'no-right',
  /** It was deleted, or the bot may not see where it was posted. */
  'gone',
  'too-large',
  /** A note brings ten. */
  'too-many',
  /** The chat platform did not answer for an hour. */
  'no-answer',
  /** The system failed for an hour when it was brought. */
  'not-taken',
  /** The system takes no files of notes. */
  'no-files',
  /** The key of the system may bring no files there. */
  'no-key',
  /** The system refused it; `reason` has its words. */
  'refused',
]);
export type FileFault = z.infer<typeof FileFault>;

/** How a file of a message can become one in a CRM. */
export const FileCopy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('possible'), from: FileReference }),
  z.object({ kind: z.literal('never'), platform: z.string(), fault: FileFault }),
]);
export type FileCopy = z.infer<typeof FileCopy>;

/** Which system fails at the file, and the instant (ISO 8601) of its first failure. */
export const FileFailing = z.object({ system: z.string(), since: z.iso.datetime() });
export type FileFailing = z.infer<typeof FileFailing>;

/** How one file of a note stands in the system in which the note stands. */
export const FileThere = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('copied'), id: z.string(), failing: FileFailing.optional() }),
  /** Tried, and not settled. `sent`: it may stand there, since no answer to it is known. */
  z.object({
    kind: z.literal('bringing'),
    sent: z.boolean(),
    failing: FileFailing.optional(),
  }),
  z.object({
    kind: z.literal('link'),
    fault: FileFault,
    /** The scope that is missing, as the platform calls it, or the system's own words. */
    detail: z.string().optional(),
    /** It may stand there all the same: no answer to an earlier try is known. */
    sent: z.literal(true).optional(),
  }),
]);
export type FileThere = z.infer<typeof FileThere>;

export const FilesThere = z.record(z.string(), FileThere);
export type FilesThere = z.infer<typeof FilesThere>;

/** A file as it was read; its bytes are kept nowhere. */
export interface FileContent {
  kind: 'content';
  name: string;
  type: string | null;
  bytes: Uint8Array<ArrayBuffer>;
}

/** It cannot be read, and another try would not help. */
export type FileRefusal = Extract<FileThere, { kind: 'link' }>;

/** Reads the files of chat messages. */
export interface FileSource {
  /**
   * Reads a file of at most `most` bytes and hands it to `work`. One file at a time is in memory: the next one waits for
   * the end of that work. Throws `Upstream` of the platform where it fails for a while.
   */
  withFile<Result>(
    file: FileReference,
    most: number,
    work: (content: FileContent) => Promise<Result>,
  ): Promise<Result | FileRefusal>;
}
