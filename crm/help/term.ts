import { z } from 'zod';
import { PersonId } from '../person/person.ts';

/** A word as the organisation explains it. `key` is its name folded, as it is looked up. */
export const Term = z.object({
  key: z.string().min(1),
  name: z.string(),
  meaning: z.string(),
  setBy: PersonId,
  setAt: z.date(),
});
export type Term = z.infer<typeof Term>;
