import type { Contact, Customer, CustomerId, CustomerSummary, Day, Money, Reference } from './customer.ts';
import type { Desk } from './desk.ts';
import type { Entry, EntryKey, Kind } from './entry.ts';
import type { Account, Department, DepartmentId, Identity, Person, PersonId, Platform } from './person.ts';
import type { Sight } from './policy.ts';
import type { SourceRecord } from './records.ts';

/** The port to our own records. `prisma/` implements it on PGlite and PostgreSQL alike. */
export interface Store {
  customers: Customers;
  timeline: Timeline;
  people: People;
  records: Records;
  audit: AuditLog;
  /** What colleagues work on together. */
  desk: Desk;
  channels: Channels;
  settings: Settings;
  /** Secrets of workspaces that installed the app; encrypted before they get here. */
  installations: Shelf<string>;
  /** Where a platform can reach a person or a channel without being asked first. */
  conversations: Shelf<unknown>;
  /** True the first time a key is seen, false ever after (for a day): recognises repeated deliveries, also across copies of the bot. */
  firstDelivery(key: string, now: Date): Promise<boolean>;
  /** Lets go of keys first seen before this instant. */
  forgetDeliveries(before: Date): Promise<void>;
  /** One trivial read; throws where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Customers {
  /**
   * Ranked, best first. `exact` where the query is a name, domain, e-mail, phone, external id or link that
   * belongs to exactly that customer. An empty list is not an error.
   */
  find(query: string, limit: number): Promise<Match[]>;
  /** The one customer that `find` would call exact; null where there is none, or several. */
  named(query: string): Promise<CustomerId | null>;
  /** All that the card needs in one read, or null for an unknown id. Marks nothing as looked at. */
  overview(id: CustomerId, reader: PersonId | null, sight: Sight, now: Date): Promise<Overview | null>;
  name(id: CustomerId): Promise<string | null>;
  contacts(id: CustomerId): Promise<Contact[]>;
  /** Most recently looked at first. */
  recent(person: PersonId, limit: number): Promise<CustomerSummary[]>;
  followed(person: PersonId, limit: number): Promise<CustomerSummary[]>;
  follow(person: PersonId, customer: CustomerId, on: boolean, now: Date): Promise<void>;
}

export interface Match {
  customer: CustomerSummary;
  /** 0 to 1; 1 for an exact hit. */
  score: number;
  exact: boolean;
}

/** The facts of one customer's card, before the policy's words and anybody's locale. */
export interface Overview {
  customer: Customer;
  owner: string | null;
  references: readonly Reference[];
  followed: boolean;
  /** When this reader looked last, before this time; null at the first look. */
  lookedAt: Date | null;
  /** The most urgent, then the oldest; at most 20. */
  openTickets: readonly OpenTicket[];
  /** All of them. */
  openTicketCount: number;
  openDeals: { count: number; total: Money | null };
  unpaid: readonly UnpaidInvoice[];
  /** The newest entry by one of us to or with the customer. */
  lastTouch: { at: Date; person: string; personId: PersonId; department: DepartmentId; kind: Kind } | null;
  /** Newest first, as far as the sight reaches; at most 40, for the card to collapse. */
  newest: readonly Entry[];
  /** Entries since `lookedAt`; null at the first look. At most 1,000 are counted. */
  fresh: number | null;
  /** When each source last told us something, newest first. */
  sources: readonly { source: string; at: Date }[];
  /** Other customers with the same domain or name: perhaps the same company. */
  lookAlikes: readonly { id: CustomerId; name: string }[];
}

export interface OpenTicket {
  subject: string;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  openedAt: Date;
  owner: string | null;
}

export interface UnpaidInvoice {
  number: string;
  money: Money;
  dueOn: Day;
}

export interface Timeline {
  page(customer: CustomerId, query: TimelineQuery): Promise<TimelinePage>;
  /** Null for an unknown key, another customer's entry, or one out of sight. */
  entry(customer: CustomerId, key: EntryKey, sight: Sight): Promise<Entry | null>;
  /** When this person looked last, or null. */
  lookedAt(person: PersonId, customer: CustomerId): Promise<Date | null>;
  /** Remembers that this person has looked, now. */
  looked(person: PersonId, customer: CustomerId, now: Date): Promise<void>;
}

export interface TimelineFilter {
  departments?: readonly DepartmentId[] | undefined;
  kinds?: readonly Kind[] | undefined;
  since?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
  person?: PersonId | undefined;
  /** Searched in title and body, accents and case folded. */
  text?: string | undefined;
}

/** A place between entries: strictly older (or newer) than this one. Newer entries never move it. */
export interface Cursor extends EntryKey {
  at: Date;
}

export interface TimelineQuery {
  filter: TimelineFilter;
  sight: Sight;
  /** `older` reads from the newest, or from the cursor down; `newer` from the cursor up. Answers are newest first either way. */
  direction: 'older' | 'newer';
  cursor: Cursor | null;
  limit: number;
}

export interface TimelinePage {
  /** Newest first. */
  entries: readonly Entry[];
  /** There is something beyond this page in the direction read. */
  more: boolean;
  /** Entries that match the filter, counted to at most 1,000 (`capped`). */
  total: number;
  capped: boolean;
}

export interface People {
  get(id: PersonId): Promise<Person | null>;
  byEmail(email: string): Promise<Person | null>;
  /** By name or e-mail, misspelt too; active ones only, best first. */
  find(query: string, limit: number): Promise<Person[]>;
  all(): Promise<Person[]>;
  departments(): Promise<Department[]>;
  /** What the directory last said of this account, or null. */
  account(account: Account): Promise<KnownAccount | null>;
  /** Remembers what the directory says now, and the person with that verified e-mail, if any. */
  remember(account: Account, identity: Identity, now: Date): Promise<KnownAccount>;
  /** Accounts of members with a verified e-mail that are nobody's yet, latest seen first; without one an account is refused whoever it is. */
  unmapped(limit: number): Promise<UnmappedAccount[]>;
  /** Active people without an account, by name. */
  unreached(limit: number): Promise<Person[]>;
  /** Notes for whom an account was taken; nobody's until its owner says so. Asking again replaces the question before. */
  proposeLink(link: Pick<AccountLink, 'account' | 'person' | 'askedBy'>, now: Date): Promise<void>;
  link(account: Account): Promise<AccountLink | null>;
  /**
   * The owner's own answer; null where they were asked nothing (else). A yes makes the account this person's for as long
   * as the directory calls it a member's, unless its e-mail says otherwise.
   */
  answerLink(answer: { account: Account; person: PersonId; yes: boolean }, now: Date): Promise<AccountLink | null>;
}

export interface UnmappedAccount {
  account: Account;
  identity: Identity;
  link: AccountLink | null;
}

/** Whom an administrator took an account for, and what its owner said to that. */
export interface AccountLink {
  account: Account;
  person: PersonId;
  askedBy: PersonId;
  askedAt: Date;
  state: 'asked' | 'linked' | 'refused';
}

export interface KnownAccount {
  identity: Identity;
  person: Person | null;
  checkedAt: Date;
}

/** The one way in for everything that comes from a source: the demo, an import, a sync. */
export interface Records {
  isEmpty(): Promise<boolean>;
  /**
   * Saves a batch in one transaction, set-wise. References inside the batch and to earlier batches are resolved by
   * external id. Saving the same again changes nothing.
   */
  save(batch: readonly SourceRecord[]): Promise<SaveResult>;
  counts(): Promise<Readonly<Record<SourceRecord['kind'], number>>>;
}

export interface SaveResult {
  inserted: number;
  updated: number;
  unchanged: number;
  /** Positions in the batch of records whose customer is not known; entries and contacts among them were not saved. */
  unmatched: readonly number[];
}

export interface AuditEvent {
  at: Date;
  person: PersonId | null;
  account: Account;
  /** Where it was asked: `direct`, `channel`… and the platform's id of the place. */
  place: string;
  action: 'look-up' | 'search' | 'timeline' | 'open-entry' | 'share' | 'refused' | 'follow' | 'form' | 'admin' | 'note' | 'handoff' | 'task' | 'mention' | 'win' | 'room' | 'settings';
  customer: CustomerId | null;
  /** What was shown or shared, or why it was refused: field names and counts, never a customer's text. */
  detail: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface AuditLog {
  /** `looks`: in the same step, remembers that this person has looked at this customer. */
  write(event: AuditEvent & { looks?: boolean }): Promise<void>;
  /** Newest first; `before` is the id of the last one seen. */
  search(query: { person?: PersonId; customer?: CustomerId; before?: string; limit: number }): Promise<AuditRecord[]>;
}

export interface AuditRecord extends AuditEvent {
  id: string;
}

export interface ChannelSettings {
  platform: Platform;
  tenant: string;
  channel: string;
  name: string | null;
  mode: 'open' | 'read-only' | 'silent';
  department: DepartmentId | null;
  showsAmounts: boolean;
}

export interface Channels {
  /** Null where nothing was set: open, no department, amounts as the audience may see. */
  get(place: { platform: Platform; tenant: string; channel: string }): Promise<ChannelSettings | null>;
  set(settings: ChannelSettings): Promise<void>;
  /** Channels in which something was asked since then, and nothing was set; named where a name is known. */
  unset(since: Date, limit: number): Promise<Pick<ChannelSettings, 'platform' | 'tenant' | 'channel' | 'name'>[]>;
}

export interface Settings {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** Small things kept per platform and tenant under an id. */
export interface Shelf<Value> {
  get(platform: Platform, tenant: string, id: string): Promise<Value | null>;
  set(platform: Platform, tenant: string, id: string, value: Value): Promise<void>;
  remove(platform: Platform, tenant: string, id: string): Promise<void>;
}
