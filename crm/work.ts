import { z } from 'zod';
import { CustomerId, type Money } from './customer.ts';
import { EntryKey, Visibility } from './entry.ts';
import { DepartmentId, PersonId } from './person.ts';
import { Place } from './place.ts';

/** What colleagues do with a customer together: plain data, as it is stored. `version` grows by one with every change. */
const Id = z.string().min(1).max(64);
const base = { id: Id, customerId: CustomerId, version: z.number().int(), createdAt: z.date() };

/** Where a note or a task was taken from: somebody's message, with its thread where that was asked for. */
export const Origin = z.object({
  author: z.string(),
  link: z.string().nullable(),
  place: z.string().nullable(),
  messages: z.array(z.object({ author: z.string(), at: z.date().nullable(), words: z.string() })),
  /** How many of its thread are not among them: the oldest answers; null where nobody could count them. */
  leftOut: z.number().int().nullable().optional(),
  files: z.array(
    z.object({
      name: z.string(),
      type: z.string().nullable(),
      size: z.number().nullable(),
      link: z.string().nullable(),
    }),
  ),
});
export type Origin = z.infer<typeof Origin>;

export const Note = z.object({
  ...base,
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

export const Target = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonId }),
  z.object({ kind: z.literal('department'), department: DepartmentId }),
]);
export type Target = z.infer<typeof Target>;

export const HANDOFF_STATES = ['offered', 'accepted', 'declined', 'withdrawn', 'done'] as const;

export const Handoff = z.object({
  ...base,
  from: PersonId,
  to: Target,
  /** Who answers for it now: the receiver asked, or who claimed a department's; null while a department has not claimed it. */
  holder: PersonId.nullable(),
  /** Which rotation chose the holder, so that it may choose the next. */
  rotation: z.string().nullable(),
  reason: z.string(),
  promises: z.array(z.string()),
  /** What the receiver needs; `by` and `at` where somebody ticked it, or took the tick off, once it was handed over. */
  checklist: z.array(
    z.object({
      item: z.string(),
      done: z.boolean(),
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
  /** Rungs of the ladder already climbed: 0 the receiver, 1 their manager, 2 a leader. */
  rung: z.number().int(),
});
export type Handoff = z.infer<typeof Handoff>;

export const TASK_STATES = ['open', 'done', 'dropped'] as const;

export const Task = z.object({
  ...base,
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

/** A colleague asked to look at a customer. */
export const Mention = z.object({
  ...base,
  from: PersonId,
  to: PersonId,
  words: z.string(),
  /** What stands behind it: a note's id, where it was in one. */
  noteId: z.string().nullable(),
  answer: z.string().nullable(),
  answeredAt: z.date().nullable(),
});
export type Mention = z.infer<typeof Mention>;

export const WIN_KINDS = ['deal', 'renewal', 'save', 'turn-around', 'other'] as const;

export const Win = z.object({
  ...base,
  author: PersonId,
  kind: z.enum(WIN_KINDS),
  what: z.string(),
  difference: z.string().nullable(),
  money: z
    .object({ amount: z.number().int(), currency: z.string() })
    .nullable() satisfies z.ZodType<Money | null>,
  picture: z.string().nullable(),
  /** Who made it happen, and what with: `Mia` solved, `Jo` sourced. */
  credits: z.array(z.object({ person: PersonId, for: z.string() })),
  state: z.enum(['posted', 'retracted']),
  kudos: z.array(PersonId),
  /** The record of the source that it is about, so that two reports of one deal are one win. */
  about: z.string().nullable(),
});
export type Win = z.infer<typeof Win>;

/** Kinds of message that a person can set by themselves. */
export const MESSAGE_KINDS = [
  'handoff',
  'task',
  'mention',
  'followed',
  'signal',
  'win',
  'digest',
  'summary',
] as const;
export const MessageKind = z.enum(MESSAGE_KINDS);
export type MessageKind = z.infer<typeof MessageKind>;

/** Who a message is for: a person, wherever they are reached, or a place. */
export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonId }),
  z.object({ kind: z.literal('place'), place: Place }),
]);
export type Addressee = z.infer<typeof Addressee>;
