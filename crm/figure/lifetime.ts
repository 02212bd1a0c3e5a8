import type { Day } from '../time/day.ts';

/** An order or, with a negative amount, a refund. */
export interface Purchase {
  /** The customer's id. */
  customer: string;
  at: Date;
  /** In minor units of one currency. */
  amount: number;
  /** Null where the order stands. */
  cancelledAt: Date | null;
}

/** Orders in one currency since the first one; an average needs the whole past. */
export interface Orders {
  currency: string;
  purchases: Purchase[];
}

/** Customers with a paid subscription in one currency, in a stretch of days. */
export interface SubscriptionRevenue {
  currency: string;
  /** How many had one when the days began, and how many of those left: a source says so, or they have none when they end. */
  opening: number;
  lost: number;
  /** How many have one when the days end, and how much they pay a month together, in minor units. */
  closing: number;
  monthly: number;
}

/** All that a customer's lifetime value is made of. */
export interface LifetimeFacts {
  /** Gross margin in percent; null where the organisation has not set it. */
  margin: number | null;
  /** The days in which customers were lost, both included, and the last one that orders count on. */
  first: Day;
  last: Day;
  /** The organisation's, IANA. */
  zone: string;
  recurring: SubscriptionRevenue[];
  orders: Orders[];
  /** Of so many customers with orders one was taken, by their ids: with 1, all of them. */
  every: number;
}
