import type { SourceRecord } from '../../customer/records.ts';
import {
  channel,
  dealStatus,
  department,
  direction,
  interval,
  kind,
  paymentStatus,
  priority,
  responder,
  role,
  schedule,
  spender,
  stage,
  survey,
  ticketStatus,
  visibility,
} from './field-types.ts';
import type { MappedKind } from './mapping.ts';
import { othersOf, ownEntriesOf } from './own-entries.ts';
import {
  boolean,
  day,
  type FieldType,
  instant,
  integer,
  list,
  moment,
  money,
  names,
  number,
  recordPointer,
  text,
  visibleName,
} from './types.ts';

/** Gives a record's fields, read as what they are. `need` refuses a row that has none. */
export interface Reader {
  source: string;
  need<T>(field: string, type: FieldType<T>): T;
  maybe<T>(field: string, type: FieldType<T>): T | null;
  /** Whether the mapping says anything of the field. */
  has(field: string): boolean;
}

type Build = (reader: Reader) => SourceRecord;

/** Which fields each kind of record has: the one list that mappings, their checks and their documentation follow. */
export const BUILD: Readonly<Record<MappedKind, Build>> = {
  person: (f) => ({
    kind: 'person',
    ...sourced(f),
    name: f.need('name', visibleName),
    email: f.maybe('email', text),
    title: f.maybe('title', text),
    department: f.need('department', department),
    role: f.maybe('role', role) ?? 'member',
    zone: f.maybe('zone', text),
    locale: f.maybe('locale', text),
    active: f.maybe('active', boolean) ?? true,
  }),
  customer: (f) => ({
    kind: 'customer',
    ...sourced(f),
    name: f.need('name', visibleName),
    segment: f.maybe('segment', text),
    industry: f.maybe('industry', text),
    city: f.maybe('city', text),
    country: f.maybe('country', text),
    stage: f.need('stage', stage),
    owner: f.maybe('owner', text),
    revenue: f.maybe('revenue', money),
    renewsOn: f.maybe('renewsOn', day),
    health: f.maybe('health', number),
    since: f.maybe('since', day),
    domains: f.maybe('domains', list) ?? [],
    url: f.maybe('url', text),
    references: pairs(f.maybe('also', text)),
  }),
  contact: (f) => ({
    kind: 'contact',
    ...sourced(f),
    customer: f.need('customer', text),
    ...othersOf(f),
    name: f.need('name', visibleName),
    title: f.maybe('title', text),
    email: f.maybe('email', text),
    phone: f.maybe('phone', text),
  }),
  entry: (f) => ({
    kind: 'entry',
    ...sourced(f),
    customer: f.need('customer', text),
    ...othersOf(f),
    at: f.need('at', moment),
    department: f.need('department', department),
    channel: f.need('channel', channel),
    direction: f.need('direction', direction),
    entryKind: f.need('kind', kind),
    title: f.need('title', text),
    body: f.maybe('body', text),
    person: f.maybe('person', text),
    contact: f.maybe('contact', text),
    money: f.maybe('money', money),
    cancelledAt: f.maybe('cancelledAt', instant),
    link: f.maybe('link', text),
    visibility: f.maybe('visibility', visibility) ?? 'everyone',
    record: f.maybe('record', recordPointer),
  }),
  deal: (f) => ({
    kind: 'deal',
    ...owned(f),
    name: f.need('name', text),
    status: f.need('status', dealStatus),
    stage: f.maybe('stage', text),
    money: f.maybe('money', money),
    owner: f.maybe('owner', text),
    origin: f.maybe('origin', text),
    product: f.maybe('product', text),
    openedAt: f.maybe('openedAt', instant),
    closedAt: f.maybe('closedAt', instant),
  }),
  ticket: (f) => ({
    kind: 'ticket',
    ...owned(f),
    subject: f.need('subject', text),
    status: f.need('status', ticketStatus),
    priority: f.maybe('priority', priority) ?? 'normal',
    owner: f.maybe('owner', text),
    openedAt: f.need('openedAt', instant),
    firstResponseAt: f.maybe('firstResponseAt', instant),
    firstResponseBy: f.maybe('firstResponseBy', responder),
    schedule: f.maybe('schedule', schedule),
    solvedAt: f.maybe('solvedAt', instant),
    escalated: f.maybe('escalated', boolean) ?? false,
    satisfaction: f.maybe('satisfaction', number),
  }),
  subscription: (f) => ({
    kind: 'subscription',
    ...owned(f),
    plan: f.need('plan', text),
    seats: f.maybe('seats', integer),
    monthly: f.maybe('monthly', money),
    interval: f.maybe('interval', interval),
    trial: f.maybe('trial', boolean) ?? false,
    startedOn: f.need('startedOn', day),
    endedOn: f.maybe('endedOn', day),
    upgraded: f.maybe('upgraded', boolean) ?? false,
    downgraded: f.maybe('downgraded', boolean) ?? false,
  }),
  invoice: (f) => ({
    kind: 'invoice',
    ...owned(f),
    number: f.need('number', text),
    money: f.need('money', money),
    issuedOn: f.need('issuedOn', day),
    dueOn: f.maybe('dueOn', day),
    paidOn: f.maybe('paidOn', day),
  }),
  payment: (f) => ({
    kind: 'payment',
    ...owned(f),
    invoice: f.maybe('invoice', text),
    money: f.need('money', money),
    at: f.need('at', moment),
    method: f.maybe('method', text),
    status: f.maybe('status', paymentStatus) ?? 'received',
  }),
  'survey-answer': (f) => ({
    kind: 'survey-answer',
    ...owned(f),
    survey: f.need('survey', survey),
    score: f.need('score', number),
    best: f.need('best', integer),
    comment: f.maybe('comment', text),
    at: f.need('at', moment),
    ticket: f.maybe('ticket', text),
  }),
  'usage-day': (f) => ({
    kind: 'usage-day',
    ...owned(f),
    day: f.need('day', day),
    feature: f.need('feature', text),
    uses: f.need('uses', integer),
    seconds: f.maybe('seconds', integer),
    errors: f.maybe('errors', integer),
  }),
  churn: (f) => ({
    kind: 'churn',
    ...owned(f),
    at: f.need('at', moment),
    reason: f.maybe('reason', text),
    feedback: f.maybe('feedback', text),
    refund: f.maybe('refund', money),
    reactivation: f.maybe('reactivation', boolean) ?? false,
  }),
  campaign: (f) => ({
    kind: 'campaign',
    ...sourced(f),
    name: f.need('name', text),
    channel: f.need('channel', text),
    startedOn: f.need('startedOn', day),
    endedOn: f.maybe('endedOn', day),
  }),
  spend: (f) => ({
    kind: 'spend',
    ...sourced(f),
    day: f.need('day', day),
    department: f.need('department', spender),
    channel: f.need('channel', text),
    money: f.need('money', money),
    campaign: f.maybe('campaign', text),
  }),
};

const sourced = (f: Reader) => ({ source: f.source, externalId: f.need('id', text) });
const owned = (f: Reader) => ({ ...sourced(f), customer: f.maybe('customer', text) });

/** `hubspot 123; zendesk 456`: what other systems call the same customer. */
function pairs(said: string | null) {
  return (said ?? '').split(';').flatMap((pair) => {
    const [source, ...id] = pair.trim().split(/\s+/);
    const externalId = id.join(' ');
    return source && externalId ? [{ source, externalId, url: null }] : [];
  });
}

/** How a field is read, and whether a row must have it. */
export interface FieldUse {
  need: 'needed' | 'optional';
  type: FieldType<unknown>;
}

const uses = new Map<MappedKind, ReadonlyMap<string, FieldUse>>();

/** The fields of a kind, in order. */
export function fieldsOf(which: MappedKind): ReadonlyMap<string, FieldUse> {
  const known = uses.get(which);
  if (known) return known;
  const fields = new Map<string, FieldUse>();
  BUILD[which]({
    source: '',
    need: (field, type) => {
      fields.set(field, { need: 'needed', type });
      return type.example;
    },
    maybe: (field, type) => {
      fields.set(field, { need: 'optional', type });
      return null;
    },
    has: () => false,
  });
  // Of the entries that it makes by itself.
  if (ownEntriesOf(which).length > 0)
    fields.set('otherCustomers', { need: 'optional', type: names });
  uses.set(which, fields);
  return fields;
}
