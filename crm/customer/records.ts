import type { DepartmentId, Role } from '../person/person.ts';
import type { Day } from '../time/day.ts';
import type { Channel, Direction, Kind, RecordKind, Visibility } from '../timeline/entry.ts';
import type { BusinessRecord } from './business-records.ts';
import type { Money, Stage } from './customer.ts';

/**
 * A record of a source (a CRM, a folder of CSV files, the demo organisation), in its own keys. The store finds our
 * ids for them. Every record is known by `source` + `externalId`; saving one twice changes nothing.
 * `customer`, `person`, `contact` are external ids in the same source (a person may also be named by e-mail).
 */
export interface Sourced {
  source: string;
  externalId: string;
}

export interface DepartmentRecord {
  kind: 'department';
  id: DepartmentId;
  name: string;
}

export interface PersonRecord extends Sourced {
  kind: 'person';
  name: string;
  email: string | null;
  title: string | null;
  department: DepartmentId;
  role: Role;
  zone: string | null;
  locale: string | null;
  active: boolean;
}

export interface CustomerRecord extends Sourced {
  kind: 'customer';
  name: string;
  segment: string | null;
  industry: string | null;
  city: string | null;
  country: string | null;
  stage: Stage;
  /** Null: nobody. Absent where the source knows no owners, which says nothing of who it is. */
  owner?: string | null;
  revenue: Money | null;
  renewsOn: Day | null;
  health: number | null;
  since: Day | null;
  domains: readonly string[];
  url: string | null;
  /** Other systems' ids of the same customer. */
  references: readonly { source: string; externalId: string; url: string | null }[];
}

/** A record that may belong to several customers. */
export interface Shared extends Sourced {
  /** The primary one: only theirs are its figures and signals. */
  customer: string;
  /** The others, in the same source. Absent where the source does not say, and what is known of it stays. */
  otherCustomers?: readonly string[];
}

export interface ContactRecord extends Shared {
  kind: 'contact';
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
}

export interface EntryRecord extends Shared {
  kind: 'entry';
  at: Date;
  department: DepartmentId;
  channel: Channel;
  direction: Direction;
  entryKind: Kind;
  title: string;
  body: string | null;
  person: string | null;
  contact: string | null;
  money: Money | null;
  /** Of an order that was cancelled: until then it counts, and from that day on it does not. */
  cancelledAt?: Date | null;
  link: string | null;
  visibility: Visibility;
  record: { kind: RecordKind; id: string } | null;
}

/** A record of the business may belong to nobody we know: `customer` null. It still counts in the figures. */
export interface Owned extends Sourced {
  customer: string | null;
}

export type SourceRecord =
  | DepartmentRecord
  | PersonRecord
  | CustomerRecord
  | ContactRecord
  | EntryRecord
  | BusinessRecord;
