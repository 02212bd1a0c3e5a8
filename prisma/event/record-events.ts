import type { SourceRecord } from '../../crm/customer/records.ts';
import type { EventKind } from '../../crm/event/event.ts';

/** Derives events from the rows of one kind of record. In SQL `n` is the row now and `o` the row before. */
export interface RecordEvents {
  record: SourceRecord['kind'];
  /** Columns that the rules read. */
  columns: readonly string[];
  /** Columns by which figures count the record on a day: instants, and days as such. */
  instants: readonly string[];
  days: readonly string[];
  rules: readonly Rule[];
}

interface Rule {
  kind: EventKind;
  /** A record that was not there, or one that was and is another now. */
  on: 'added' | 'changed';
  when?: string;
  at: string;
  /** A JSON object. */
  payload: string;
}

/** When the batch was saved. */
const NOW = '$1::timestamptz';
const RECORD = "jsonb_build_object('record', n.external_id)";
const midnight = (day: string): string => `${day}::timestamp AT TIME ZONE 'UTC'`;
const differs = (column: string): string => `n.${column} IS DISTINCT FROM o.${column}`;

const added = (kind: EventKind, at: string, more: Partial<Rule> = {}): Rule => ({
  kind,
  on: 'added',
  at,
  payload: RECORD,
  ...more,
});
const changed = (kind: EventKind, when: string, more: Partial<Rule> = {}): Rule => ({
  kind,
  on: 'changed',
  when,
  at: NOW,
  payload: RECORD,
  ...more,
});

const fromTo = (column: string, cast = ''): string =>
  `jsonb_build_object('from', o.${column}${cast}, 'to', n.${column}${cast})`;
const FIELDS = 'name segment industry city country revenue currency health since'.split(' ');
const CHANGED_FIELDS = `array_remove(ARRAY[${FIELDS.map((field) => `CASE WHEN ${differs(field)} THEN '${field}' END`).join(', ')}], NULL)`;
const ENTRY_PAYLOAD = `jsonb_build_object('entry', n.external_id, 'kind', n.kind, 'record', CASE WHEN n.record_kind IS NOT NULL THEN jsonb_build_object('kind', n.record_kind, 'id', n.record_id) END)`;
const ENDED_ON = "jsonb_build_object('record', n.external_id, 'endedOn', n.ended_on::text)";

/** Every kind of record: what happens by it, or why nothing does. One without rules is counted by the day alone. */
export const RECORD_EVENTS: {
  readonly [K in SourceRecord['kind']]: RecordEvents | { none: string };
} = {
  department: { none: 'How we are organised concerns no customer.' },
  person: { none: 'Who works for us concerns no customer; what a colleague does is an event.' },
  customer: {
    record: 'customer',
    columns: ['stage', 'owner_id', 'renews_on', ...FIELDS],
    instants: [],
    days: ['since'],
    rules: [
      added('customer-added', `coalesce(${midnight('n.since')}, ${NOW})`, {
        payload: "jsonb_build_object('stage', n.stage)",
      }),
      changed('owner-changed', differs('owner_id'), { payload: fromTo('owner_id') }),
      changed('stage-changed', differs('stage'), { payload: fromTo('stage') }),
      changed('renewal-moved', differs('renews_on'), { payload: fromTo('renews_on', '::text') }),
      changed('customer-changed', FIELDS.map(differs).join(' OR '), {
        payload: `jsonb_build_object('fields', to_jsonb(${CHANGED_FIELDS}))`,
      }),
    ],
  },
  contact: { record: 'contact', columns: [], instants: [], days: [], rules: [] },
  entry: {
    record: 'entry',
    columns: ['at', 'kind', 'record_kind', 'record_id', 'person_id'],
    instants: ['at'],
    days: [],
    rules: [
      added('entry-added', 'n.at', { payload: ENTRY_PAYLOAD }),
      changed('entry-corrected', 'true', { at: 'n.at', payload: ENTRY_PAYLOAD }),
    ],
  },
  deal: {
    record: 'deal',
    columns: ['status', 'opened_at', 'closed_at'],
    instants: ['opened_at', 'closed_at'],
    days: [],
    rules: [
      added('deal-opened', `coalesce(n.opened_at, n.closed_at, ${NOW})`),
      ...(['won', 'lost'] as const).flatMap((end) => [
        added(`deal-${end}`, `coalesce(n.closed_at, n.opened_at, ${NOW})`, {
          when: `n.status = '${end}'`,
        }),
        changed(`deal-${end}`, `n.status = '${end}' AND ${differs('status')}`, {
          at: `coalesce(n.closed_at, ${NOW})`,
        }),
      ]),
      changed('deal-reopened', `n.status = 'open' AND ${differs('status')}`),
      changed('deal-changed', "n.status = 'open' AND o.status = 'open'"),
    ],
  },
  ticket: {
    record: 'ticket',
    columns: ['status', 'priority', 'opened_at', 'solved_at'],
    instants: ['opened_at', 'solved_at'],
    days: [],
    rules: [
      added('ticket-opened', 'n.opened_at', {
        payload: `jsonb_build_object('record', n.external_id, 'urgent', n.priority = 'urgent')`,
      }),
      added('ticket-solved', 'coalesce(n.solved_at, n.opened_at)', { when: "n.status = 'solved'" }),
      changed('ticket-escalated', `n.priority = 'urgent' AND ${differs('priority')}`),
      changed('ticket-solved', `n.status = 'solved' AND ${differs('status')}`, {
        at: `coalesce(n.solved_at, ${NOW})`,
      }),
      changed('ticket-reopened', `o.status = 'solved' AND ${differs('status')}`),
      changed(
        'ticket-changed',
        `n.status <> 'solved' AND o.status <> 'solved' AND NOT (n.priority = 'urgent' AND ${differs('priority')})`,
      ),
    ],
  },
  subscription: {
    record: 'subscription',
    columns: ['started_on', 'ended_on'],
    instants: [],
    days: ['started_on', 'ended_on'],
    rules: [
      added('subscription-started', midnight('n.started_on')),
      // One that is to end later is known to end from now on.
      added('subscription-ended', `least(${midnight('n.ended_on')}, ${NOW})`, {
        when: 'n.ended_on IS NOT NULL',
        payload: ENDED_ON,
      }),
      changed('subscription-ended', `n.ended_on IS NOT NULL AND ${differs('ended_on')}`, {
        at: `least(${midnight('n.ended_on')}, ${NOW})`,
        payload: ENDED_ON,
      }),
      changed('subscription-changed', 'n.ended_on IS NULL'),
    ],
  },
  invoice: {
    record: 'invoice',
    columns: ['issued_on', 'paid_on'],
    instants: [],
    days: ['issued_on', 'paid_on'],
    rules: [
      added('invoice-issued', midnight('n.issued_on')),
      added('invoice-paid', midnight('n.paid_on'), { when: 'n.paid_on IS NOT NULL' }),
      changed('invoice-paid', `n.paid_on IS NOT NULL AND ${differs('paid_on')}`, {
        at: midnight('n.paid_on'),
      }),
    ],
  },
  payment: {
    record: 'payment',
    columns: ['at', 'status'],
    instants: ['at'],
    days: [],
    rules: [
      added('payment-received', 'n.at', { when: `n.status = 'received'` }),
      added('payment-failed', 'n.at', { when: `n.status = 'failed'` }),
      changed('payment-failed', `n.status = 'failed' AND ${differs('status')}`),
      changed('payment-received', `n.status = 'received' AND ${differs('status')}`),
    ],
  },
  'survey-answer': {
    record: 'survey-answer',
    columns: ['at'],
    instants: ['at'],
    days: [],
    rules: [added('survey-answered', 'n.at')],
  },
  'usage-day': { record: 'usage-day', columns: ['day'], instants: [], days: ['day'], rules: [] },
  churn: {
    record: 'churn',
    columns: ['at', 'reactivation'],
    instants: ['at'],
    days: [],
    rules: [
      added('customer-churned', 'n.at', { when: 'NOT n.reactivation' }),
      added('customer-reactivated', 'n.at', { when: 'n.reactivation' }),
    ],
  },
  campaign: {
    record: 'campaign',
    columns: ['started_on', 'ended_on'],
    instants: [],
    days: ['started_on', 'ended_on'],
    rules: [],
  },
  spend: { record: 'spend', columns: ['day'], instants: [], days: ['day'], rules: [] },
};

/** For the table of this kind of record. */
export function eventsOf(kind: SourceRecord['kind']): RecordEvents | undefined {
  const events = RECORD_EVENTS[kind];
  return 'none' in events ? undefined : events;
}
