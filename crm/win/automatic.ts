import type { CustomerId, Money } from '../customer/customer.ts';
import type { Event, EventOf } from '../event/event.ts';
import { PersonId } from '../person/person.ts';
import type { DealHistory } from '../store/business-history.ts';
import type { Celebration } from '../store/celebrations.ts';
import type { Store } from '../store/store.ts';
import { daysBetween } from '../time/day.ts';
import { DAY } from '../time/durations.ts';
import { duplicateOf, sameSince, type WinKind } from './rules.ts';
import { isRenewal } from './trouble.ts';
import type { Win } from './win.ts';

/** The author of a win that nobody told: no colleague has this id. */
export const AUTOMATIC = PersonId.parse('rapport');

/** Events that may be celebrated, or by which something that was celebrated turns. */
export const CELEBRATED_KINDS = [
  'deal-won',
  'deal-lost',
  'deal-reopened',
  'renewal-moved',
  'stage-changed',
  'customer-reactivated',
  'customer-churned',
  'survey-answered',
] as const;
export type CelebratedEvent = EventOf<(typeof CELEBRATED_KINDS)[number]>;

/** Something to celebrate, as data without words. */
export interface Occasion {
  celebration: Exclude<Celebration, 'target'>;
  customerId: CustomerId;
  at: Date;
  money: Money | null;
  /** Names it, so that it is celebrated once and can be taken back. */
  about: string;
  /** The new day of a renewal. */
  renewsOn: string | null;
  /** Of a praise. */
  score: { score: number; best: number } | null;
  /** A customer who left is back. */
  cameBack: boolean;
  event: Event['position'];
}

const WIN_KIND = {
  deal: 'deal',
  renewal: 'renewal',
  expansion: 'deal',
  save: 'save',
  praise: 'other',
} as const satisfies Record<Occasion['celebration'], WinKind>;
export const winKindOf = ({ celebration }: Pick<Occasion, 'celebration'>): WinKind =>
  WIN_KIND[celebration];

/** A date that moves by less is a correction. */
const RENEWED_DAYS = 28;
/** A save that does not hold so long was none. */
const SAVE_HOLDS = 14 * DAY;
const LOOK_BACK = 400 * DAY;

/** The occasion in an event, as the records say it now; null where there is nothing to celebrate, any more. */
export async function occasionOf(
  event: CelebratedEvent,
  store: Pick<Store, 'businessHistory' | 'followers' | 'customers'>,
): Promise<Occasion | null> {
  const { customerId, source, at } = event;
  if (customerId === null) return null;
  const is = (
    celebration: Occasion['celebration'],
    about: string,
    more: Partial<Occasion> = {},
  ): Occasion => ({
    celebration,
    customerId,
    at,
    about,
    money: null,
    renewsOn: null,
    score: null,
    cameBack: false,
    event: event.position,
    ...more,
  });
  switch (event.kind) {
    case 'deal-won': {
      const { deals } = await store.businessHistory(customerId, new Date(at.getTime() - LOOK_BACK));
      const deal = deals.find((one) => isRecord(one, source, event.payload.record));
      return deal?.status === 'won'
        ? is(dealOccasion(deal), dealAbout(source, event.payload.record), { money: deal.money })
        : null;
    }
    case 'renewal-moved': {
      const { from, to } = event.payload;
      if (!from || !to || daysBetween(from, to) < RENEWED_DAYS) return null;
      return is('renewal', `renewal ${to}`, { renewsOn: to });
    }
    case 'stage-changed': {
      const { from, to } = event.payload;
      const isSaved = from === 'at-risk' && (to === 'live' || to === 'onboarding');
      return isSaved ? is('save', `stage ${at.toISOString()}`) : null;
    }
    case 'customer-reactivated':
      return is('save', `${source} churn ${event.payload.record}`, { cameBack: true });
    case 'survey-answered': {
      const score = await praiseIn(event, customerId, store);
      return score && is('praise', `${source} survey ${event.payload.record}`, { score });
    }
    default:
      return null;
  }
}

const isRecord = (deal: DealHistory, source: string, id: string): boolean =>
  deal.source === source && deal.externalId === id;

const dealAbout = (source: string, record: string): string => `${source} deal ${record}`;

function dealOccasion(deal: DealHistory): 'renewal' | 'expansion' | 'deal' {
  if (isRenewal(deal)) return 'renewal';
  return /expan|up-?sell|up-?grade|cross-?sell|add-?on/i.test(deal.origin ?? '')
    ? 'expansion'
    : 'deal';
}

/** The best score that the survey has, on an entry that every colleague may read. */
async function praiseIn(
  event: EventOf<'survey-answered'>,
  customerId: CustomerId,
  { followers }: Pick<Store, 'followers'>,
): Promise<Occasion['score']> {
  const { source, at, payload } = event;
  const record = { kind: 'survey-answer' as const, id: payload.record };
  const period = { after: new Date(at.getTime() - DAY), until: new Date(at.getTime() + DAY) };
  const [found = []] = await followers.news([{ customerId, source, record }], period);
  const praised = found.find(
    ({ entry, survey }) =>
      entry.visibility === 'everyone' && survey !== null && survey.score >= survey.best,
  );
  return praised?.survey ?? null;
}

/** Whether somebody, or we, told this already. A customer is praised for once in two weeks, and saved or renewed once. */
export function repeatsWin(win: Win, others: readonly Win[]): boolean {
  const lately = others.filter(
    ({ createdAt }) => createdAt >= sameSince(win.createdAt) && createdAt <= win.createdAt,
  );
  const once = win.kind === 'deal' ? [] : lately.filter(({ kind }) => kind === win.kind);
  return (
    lately.some(({ about }) => about === win.about) ||
    duplicateOf(win, others) !== null ||
    once.some(
      ({ state, author }) => state === 'posted' && (win.kind !== 'other' || author === AUTOMATIC),
    )
  );
}

/** Whether this event undoes an automatic win: the deal is open again, the renewal is withdrawn, the save did not hold. */
export function turns(event: CelebratedEvent, win: Win): boolean {
  if (win.author !== AUTOMATIC || win.state !== 'posted') return false;
  if (win.customerId !== event.customerId) return false;
  switch (event.kind) {
    case 'deal-reopened':
    case 'deal-lost':
      return win.about === dealAbout(event.source, event.payload.record);
    case 'renewal-moved': {
      const { from, to } = event.payload;
      return from !== null && win.about === `renewal ${from}` && (to === null || to < from);
    }
    case 'stage-changed':
      return ['at-risk', 'churned'].includes(event.payload.to) && isRecentSave(win, event);
    case 'customer-churned':
      return isRecentSave(win, event);
    default:
      return false;
  }
}

const isRecentSave = ({ kind, createdAt }: Win, { recordedAt }: CelebratedEvent): boolean =>
  kind === 'save' && recordedAt.getTime() - createdAt.getTime() < SAVE_HOLDS;
