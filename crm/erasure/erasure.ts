import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';
import { PersonId } from '../person/person.ts';
import { DAY } from '../time/durations.ts';

/** The question to the second person is open for so long. */
export const OPEN_FOR = 7 * DAY;

const Sourced = z.object({ source: z.string(), externalId: z.string() });

/** Everything by which a store knows something that is to be erased, as it was when a second person agreed. */
export const ErasureTerms = z.object({
  /** Our ids: the customer's, and those of customers that became a part of it. */
  ids: z.array(z.string()),
  references: z.array(Sourced),
  contacts: z.array(Sourced),
  names: z.array(z.string()),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  /** Domains that the customer registered. */
  companies: z.array(z.string()),
  /** Parts of a contact's name that are looked for in the texts of these customers alone. */
  near: z
    .object({ customers: z.array(z.string()), names: z.array(z.string()) })
    .default({ customers: [], names: [] }),
});
export type ErasureTerms = z.infer<typeof ErasureTerms>;

/** A customer, or one contact by the rows that they have: a person may be known to several systems. */
export const ErasureAbout = z.object({
  /** Null for a contact. */
  customerId: CustomerId.nullable(),
  contacts: z.array(Sourced.extend({ customerId: CustomerId })),
  name: z.string(),
  /** A contact's address, and the names of their customers: whoever agrees has to know who it is. */
  email: z.string().nullable().optional(),
  customers: z.array(z.string()).optional(),
  /** Null until a second person agreed. */
  terms: ErasureTerms.nullable(),
});
export type ErasureAbout = z.infer<typeof ErasureAbout>;

export const ERASURE_SUBJECTS = ['customer', 'contact'] as const;

/**
 * A customer or a contact that somebody asked to erase. `asked` waits for a second person; `agreed` is under way; `kept`
 * and `expired` ended without it; `done` is the proof.
 */
export const Erasure = z.object({
  id: z.string(),
  /** Grows by one with every change. */
  version: z.number().int().positive(),
  state: z.enum(['asked', 'agreed', 'kept', 'expired', 'done']),
  subject: z.enum(ERASURE_SUBJECTS),
  /** Null once it is over. */
  about: ErasureAbout.nullable(),
  /** How many of each thing, by the names of `ERASED_THINGS`. */
  counts: z.record(z.string(), z.number()),
  /** Null where a restored backup was brought up to it. */
  askedBy: PersonId.nullable(),
  askedAt: z.date(),
  answeredBy: PersonId.nullable(),
  answeredAt: z.date().nullable(),
  finishedAt: z.date().nullable(),
  /** A keyed hash of the name: whoever has the name can show that it was this one. */
  proof: z.string().nullable(),
  /** Records that sources told of it again, and that were not saved. */
  refused: z.number().int(),
});
export type Erasure = z.infer<typeof Erasure>;

/** The tables whose rows are counted, in the order in which a card names them. */
export const ERASED_THINGS = [
  'contact',
  'entry',
  'note',
  'handoff',
  'task',
  'promise',
  'question',
  'goal',
  'win',
  'signal',
  'deal',
  'ticket',
  'subscription',
  'invoice',
  'payment',
  'survey_answer',
  'usage_day',
  'churn',
  'message',
  /** Channels in which something of it stands. */
  'channel',
  /** Texts elsewhere that name it. */
  'mention',
] as const;
export type ErasedThing = (typeof ERASED_THINGS)[number];
