import { z } from 'zod';
import { PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';

/** A colleague asked to look at a customer. */
export const Mention = z.object({
  ...versionedFields,
  from: PersonId,
  to: PersonId,
  words: z.string(),
  /** The id of the note that asks it, where one does. */
  noteId: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
});

export type Mention = z.infer<typeof Mention>;
