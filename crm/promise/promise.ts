import { z } from 'zod';
import { DepartmentId, PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';
import { EntryKey, Visibility } from '../timeline/entry.ts';

const Day = z.iso.date();

/** An earlier day of the promise: who moved it, and when. */
const Moved = z.object({ at: z.coerce.date(), by: PersonId, dueOn: Day.nullable() });

/** The place where the words of a promise stood first. */
export const PromiseOrigin = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('typed') }),
  z.object({ kind: z.literal('note'), id: z.string() }),
  z.object({ kind: z.literal('handoff'), id: z.string() }),
  z.object({ kind: z.literal('entry'), entry: EntryKey }),
]);
export type PromiseOrigin = z.infer<typeof PromiseOrigin>;

export const PROMISE_STATES = ['open', 'kept', 'withdrawn'] as const;

/** Something that a colleague promised a customer. An open one whose day has passed is broken, until it is kept or moved. */
export const CustomerPromise = z.object({
  ...versionedFields,
  what: z.string(),
  /** The person at the customer to whom it was promised; null where nobody said. */
  to: z.string().nullable(),
  /** Null where it was promised without a day. */
  dueOn: Day.nullable(),
  /** The colleague who promised it, and their department on that day. */
  by: PersonId,
  department: DepartmentId,
  /** The colleague who wrote it down. */
  createdBy: PersonId,
  visibility: Visibility,
  state: z.enum(PROMISE_STATES),
  closedAt: z.date().nullable(),
  closedBy: PersonId.nullable(),
  /** The reason of a withdrawal. */
  reason: z.string().nullable(),
  /** The first of its days that passed without it. It stays when the promise is moved or kept later. */
  brokenOn: Day.nullable(),
  /** How far its lateness went: -1 nowhere, 0 on record, 1 told to who promised, 2 to their manager and the owner, 3 to a leader. */
  level: z.number().int(),
  /** When the clock looks at it next; null where there is nothing more to say. */
  remindAt: z.date().nullable(),
  origin: PromiseOrigin,
  /** Oldest first. */
  history: z.array(Moved),
});
export type CustomerPromise = z.infer<typeof CustomerPromise>;
