import { z } from 'zod';
import type { Place } from '../person/place.ts';

/** The thing that an answer is about: a note that is on its way to another system. */
export const Followed = z.object({
  note: z.string().min(1),
  /** Everything that the answer said besides the note itself; its card reads it. */
  shown: z.record(z.string(), z.unknown()),
});
export type Followed = z.infer<typeof Followed>;

/** An answer that is edited by itself once its thing is through, where it stands and whom it was given to. */
export interface LiveAnswer {
  about: Followed['note'];
  shown: Followed['shown'];
  place: z.infer<typeof Place>;
  /** The platform's name for the message. */
  reference: string;
  /** The account's, on the place's platform and tenant. */
  user: string;
  at: Date;
}
