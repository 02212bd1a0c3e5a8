import { z } from 'zod';
import { Origin } from '../note/origin.ts';
import { PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';

export const TASK_STATES = ['open', 'done', 'dropped'] as const;

export const Task = z.object({
  ...versionedFields,
  what: z.string(),
  holder: PersonId,
  createdBy: PersonId,
  dueAt: z.date().nullable(),
  snoozedUntil: z.date().nullable(),
  state: z.enum(TASK_STATES),
  doneAt: z.date().nullable(),
  reminders: z.number().int(),
  origin: Origin.nullable(),
});

export type Task = z.infer<typeof Task>;
