import { z } from 'zod';
import { PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';
import { Visibility } from '../timeline/entry.ts';
import { Origin } from './origin.ts';

export const Note = z.object({
  ...versionedFields,
  authorId: PersonId,
  body: z.string(),
  visibility: Visibility,
  pinned: z.boolean(),
  origin: Origin.nullable(),
  editedAt: z.date().nullable(),
  /** Kept for the audit; shown to nobody. */
  deletedAt: z.date().nullable(),
  /** Earlier texts, oldest first. */
  history: z.array(z.object({ at: z.date(), body: z.string(), visibility: Visibility })),
});

export type Note = z.infer<typeof Note>;
