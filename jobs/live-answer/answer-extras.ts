import { z } from 'zod';
import type { NoteCardExtras } from '../../cards/note/card.ts';
import { CustomerId } from '../../crm/customer/customer.ts';

const Names = z.array(z.string());

/** The failure after which the answer says that the write is tried again. */
export const TriedAgain = z.object({ failedAt: z.iso.datetime() });

/** As it was kept beside the answer. */
export const AnswerExtras: z.ZodType<NoteCardExtras> = z.object({
  saved: z.boolean(),
  people: z.object({
    told: Names,
    notTold: Names,
    unknown: Names,
    beyond: Names,
    letGo: Names,
  }),
  filed: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('guessed'), said: z.string(), amongSeveral: z.boolean() }),
      z.object({ kind: z.literal('room'), here: z.object({ id: CustomerId, name: z.string() }) }),
    ])
    .nullable(),
  promised: z.string().nullable(),
  leftOut: z.array(
    z.object({ name: z.string(), verdict: z.enum(['unsized', 'too-large', 'program']) }),
  ),
});
