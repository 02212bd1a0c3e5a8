import type { CustomerId, CustomerSummary } from '../customer/customer.ts';
import type { SystemFacts } from '../customer/field-owners.ts';
import type { SameCompany } from '../customer/same-company.ts';
import type { CustomerJoin } from '../matching/join.ts';
import type { ComparedPair } from '../matching/same-company.ts';
import type { PersonId } from '../person/person.ts';
import type { CustomerPair } from './customers.ts';

/** Which records of different systems are one customer: compared, asked, joined. */
export interface Matches {
  /**
   * The next records that nobody compared yet, with every pair that has something in common, stands in different systems
   * and was neither asked nor decided. Records of a system that is being read wait. Null where there are none.
   */
  due(limit: number, now: Date): Promise<DueMatches | null>;
  /** Null where nobody asked it. */
  question(pair: CustomerPair): Promise<SameCompany | null>;
  /** Questions that nobody decided, oldest first; of this person alone, where one is named. */
  open(of: PersonId | null, limit: number): Promise<SameCompany[]>;
  /** Both customers as they stand side by side, in the order of the pair; null for one that nobody knows. */
  sides(pair: CustomerPair): Promise<[MatchSide | null, MatchSide | null]>;
  /** The customers that became a part of this one, newest first. */
  joins(customer: CustomerId): Promise<StoredJoin[]>;
  /** Where the former ones among these ids are now. Others are left out. */
  now(ids: readonly string[]): Promise<Map<string, CustomerId>>;
  /** How each system tells this customer. */
  systemFacts(customer: CustomerId): Promise<SystemFacts[]>;
  /** The systems that told anything, by their ids, in order. */
  systems(): Promise<string[]>;
  /** Brings to a joined customer everything that was stored for its former part meanwhile. */
  settle(now: Date): Promise<void>;
  /** Decides the facts of the next customers that several systems tell; the last one's id, null where none was left. */
  decideFields(after: string | null, limit: number, now: Date): Promise<string | null>;
}

export interface DueMatches {
  references: readonly { source: string; externalId: string; customer: CustomerId }[];
  pairs: readonly DuePair[];
}

export interface DuePair extends ComparedPair {
  customers: readonly [MatchParty, MatchParty];
}

/** One of two customers, as far as the decision needs it. */
export interface MatchParty {
  id: CustomerId;
  ownerId: PersonId | null;
  sources: readonly string[];
}

export interface MatchSide extends CustomerSummary {
  ownerId: PersonId | null;
  country: string | null;
  domains: readonly string[];
  sources: readonly string[];
  /** The customer of which it is a part by now. */
  partOf: CustomerId | null;
}

export interface StoredJoin extends CustomerJoin {
  name: string;
  at: Date;
  /** Systems whose records came with it. */
  sources: readonly string[];
  /** Rows that came with it, by table, and those that wait aside. */
  moved: Readonly<Record<string, number>>;
  aside: Readonly<Record<string, number>>;
}
