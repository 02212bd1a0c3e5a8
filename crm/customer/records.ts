import type { DepartmentId, Role } from '../person/person.ts';
import type { Day } from '../time/day.ts';
import type { Channel, Direction, Kind, RecordKind, Visibility } from '../timeline/entry.ts';
import type { Money, Stage } from './customer.ts';

/**
 * A record of a source (a CRM, a folder of CSV files, the demo organisation), in its own keys. The store finds our
 * ids for them. Every record is known by `source` + `externalId`; saving one twice changes nothing.
 * `customer`, `person`, `contact` are external ids in the same source (a person may also be named by e-mail).
 */
interface Sourced {
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
  owner: string | null;
  revenue: Money | null;
  renewsOn: Day | null;
  health: number | null;
  since: Day | null;
  domains: readonly string[];
  url: string | null;
  /** Other systems' ids of the same customer. */
  references: readonly { source: string; externalId: string; url: string | null }[];
}

export interface ContactRecord extends Sourced {
  kind: 'contact';
  customer: string;
  name: string;
  title: string | null;
  email: string | null;
  phone: string | null;
}

export interface EntryRecord extends Sourced {
  kind: 'entry';
  customer: string;
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
  link: string | null;
  visibility: Visibility;
  record: { kind: RecordKind; id: string } | null;
}

/** A record of the business may belong to nobody we know: `customer` null. It still counts in the figures. */
interface Owned extends Sourced {
  customer: string | null;
}

export interface DealRecord extends Owned {
  kind: 'deal';
  name: string;
  status: 'open' | 'won' | 'lost';
  /** The source's own word: "Prospecting", "Engaging"… */
  stage: string | null;
  money: Money | null;
  owner: string | null;
  origin: string | null;
  product: string | null;
  openedAt: Date | null;
  closedAt: Date | null;
}

export interface TicketRecord extends Owned {
  kind: 'ticket';
  subject: string;
  status: 'open' | 'waiting' | 'solved';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  owner: string | null;
  openedAt: Date;
  firstResponseAt: Date | null;
  solvedAt: Date | null;
  escalated: boolean;
  /** 1 to 5 as answered; null when not answered. */
  satisfaction: number | null;
}

export interface SubscriptionRecord extends Owned {
  kind: 'subscription';
  plan: string;
  seats: number | null;
  /** Recurring revenue a month. */
  monthly: Money | null;
  interval: 'month' | 'year' | null;
  trial: boolean;
  startedOn: Day;
  endedOn: Day | null;
  upgraded: boolean;
  downgraded: boolean;
}

export interface InvoiceRecord extends Owned {
  kind: 'invoice';
  number: string;
  money: Money;
  issuedOn: Day;
  dueOn: Day;
  paidOn: Day | null;
}

export interface PaymentRecord extends Owned {
  kind: 'payment';
  invoice: string | null;
  money: Money;
  at: Date;
  method: string | null;
}

export interface SurveyAnswerRecord extends Owned {
  kind: 'survey-answer';
  survey: 'csat' | 'nps' | 'ces' | 'review';
  score: number;
  /** The best score the survey allows: 5, 7 or 10. */
  best: number;
  comment: string | null;
  at: Date;
  ticket: string | null;
}

export interface UsageDayRecord extends Owned {
  kind: 'usage-day';
  day: Day;
  feature: string;
  uses: number;
  seconds: number | null;
  errors: number | null;
}

export interface ChurnRecord extends Owned {
  kind: 'churn';
  at: Date;
  reason: string | null;
  feedback: string | null;
  refund: Money | null;
  reactivation: boolean;
}

export interface CampaignRecord extends Sourced {
  kind: 'campaign';
  name: string;
  channel: string;
  startedOn: Day;
  endedOn: Day | null;
}

export interface SpendRecord extends Sourced {
  kind: 'spend';
  day: Day;
  department: 'marketing' | 'sales';
  channel: string;
  money: Money;
  campaign: string | null;
}

export type BusinessRecord =
  | DealRecord
  | TicketRecord
  | SubscriptionRecord
  | InvoiceRecord
  | PaymentRecord
  | SurveyAnswerRecord
  | UsageDayRecord
  | ChurnRecord
  | CampaignRecord
  | SpendRecord;

export type SourceRecord =
  | DepartmentRecord
  | PersonRecord
  | CustomerRecord
  | ContactRecord
  | EntryRecord
  | BusinessRecord;
