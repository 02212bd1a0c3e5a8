import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';
import { PersonId } from '../person/person.ts';
import { versionedFields } from '../store/versioned.ts';
import { Kind, Visibility } from '../timeline/entry.ts';

/** Names a rule; it never changes. */
export const RuleId = z.string().regex(/^[a-z][a-z-]{0,39}$/);
export type RuleId = z.infer<typeof RuleId>;

/** One of the things that fired a signal. It names the thing, and repeats nobody's letter or note. */
export const Cause = z.object({
  kind: z.enum([
    'entry',
    'ticket',
    'answer',
    'usage',
    'deal',
    'invoice',
    'payment',
    'handoff',
    'promise',
    'renewal',
    'customer',
  ]),
  source: z.string(),
  id: z.string(),
  at: z.coerce.date().nullable(),
  /** A ticket's subject, a deal's name, an invoice's number, another customer's name. */
  name: z.string().nullable().default(null),
  /** Of an entry: it decides who may hear of it. */
  entry: z
    .object({
      kind: Kind,
      department: z.string(),
      personId: PersonId.nullable(),
      person: z.string().nullable(),
      contact: z.string().nullable(),
      visibility: Visibility,
    })
    .optional(),
});
export type Cause = z.infer<typeof Cause>;

/** A rule's own numbers and names, which its `tell` puts into words. */
export const Detail = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export type Detail = z.infer<typeof Detail>;

/** Somebody said whether a signal was of use; the last word of each counts. */
export const SignalAnswer = z.object({ person: PersonId, useful: z.boolean() });

/** An occurrence: from when a rule found something at a customer until it finds it no more. */
export const Signal = z.object({
  ...versionedFields,
  id: z.string().min(1).max(200),
  rule: RuleId,
  /** Names the beginning of the occurrence: as long as it is the same, nobody hears of it again. */
  key: z.string(),
  detail: Detail,
  causes: z.array(Cause),
  /** Owner and followers were told; null where the rule was off then, or it was history. */
  toldAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  answers: z.array(SignalAnswer),
});
export type Signal = z.infer<typeof Signal>;

/** Somebody reaches out although something speaks against it. */
export const HoldOverride = z.object({
  customerId: CustomerId,
  person: PersonId,
  at: z.date(),
  until: z.date(),
});
export type HoldOverride = z.infer<typeof HoldOverride>;

/** How an organisation uses a rule. */
export const RuleSetting = z.object({
  rule: RuleId,
  /** Owner and followers are told. Off, it stands on the card only. */
  isOn: z.boolean(),
  threshold: z.number(),
});
export type RuleSetting = z.infer<typeof RuleSetting>;
