import { z } from 'zod';
import type { PersonId } from '../person/person.ts';
import type { Day } from '../time/day.ts';

/** Ours. Theirs are external ids, kept with their source in a `Reference`. */
export const CustomerId = z.string().min(1).max(64).brand<'CustomerId'>();
export type CustomerId = z.infer<typeof CustomerId>;

export const STAGES = ['lead', 'prospect', 'onboarding', 'live', 'at-risk', 'churned'] as const;
export const Stage = z.enum(STAGES);
export type Stage = z.infer<typeof Stage>;

/** Minor units (cents) and an ISO 4217 code. */
export interface Money {
  amount: number;
  currency: string;
}

export interface Customer {
  id: CustomerId;
  name: string;
  segment: string | null;
  industry: string | null;
  city: string | null;
  country: string | null;
  stage: Stage;
  ownerId: PersonId | null;
  /** Recurring revenue a year; null when nobody told us, which is not 0. */
  revenue: Money | null;
  renewsOn: Day | null;
  /** 0 (lost) to 100 (thriving), as the source rates it. */
  health: number | null;
  /** First day as a customer or lead. */
  since: Day | null;
  /** When the stage became what it is; null where nobody told us. */
  stageSince: Date | null;
  domains: readonly string[];
}

export interface Contact {
  id: string;
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
  /** The other customers where they are, the primary one first. */
  elsewhere: readonly { name: string; isPrimary: boolean }[];
}

/** Another system's name for this customer. */
export interface Reference {
  source: string;
  externalId: string;
  url: string | null;
}

/** A reference as the choice of a system needs it. */
export interface CustomerReference extends Pick<Reference, 'source' | 'externalId'> {
  /** Our id of the customer is made of it: this system told us of them first. */
  owns: boolean;
  /** It is no longer there: deleted, or merged into another customer. */
  gone: boolean;
}

/** Enough of a customer to tell it from its namesakes in a list. */
export interface CustomerSummary {
  id: CustomerId;
  name: string;
  stage: Stage;
  city: string | null;
  segment: string | null;
  domain: string | null;
  revenue: Money | null;
  owner: string | null;
}
