import type { CustomerId } from '../../crm/customer/customer.ts';
import { announcedSince } from '../../crm/event/announce.ts';
import {
  CUSTOMER_EVENT_KINDS,
  type CustomerEvent,
  customerEventOf,
  type News,
  ownerChanged,
  renewalCame,
  renewalMoved,
  type Subject,
  stageChanged,
  type Watched,
} from '../../crm/event/customer-event.ts';
import type { EventOf, Position } from '../../crm/event/event.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import { DAY } from '../../crm/time/durations.ts';

/** Events that may be worth telling those who follow their customer. */
export const NEWS_KINDS = [
  'entry-added',
  'entry-corrected',
  'ticket-opened',
  'ticket-escalated',
  'deal-won',
  'deal-lost',
  'survey-answered',
  'owner-changed',
  'stage-changed',
  'renewal-moved',
  'renewal-near',
] as const;
export type NewsEvent = EventOf<(typeof NEWS_KINDS)[number]>;

/** Something notable about a followed customer, and the event by which it came here. */
export interface FoundNews {
  customer: Watched;
  event: CustomerEvent;
  position: Position;
}

/** How far back the opening of a ticket is looked for that becomes urgent only now. */
const LOOK_BACK = 35 * DAY;

/** Picks the events that followers should hear of, and that are still news; each subject once, by its oldest entry. */
export async function newsOf(
  events: readonly NewsEvent[],
  { store, now }: { store: Store; now: Date },
): Promise<FoundNews[]> {
  const after = await announcedSince(store.settings, now);
  const fresh = events.filter(({ at }) => at > after && at <= now);
  const watched = await watchedOf(fresh, store);
  const theirs = fresh.flatMap((event) => {
    const customer = event.customerId && watched.get(event.customerId);
    return customer ? { event, customer } : [];
  });
  const about = theirs.map(({ event }) => subjectOf(event));
  const subjects = about.filter((subject) => subject !== null);
  const period = { after: new Date(now.getTime() - LOOK_BACK), until: now };
  const news = await store.followers.news(subjects, period);
  const found = new Map<string, FoundNews>();
  for (const [at, { event, customer }] of theirs.entries()) {
    const subject = about[at];
    const entries = subject ? (news[subjects.indexOf(subject)] ?? []) : [];
    for (const one of notablesOf(event, { customer, entries, after, now }))
      if (!found.has(one.key))
        found.set(one.key, { customer, event: one, position: event.position });
  }
  return withoutStageOfThoseWhoLeft([...found.values()]);
}

async function watchedOf(
  events: readonly NewsEvent[],
  store: Store,
): Promise<ReadonlyMap<CustomerId, Watched>> {
  const ids = [...new Set(events.flatMap(({ customerId }) => customerId ?? []))];
  if (ids.length === 0) return new Map();
  return new Map((await store.followers.watched(ids)).map((customer) => [customer.id, customer]));
}

/** Which entries say more of it; null where it says all by itself. */
function subjectOf(event: NewsEvent): Subject | null {
  const { customerId, source } = event;
  if (customerId === null) return null;
  const record = (kind: 'ticket' | 'deal' | 'survey-answer', id: string): Subject => ({
    customerId,
    source,
    record: { kind, id },
  });
  switch (event.kind) {
    case 'entry-added':
    case 'entry-corrected': {
      const { kind, entry } = event.payload;
      return CUSTOMER_EVENT_KINDS.includes(kind) ? { customerId, source, entry } : null;
    }
    case 'ticket-opened':
      return event.payload.urgent ? record('ticket', event.payload.record) : null;
    case 'ticket-escalated':
      return record('ticket', event.payload.record);
    case 'deal-won':
    case 'deal-lost':
      return record('deal', event.payload.record);
    case 'survey-answered':
      return record('survey-answer', event.payload.record);
    case 'stage-changed':
      return event.payload.to === 'churned' ? { customerId, source, kind: 'churn' } : null;
    case 'owner-changed':
    case 'renewal-moved':
    case 'renewal-near':
      return null;
    default:
      return unreachable(event);
  }
}

interface Known {
  customer: Watched;
  entries: readonly News[];
  after: Date;
  now: Date;
}

function notablesOf(event: NewsEvent, known: Known): CustomerEvent[] {
  const { customer, entries, after, now } = known;
  const { recordedAt } = event;
  switch (event.kind) {
    case 'ticket-escalated':
      // It is urgent from now on, however long ago it was opened.
      return notablesIn(entries).map((one) =>
        one.kind === 'urgent' ? { ...one, at: event.at } : one,
      );
    case 'owner-changed':
      return customer.ownerId === event.payload.to
        ? some(ownerChanged(customer, event.payload.from, recordedAt))
        : [];
    case 'stage-changed':
      // That a customer left is told by the entry that says so, where there is one.
      return customer.stage === event.payload.to && !entries.some(({ entry }) => entry.at > after)
        ? some(stageChanged(customer, event.payload.from, recordedAt))
        : [];
    case 'renewal-moved':
      return some(renewalMoved(customer, event.payload.from, now));
    case 'renewal-near':
      return some(renewalCame(customer, event.payload.renewsOn, event.at));
    default:
      return notablesIn(entries).filter(({ at }) => at > after);
  }
}

const notablesIn = (entries: readonly News[]): CustomerEvent[] =>
  entries.flatMap((news) => some(customerEventOf(news)));

const some = (one: CustomerEvent | null): CustomerEvent[] => (one ? [one] : []);

function withoutStageOfThoseWhoLeft(found: readonly FoundNews[]): FoundNews[] {
  const left = new Set(
    found.filter(({ event }) => event.kind === 'left').map(({ customer }) => customer.id),
  );
  return found.filter(({ event, customer }) => event.kind !== 'stage' || !left.has(customer.id));
}
