import type {
  Contact,
  Customer,
  CustomerId,
  CustomerReference,
  CustomerSummary,
  Money,
  Reference,
} from '../customer/customer.ts';
import type { CustomerList, ListPage } from '../customer/list.ts';
import type { DepartmentId, PersonId } from '../person/person.ts';
import type { Access } from '../policy/policy.ts';
import type { UpstreamFault } from '../problem.ts';
import type { CustomerPromise } from '../promise/promise.ts';
import type { RuleSetting, Signal } from '../signal/signal.ts';
import type { Day } from '../time/day.ts';
import type { Entry, Kind } from '../timeline/entry.ts';
import type { AuditEvent } from './audit.ts';

export interface Customers {
  /**
   * Ranked, best first. `exact` where the query is a name, domain, e-mail, phone, external id or link that
   * belongs to exactly that customer. An empty list is not an error.
   */
  find(query: string, limit: number): Promise<Match[]>;
  /** Contacts by their first name alone, by name. */
  called(firstName: string, limit: number): Promise<CalledMatch[]>;
  /** The one customer that `find` would call exact; null where there is none, or several. */
  named(query: string): Promise<CustomerId | null>;
  /**
   * All that the card needs in one read. Null for an unknown id, and for words that are not exactly one customer's.
   * Marks nothing as looked at.
   */
  overview(
    customer: CustomerId | { named: string },
    reader: PersonId | null,
    access: Access,
    now: Date,
  ): Promise<Overview | null>;
  /** The same, and in one step with it the look is on record and remembered: nobody sees what is not on record. */
  look(
    customer: CustomerId | { named: string },
    by: { person: PersonId; access: Access; from: LookedFrom },
  ): Promise<Overview | null>;
  name(id: CustomerId): Promise<string | null>;
  /** The country that the source named, in its own words. */
  country(id: CustomerId): Promise<string | null>;
  owner(id: CustomerId): Promise<PersonId | null>;
  contacts(id: CustomerId): Promise<Contact[]>;
  /** How sources call this customer, in a fixed order. */
  references(id: CustomerId): Promise<CustomerReference[]>;
  /** Most recently looked at first. */
  recent(person: PersonId, limit: number): Promise<CustomerSummary[]>;
  /** The owner's customers that did not leave: those at risk first, then the nearest renewal. */
  owned(person: PersonId, limit: number): Promise<CustomerSummary[]>;
  followed(person: PersonId, limit: number): Promise<CustomerSummary[]>;
  /** A page of a list across customers, worst first. `today` is the reader's calendar day. */
  listed(list: CustomerList, by: ListedFor): Promise<ListPage>;
  /** Open tickets across customers, the most urgent first, then the oldest; `count`: all of them. */
  openTickets(query: {
    owner?: PersonId;
    /** Of a colleague of this department. */
    department?: DepartmentId;
    customer?: CustomerId;
    /** Only urgent ones, or only those that nobody has. */
    only?: TicketsPart | null;
    now: Date;
    limit: number;
  }): Promise<{ tickets: ListedTicket[]; count: number }>;
  follow(person: PersonId, customer: CustomerId, on: boolean, now: Date): Promise<void>;
}

export interface ListedFor {
  person: PersonId;
  access: Access;
  now: Date;
  today: Day;
  /** So many days past its day an invoice counts as late, as the signal of a failed payment has it. */
  lateAfter: number;
  skip: number;
  limit: number;
}

/** Two customers, in any order. */
export type CustomerPair = readonly [CustomerId, CustomerId];

/** When and where somebody looks: the audit log's own words. */
export type LookedFrom = Pick<AuditEvent, 'at' | 'account' | 'place'>;

/** A customer by the first name of a contact of theirs. */
export interface CalledMatch {
  customer: CustomerSummary;
  /** The contact's whole name. */
  contact: string;
}

export interface Match {
  customer: CustomerSummary;
  /** 0 to 1; 1 for an exact hit. */
  score: number;
  exact: boolean;
}

/** `to` is the colleague who was asked; where nobody was, `department` is. */
export interface LateHandoff {
  dueAt: Date;
  to: string | null;
  department: DepartmentId | null;
  count: number;
}

export type OpenPromise = Pick<
  CustomerPromise,
  'id' | 'what' | 'dueOn' | 'by' | 'createdBy' | 'department' | 'visibility'
> & { name: string };

/** The facts of one customer's card, before the policy's words and anybody's locale. */
export interface Overview {
  customer: Customer;
  owner: string | null;
  references: readonly Reference[];
  followed: boolean;
  /** Whether any note is pinned; who may read it is the note's own matter. */
  pinned: boolean;
  /** Whether any department has an open goal for them. */
  goals: boolean;
  /** The handoff that waits longest for somebody to accept it though it is due, and how many do. */
  lateHandoff: LateHandoff | null;
  /** Open promises to them, nearest due first; at most 20. `name` is who promised it. */
  promises: readonly OpenPromise[];
  /** When this reader looked last, before this time; null at the first look. */
  lookedAt: Date | null;
  /** The most urgent, then the oldest; at most 20. */
  openTickets: readonly OpenTicket[];
  /** All of them. */
  openTicketCount: number;
  openDeals: { count: number; total: Money | null };
  unpaid: readonly UnpaidInvoice[];
  /** Credit notes that nothing was paid for yet, a sum per currency: we owe them. `number` where it is one. */
  credits: readonly { count: number; number: string | null; money: Money }[];
  /** The newest entry by one of us to or with the customer. */
  lastTouch: {
    at: Date;
    person: string;
    personId: PersonId;
    department: DepartmentId;
    kind: Kind;
  } | null;
  /** Newest first, as far as the sight reaches; at most 40, for the card to collapse. */
  newest: readonly Entry[];
  /** Entries since `lookedAt`; null at the first look. At most 1,000 are counted. */
  fresh: number | null;
  /** The systems that know the customer, newest first. */
  sources: readonly KnowingSource[];
  /** Other customers with the same domain or name: perhaps the same company. Nobody said yet whether they are. */
  lookAlikes: readonly { id: CustomerId; name: string; urgentTickets: number }[];
  /** The colleague who leads for each department that works with the customer, where it is neither the owner nor the one who has it; `inferred` where no record names one. */
  leads: readonly { department: DepartmentId; name: string; inferred: boolean }[];
  /** The next call or meeting that is still to come. */
  planned: Entry | null;
  /** Accepted the customer, and has not finished. */
  heldBy: { person: PersonId; name: string; since: Date | null } | null;
  /** The standing signals, as far as the reader's entries reach. */
  signals: readonly Pick<Signal, 'id' | 'rule' | 'detail' | 'causes'>[];
  /** How the organisation uses the rules that it changed. */
  signalRules: readonly RuleSetting[];
  /** Colleagues who reach out although a signal speaks against it. */
  overrides: readonly { person: PersonId; name: string; at: Date }[];
}

/** How fresh the facts of a system are. */
export interface KnowingSource {
  source: string;
  /** When it last told us something, or was read to its end. */
  at: Date;
  /** When a connected system was last read to its end; null for one that sends files or items. */
  readAt: Date | null;
  /** Since when it cannot be read, and why; null while it can. */
  failing: { since: Date; fault: UpstreamFault } | null;
}

export interface OpenTicket {
  subject: string;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  openedAt: Date;
  owner: string | null;
}

/** An open ticket with its customer. */
/** A part of the open tickets. */
export type TicketsPart = 'urgent' | 'unassigned';

export interface ListedTicket extends OpenTicket {
  customer: CustomerId;
  name: string;
}

/** An invoice that is owed and due on some day. */
export interface UnpaidInvoice {
  number: string;
  money: Money;
  dueOn: Day;
}
