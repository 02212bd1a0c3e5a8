import { z } from 'zod';
import { DepartmentId, PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';

const Day = z.iso.date();

/** An earlier wording: `at` and `by` say when and by whom it was written. */
const Earlier = z.object({
  at: z.coerce.date(),
  by: PersonId,
  what: z.string(),
  dueOn: Day.nullable(),
});

export const GOAL_STATES = ['open', 'reached', 'withdrawn'] as const;

/** The one thing that a department wants for a customer. Each department has at most one that is open. */
export const Goal = z.object({
  ...versionedFields,
  department: DepartmentId,
  what: z.string(),
  dueOn: Day.nullable(),
  /** The colleague who set it, or changed it last: its owner. */
  setBy: PersonId,
  setAt: z.date(),
  state: z.enum(GOAL_STATES),
  closedAt: z.date().nullable(),
  closedBy: PersonId.nullable(),
  /** Oldest first. */
  history: z.array(Earlier),
});
export type Goal = z.infer<typeof Goal>;
