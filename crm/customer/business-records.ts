import type { Day } from '../time/day.ts';
import type { Money } from './customer.ts';
import type { Owned, Sourced } from './records.ts';

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

export const FIRST_RESPONDERS = ['colleague', 'bot', 'customer'] as const;
export type FirstResponder = (typeof FIRST_RESPONDERS)[number];

export interface TicketRecord extends Owned {
  kind: 'ticket';
  subject: string;
  status: 'open' | 'waiting' | 'solved';
  priority: 'low' | 'normal' | 'high' | 'urgent';
  owner: string | null;
  openedAt: Date;
  firstResponseAt: Date | null;
  /** The one who answered, where the source says so: only a colleague's answer counts. */
  firstResponseBy?: FirstResponder | null;
  /** The hours in which it is worked on, `Europe/Berlin Mon-Fri 09:00-17:00`; without any the organisation's. */
  schedule?: string | null;
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
  /** Null where the source does not say; then it is never late. */
  dueOn: Day | null;
  paidOn: Day | null;
}

export const PAYMENT_STATUSES = ['received', 'failed'] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

export interface PaymentRecord extends Owned {
  kind: 'payment';
  invoice: string | null;
  money: Money;
  at: Date;
  method: string | null;
  /** `failed`: it was tried, and no money came. */
  status?: PaymentStatus;
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
