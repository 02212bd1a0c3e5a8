import type { BusinessRecord } from '../../crm/customer/business-records.ts';
import type { SourceRecord } from '../../crm/customer/records.ts';
import { unreachable } from '../../crm/problem.ts';
import { eventsOf } from '../event/record-events.ts';
import {
  amount,
  type Cell,
  currency,
  instant,
  int4,
  key,
  maybeInstant,
  maybeKey,
  maybeText,
  text,
} from './cells.ts';
import type { Target } from './upsert.ts';

const LONG = 20_000;

/** Our ids, which a record's row needs and the record lacks. */
export interface Ours {
  customerId: string | null;
  person: (named: string | null) => string | null;
}

const business = (kind: SourceRecord['kind'], columns: string): Target => ({
  table: kind.replaceAll('-', '_'),
  key: ['source', 'external_id'],
  columns: columns.split(' '),
  events: eventsOf(kind),
});

/** Columns in the order in which `businessRow` gives their cells. */
export const BUSINESS: Readonly<Record<BusinessRecord['kind'], Target>> = {
  deal: business(
    'deal',
    'customer_id name status stage amount currency owner_id origin product opened_at closed_at',
  ),
  ticket: business(
    'ticket',
    'customer_id subject status priority owner_id opened_at first_response_at first_response_by schedule solved_at escalated satisfaction',
  ),
  subscription: business(
    'subscription',
    'customer_id plan seats monthly currency interval trial started_on ended_on upgraded downgraded',
  ),
  invoice: business('invoice', 'customer_id number amount currency issued_on due_on paid_on'),
  payment: business('payment', 'customer_id invoice_id amount currency at method status'),
  'survey-answer': business('survey-answer', 'customer_id survey score best comment at ticket_id'),
  'usage-day': business('usage-day', 'customer_id day feature uses seconds errors'),
  churn: business('churn', 'customer_id at reason feedback refund currency reactivation'),
  campaign: business('campaign', 'name channel started_on ended_on'),
  spend: business('spend', 'day department channel amount currency campaign_id'),
};

/** An invoice, a payment or a spend is its amount: one that cannot be counted exactly is nothing to keep. */
export const isCountable = (record: BusinessRecord): boolean =>
  (record.kind !== 'invoice' && record.kind !== 'payment' && record.kind !== 'spend') ||
  amount(record.money) !== null;

export const businessRow = (record: BusinessRecord, ours: Ours): Cell[] => [
  text(record.source, 40),
  key(record.externalId),
  ...cellsOf(record, ours),
];

function cellsOf(record: BusinessRecord, { customerId, person }: Ours): Cell[] {
  switch (record.kind) {
    case 'deal':
      return [
        customerId,
        text(record.name),
        record.status,
        maybeText(record.stage),
        amount(record.money),
        currency(record.money),
        person(record.owner),
        maybeText(record.origin),
        maybeText(record.product),
        maybeInstant(record.openedAt),
        maybeInstant(record.closedAt),
      ];
    case 'ticket':
      return [
        customerId,
        text(record.subject),
        record.status,
        record.priority,
        person(record.owner),
        instant(record.openedAt),
        maybeInstant(record.firstResponseAt),
        record.firstResponseBy ?? null,
        maybeText(record.schedule ?? null),
        maybeInstant(record.solvedAt),
        record.escalated,
        int4(record.satisfaction),
      ];
    case 'subscription':
      return [
        customerId,
        text(record.plan),
        int4(record.seats),
        amount(record.monthly),
        currency(record.monthly),
        record.interval,
        record.trial,
        record.startedOn,
        record.endedOn,
        record.upgraded,
        record.downgraded,
      ];
    case 'invoice':
      return [
        customerId,
        text(record.number),
        amount(record.money),
        currency(record.money),
        record.issuedOn,
        record.dueOn,
        record.paidOn,
      ];
    case 'payment':
      return [
        customerId,
        maybeKey(record.invoice),
        amount(record.money),
        currency(record.money),
        instant(record.at),
        maybeText(record.method),
        record.status ?? 'received',
      ];
    case 'survey-answer':
      return [
        customerId,
        record.survey,
        record.score,
        int4(record.best),
        maybeText(record.comment, LONG),
        instant(record.at),
        maybeKey(record.ticket),
      ];
    case 'usage-day':
      return [
        customerId,
        record.day,
        text(record.feature),
        int4(record.uses),
        int4(record.seconds),
        int4(record.errors),
      ];
    case 'churn':
      return [
        customerId,
        instant(record.at),
        maybeText(record.reason),
        maybeText(record.feedback, LONG),
        amount(record.refund),
        currency(record.refund),
        record.reactivation,
      ];
    case 'campaign':
      return [text(record.name), text(record.channel), record.startedOn, record.endedOn];
    case 'spend':
      return [
        record.day,
        record.department,
        text(record.channel),
        amount(record.money),
        currency(record.money),
        maybeKey(record.campaign),
      ];
    default:
      return unreachable(record);
  }
}

export const ENTRY: Target = business(
  'entry',
  'customer_id at department channel direction kind title body person_id contact_id amount currency link visibility record_kind record_id cancelled_at',
);
export const CONTACT: Target = {
  table: 'contact',
  key: ['customer_id', 'source', 'external_id'],
  columns: ['name', 'title', 'email', 'phone', 'phone_key', 'name_key'],
  events: eventsOf('contact'),
};
