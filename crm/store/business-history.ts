import type { CustomerId, Money } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import type { Day } from '../time/day.ts';

/** A customer's deals, tickets and orders in the sources' records, as data without words. */
export interface BusinessHistory {
  deals: readonly DealHistory[];
  tickets: readonly {
    priority: 'low' | 'normal' | 'high' | 'urgent';
    escalated: boolean;
    owner: PersonId | null;
    openedAt: Date;
    solvedAt: Date | null;
  }[];
  subscriptions: readonly { startedOn: Day; trial: boolean }[];
  churns: readonly { at: Date; reactivation: boolean }[];
}

export interface DealHistory {
  source: string;
  externalId: string;
  status: 'open' | 'won' | 'lost';
  /** The source's own word: `renewal`, `webinar`… */
  origin: string | null;
  owner: PersonId | null;
  openedAt: Date | null;
  closedAt: Date | null;
  money: Money | null;
}

export interface BusinessHistoryStore {
  /** Those of a customer that were open at some time since this instant; at most 500 of each kind, the newest. */
  businessHistory(customer: CustomerId, since: Date): Promise<BusinessHistory>;
}
