import { z } from 'zod';
import type { Money } from '../customer/customer.ts';
import { PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';

export const WIN_KINDS = ['deal', 'renewal', 'save', 'turn-around', 'other'] as const;

export const Win = z.object({
  ...versionedFields,
  author: PersonId,
  kind: z.enum(WIN_KINDS),
  what: z.string(),
  difference: z.string().nullable(),
  money: z
    .object({ amount: z.number().int(), currency: z.string() })
    .nullable() satisfies z.ZodType<Money | null>,
  picture: z.string().nullable(),
  /** The people who made it happen, each with their part: `Mia` solved, `Jo` sourced. */
  credits: z.array(z.object({ person: PersonId, for: z.string() })),
  state: z.enum(['posted', 'retracted']),
  kudos: z.array(PersonId),
  /** The record of the source that it is about, so that two reports of one deal are one win. */
  about: z.string().nullable(),
});

export type Win = z.infer<typeof Win>;
