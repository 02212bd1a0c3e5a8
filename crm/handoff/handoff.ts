import { z } from 'zod';
import { DepartmentId, PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';
import { EntryKey } from '../timeline/entry.ts';

export const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonId }),
  z.object({ kind: z.literal('department'), department: DepartmentId }),
]);

export type Target = z.infer<typeof Target>;

export const HANDOFF_STATES = ['offered', 'accepted', 'declined', 'withdrawn', 'done'] as const;

export const Handoff = z.object({
  ...versionedFields,
  from: PersonId,
  to: Target,
  /** The colleague who answers for it now; null while nobody in the receiving department has claimed it. */
  holder: PersonId.nullable(),
  /** Which rotation chose the holder, so that it may choose the next. */
  rotation: z.string().nullable(),
  reason: z.string(),
  promises: z.array(z.string()),
  /**
   * The receiver's needs, ticked by people; `by` and `at` name the person who ticked or unticked one after the handoff,
   * and when. `proposed`: the giver's words seem to say it, and nobody ticked it yet.
   */
  checklist: z.array(
    z.object({
      item: z.string(),
      done: z.boolean(),
      proposed: z.boolean().optional(),
      by: PersonId.optional(),
      at: z.date().optional(),
    }),
  ),
  entries: z.array(EntryKey),
  dueAt: z.date(),
  state: z.enum(HANDOFF_STATES),
  /** Questions asked and answered before a decision. */
  talk: z.array(z.object({ at: z.date(), by: PersonId, words: z.string() })),
  decidedAt: z.date().nullable(),
  decision: z.string().nullable(),
  reminders: z.number().int(),
  /** The highest level of the escalation that was told: 0 the receiver, 1 their manager, 2 a leader. */
  level: z.number().int(),
});

export type Handoff = z.infer<typeof Handoff>;
