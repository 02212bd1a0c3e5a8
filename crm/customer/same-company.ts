import { z } from 'zod';
import { Evidence } from '../matching/same-company.ts';
import { PersonId } from '../person/person.ts';
import { CustomerId } from './customer.ts';

/** Whether two customers are one company: asked of a colleague once, and decided by one. */
export const SameCompany = z.object({
  /** In the order of `pairOf`. */
  pair: z.tuple([CustomerId, CustomerId]),
  /** Grows by one with every change. */
  version: z.number().int().positive(),
  /** Null while nobody decided it. */
  same: z.boolean().nullable(),
  by: PersonId.nullable(),
  decidedAt: z.date().nullable(),
  askedOf: PersonId.nullable(),
  /** The colleague who handed the question on; null where the evidence asks. */
  askedBy: PersonId.nullable(),
  askedAt: z.date().nullable(),
  confidence: z.number().nullable(),
  evidence: z.array(Evidence),
});
export type SameCompany = z.infer<typeof SameCompany>;

/** Two customers in one order, whichever is named first: by code units, as the database compares ids. */
export const pairOf = (one: CustomerId, other: CustomerId): [CustomerId, CustomerId] =>
  one < other ? [one, other] : [other, one];

/** Names the question, as the subject of its messages. */
export const questionId = ([first, second]: readonly [CustomerId, CustomerId]): string =>
  `${first} ${second}`;

export function pairIn(id: string): [CustomerId, CustomerId] | null {
  const [first, second] = id.split(' ').map((one) => CustomerId.safeParse(one).data);
  return first && second ? [first, second] : null;
}

/** A question that nobody asked yet. */
export const newQuestion = (
  one: CustomerId,
  other: CustomerId,
  over: Partial<Omit<SameCompany, 'pair' | 'version'>> = {},
): SameCompany => ({
  pair: pairOf(one, other),
  version: 1,
  same: null,
  by: null,
  decidedAt: null,
  askedOf: null,
  askedBy: null,
  askedAt: null,
  confidence: null,
  evidence: [],
  ...over,
});
