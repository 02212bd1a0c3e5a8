import { z } from 'zod';
import { FileCopy } from './file-copy.ts';

/** Where a note or a task was taken from: somebody's message, with its thread where that was asked for. */
export const Origin = z.object({
  author: z.string(),
  link: z.string().nullable(),
  place: z.string().nullable(),
  messages: z.array(z.object({ author: z.string(), at: z.date().nullable(), words: z.string() })),
  /** How many of its thread are not among them: the oldest answers; null where nobody could count them. */
  leftOut: z.number().int().nullable().optional(),
  /** The permission without which its thread could not be read, as the platform calls it. */
  lacks: z.string().optional(),
  files: z.array(
    z.object({
      name: z.string(),
      type: z.string().nullable(),
      size: z.number().nullable(),
      link: z.string().nullable(),
      /** Absent where files were links alone when the note was written. */
      copy: FileCopy.optional(),
    }),
  ),
});

export type Origin = z.infer<typeof Origin>;
