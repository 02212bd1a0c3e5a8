import { z } from 'zod';
import type { SurveyAnswerRecord } from '../customer/business-records.ts';
import type { CustomerId, Money } from '../customer/customer.ts';
import type { DepartmentId } from '../person/person.ts';
import type { Day } from '../time/day.ts';

export type Survey = SurveyAnswerRecord['survey'];

/** So many answers with this score, of a survey whose best score is `best`. */
export interface ScoreCount {
  score: number;
  best: number;
  count: number;
}

/** Records behind a figure, by what they are; the port lists them page by page. */
export const RecordSet = z.enum([
  'answers-nps',
  'answers-csat',
  'answers-ces',
  'orders',
  'tickets-answered',
  'tickets-solved',
  'subscriptions-open',
  'subscriptions-ended',
  'subscriptions-upgraded',
  'churns',
  'handoffs-accepted',
  'promises-decided',
  'usage',
  'spend',
]);
export type RecordSet = z.infer<typeof RecordSet>;

/** One record behind a figure, without anybody's text. */
export interface FigureRecord {
  source: string;
  externalId: string;
  customer: { id: CustomerId; name: string } | null;
  at: Date;
  /** In the unit of the set: a score, minutes; null where it is the record's existence that counts. */
  value: number | null;
}

/** A customer's part in a figure's change: records of the period, and of the one before, with their mean value. */
export interface MovingCustomer {
  id: CustomerId;
  name: string;
  now: { records: number; mean: number | null };
  before: { records: number; mean: number | null };
}

/** The same by the channel on which the rated ticket came in. */
export interface ChannelScores extends ScoreCount {
  channel: string;
}

/** From when to when something took, as a pair of instants. */
export interface Stretch {
  from: Date;
  to: Date;
  /** The hours that it had of its own, as its source wrote them. */
  schedule?: string | null;
}

/** Waits that ended in the period, and how many of their kind ended without both instants being known. */
export interface Waits {
  stretches: readonly Stretch[];
  /** All that ended in the period or, where an end is not stored, began in it. */
  total: number;
  /** Days off of the organisation's office in that time. */
  holidays: readonly Day[];
}

/** Subscriptions that are open at the end of the period, by currency. */
export interface RecurringRevenue {
  /** A month, in minor units. */
  revenue: Money;
  accounts: number;
  subscriptions: number;
  seats: number;
  /** Accounts with an open subscription of which no price is known, in any currency. */
  unpriced: number;
}

/** The customers who paid when the period began, in one currency, and what became of them by its end. */
export interface RevenueCohort {
  currency: string;
  accounts: number;
  /** Those who still pay. */
  stayed: number;
  /** A month's revenue, in minor units: at the opening, at the end, and at the end without anybody's growth. */
  opening: number;
  closing: number;
  kept: number;
}

export interface ChurnFacts {
  /** Customers there were, and how many of them are marked as gone, or left by an event of the period. */
  customers: number;
  flagged: number;
  left: number;
  /** Whether any source tells of customers who leave. */
  hasEvents: boolean;
  /** Whether any subscription ended until the period's end. */
  hasEnds: boolean;
  /** The period has no beginning. */
  allTime: boolean;
  /** Of all time: the month’s revenue of open subscriptions in the currency of most, and the part of those marked as gone. */
  marked: { currency: string; monthly: number; gone: number } | null;
  /** Subscriptions that were open when the period began (of all time: all there were), and those of them that ended. */
  subscriptions: number;
  ended: number;
}

export interface ContactFacts {
  /** Solved in the period. */
  solved: number;
  /** Of these, with at least one public answer by a colleague, and with exactly one. */
  answered: number;
  once: number;
  /** All that were solved in the period, those too that are open again, and how many of them were reopened within a week; null where nobody tells of reopened tickets. */
  solutions: { all: number; reopened: number } | null;
}

export interface ExpansionFacts {
  /** Customers with a subscription before the one that was upgraded, added or not. */
  customers: number;
  upsold: number;
  crossSold: number;
  /** Either of both. */
  expanded: number;
  upgrades: number;
  downgrades: number;
}

export interface AcquisitionFacts {
  spend: readonly Money[];
  customers: number;
  channels: readonly ChannelSpend[];
  deals: DealFacts;
}

/** The spend on one channel, and the customers that its visits brought: parts of them, so no whole number. */
export interface ChannelSpend {
  channel: string;
  spend: Money;
  customers: number;
}

/** Deals that were closed in the period, and those that are open now. */
export interface DealFacts {
  won: number;
  lost: number;
  open: number;
  /** Of those that were won, with an amount in the currency of most of them. */
  sold: { deals: number; revenue: Money } | null;
  /** Mean days from their beginning to their end, as their source has both, of those that were won; null where none has. */
  daysToWin: number | null;
}

export interface EngagementFacts {
  customers: number;
  engaged: number;
  /** Whether any use of the product is stored at all. */
  hasUsage: boolean;
}

export interface CoverageFacts {
  /** Customers with anything on their timeline in the period. */
  customers: number;
  /** With something that one of us logged. */
  touched: number;
  departments: readonly { department: DepartmentId; customers: number }[];
}

/** Promises that were kept by their day, and those whose day passed, the department with the most first. */
export interface PromiseFacts {
  departments: readonly { department: DepartmentId; kept: number; broken: number }[];
}

export interface AdoptionFacts {
  /** Whether Rapport was there by the end of the period. */
  hasLog: boolean;
  departments: readonly {
    department: DepartmentId;
    leaders: boolean;
    people: number;
    active: number;
  }[];
}
