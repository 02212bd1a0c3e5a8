import type { DealRecord, SurveyAnswerRecord, TicketRecord } from '../customer/business-records.ts';
import type { CustomerId, Stage } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import type { Place } from '../person/place.ts';
import { type Day, dayIn, daysBetween } from '../time/day.ts';
import { MINUTE } from '../time/durations.ts';
import type { Entry, Kind, RecordKind } from '../timeline/entry.ts';

/** The subject of an event: an entry, a record with all its entries, or all entries of a kind. */
export type Subject = { customerId: CustomerId; source: string } & (
  | { entry: string }
  | { record: { kind: RecordKind; id: string } }
  | { kind: Kind }
);

/** A followed customer, and who follows it since when. */
export interface Watched {
  id: CustomerId;
  name: string;
  ownerId: PersonId | null;
  owner: string | null;
  stage: Stage;
  renewsOn: Day | null;
  people: readonly { person: PersonId; since: Date }[];
  places: readonly { place: Place; since: Date }[];
}

/** An entry with what is known now of the record behind it. */
export interface News {
  entry: Entry;
  ticket: Pick<TicketRecord, 'priority' | 'status' | 'openedAt'> | null;
  deal: Pick<DealRecord, 'status' | 'closedAt'> | null;
  survey: Pick<SurveyAnswerRecord, 'score' | 'best'> | null;
}

/** An event that a customer's followers should hear of. */
export interface CustomerEvent {
  kind: 'urgent' | 'reopened' | 'won' | 'lost' | 'left' | 'unhappy' | 'renewal' | 'owner' | 'stage';
  /** Names the event, so that each follower is told of it once. */
  key: string;
  at: Date;
  /** Its visibility and its author decide who hears of it; null where no entry stands behind it. */
  entry: Entry | null;
}

/** Kinds of entries among which something notable may be. */
export const CUSTOMER_EVENT_KINDS: readonly Kind[] = [
  'ticket',
  'deal',
  'survey',
  'review',
  'churn',
];

/** A renewal is near from so many days before it. */
export const RENEWAL_DAYS = 30;
/** A source may date a record and its entry apart. */
const SAME = MINUTE;
/** Of 1: 3 of 10 would recommend us, or 1 of 5 stars. */
const UNHAPPY = 0.3;

/** Finds the event in an entry, for followers of its customer; null where the entry is everyday. */
export function customerEventOf(news: News): CustomerEvent | null {
  const { entry } = news;
  const is = (
    kind: CustomerEvent['kind'],
    key = `${entry.source}:${entry.externalId}`,
  ): CustomerEvent => ({
    kind,
    key: `${key}:${kind}`,
    at: entry.at,
    entry,
  });
  const record = entry.record
    ? `${entry.record.kind}:${entry.source}:${entry.record.id}`
    : undefined;
  if (entry.kind === 'ticket' && /\bre-?open(?:ed|s)?\b/i.test(entry.title)) return is('reopened');
  if (entry.kind === 'ticket') return burns(news) ? is('urgent', record) : null;
  if (entry.kind === 'deal')
    return ended(news) ? is(news.deal?.status === 'won' ? 'won' : 'lost', record) : null;
  if (entry.kind === 'churn') return is('left');
  return news.survey && news.survey.score <= news.survey.best * UNHAPPY ? is('unhappy') : null;
}

/** Urgent from the beginning or since, and the customer says something: told once per ticket, while there is something to do about it. */
function burns({ entry, ticket }: News): boolean {
  if (ticket?.priority !== 'urgent' || ticket.status === 'solved') return false;
  return entry.direction === 'inbound' || entry.at.getTime() <= ticket.openedAt.getTime() + SAME;
}

/** The deal is won or lost, and this entry is not from before that. */
function ended({ entry, deal }: News): boolean {
  if (!deal || deal.status === 'open') return false;
  return deal.closedAt === null || entry.at.getTime() >= deal.closedAt.getTime() - SAME;
}

/** The renewal of this day came near; null where the date is another by now. */
export function renewalCame(
  { id, renewsOn }: Pick<Watched, 'id' | 'renewsOn'>,
  near: Day,
  at: Date,
): CustomerEvent | null {
  return renewsOn === near
    ? { kind: 'renewal', key: `${id}:${renewsOn}:renewal`, at, entry: null }
    : null;
}

/** A source set or moved the date since one last looked, and it is near by now; `before` is undefined where one never did. */
export function renewalMoved(
  { id, renewsOn }: Pick<Watched, 'id' | 'renewsOn'>,
  before: Day | null | undefined,
  now: Date,
): CustomerEvent | null {
  if (before === undefined || before === renewsOn || !renewsOn) return null;
  const ahead = daysBetween(dayIn(now, 'UTC'), renewsOn);
  return ahead >= 0 && ahead < RENEWAL_DAYS
    ? { kind: 'renewal', key: `${id}:${renewsOn}:renewal`, at: now, entry: null }
    : null;
}

/** Another owner than when one last looked; `before` is undefined where one never did. */
export function ownerChanged(
  { id, ownerId }: Pick<Watched, 'id' | 'ownerId'>,
  before: string | null | undefined,
  now: Date,
): CustomerEvent | null {
  if (before === undefined || before === ownerId) return null;
  return {
    kind: 'owner',
    key: `${id}:${before ?? 'nobody'}:${ownerId ?? 'nobody'}:${dayIn(now, 'UTC')}:owner`,
    at: now,
    entry: null,
  };
}

/** Another stage than when one last looked. That a customer left is told by the entry that says so, where there is one. */
export function stageChanged(
  { id, stage }: Pick<Watched, 'id' | 'stage'>,
  before: string | undefined,
  now: Date,
): CustomerEvent | null {
  if (before === undefined || before === stage) return null;
  return {
    kind: 'stage',
    key: `${id}:${before}:${stage}:${dayIn(now, 'UTC')}:stage`,
    at: now,
    entry: null,
  };
}

/** Everybody who followed before the event, except the person who caused it. */
export function newsReceivers(
  { at, entry }: CustomerEvent,
  { people, places }: Pick<Watched, 'people' | 'places'>,
): { people: PersonId[]; places: Place[] } {
  return {
    people: people
      .filter(({ person, since }) => since < at && entry?.personId !== person)
      .map(({ person }) => person),
    places: places.filter(({ since }) => since < at).map(({ place }) => place),
  };
}
