import { nextHour, nextSlot } from '../time/clock.ts';
import { HOUR, MINUTE } from '../time/durations.ts';
import type { Message, NewMessage } from './message.ts';
import { type Delivery, deliveryOf, type NotificationPreference } from './preferences.ts';
import { firstClear, isClear } from './quiet-hours.ts';

/** More than this many to one addressee within `BURST.within` become one batch. */
const BURST = { most: 3, within: 10 * MINUTE };
/** At once within an hour; what is more waits for the next full hour. */
const BUDGET = { person: 8, place: 6 };
/** As far back as it matters what was sent. */
export const LATELY = HOUR;

export interface Situation {
  preference: NotificationPreference;
  /** IANA, of the addressee. */
  zone: string;
  now: Date;
  /** The addressee's waiting messages, and those deferred or sent within `LATELY`. */
  lately: readonly Pick<Message, 'key' | 'state' | 'createdAt' | 'dueAt' | 'sentAt' | 'sentAs'>[];
}

export type Plan =
  | { kind: 'at-once' }
  | { kind: 'defer'; until: Date; because: Because }
  | { kind: 'muted'; because: 'kind' | 'customer' };
type Because = 'hourly' | 'daily' | 'quiet' | 'burst' | 'budget';

/** Whether a message comes at once, with others at a time that suits the addressee, or not at all. */
export function plan(
  message: Pick<NewMessage, 'key' | 'to' | 'kind' | 'customerId' | 'pressing'>,
  situation: Situation,
): Plan {
  const { preference, zone, now } = situation;
  const muted = mutedBecause(message, preference);
  if (muted) return { kind: 'muted', because: muted };
  const defer = (at: Date, because: Because): Plan => ({
    kind: 'defer',
    until: firstClear(at, preference, zone),
    because,
  });
  const delivery = deliveryOf(preference, message.kind);
  if (delivery === 'hourly') return defer(nextHour(now, zone), 'hourly');
  if (delivery === 'daily')
    return defer(nextSlot(now, { clock: preference.dailyAt }, zone), 'daily');
  const clear = firstClear(now, preference, zone);
  if (clear > now) return { kind: 'defer', until: clear, because: 'quiet' };
  if (message.pressing) return { kind: 'at-once' };
  if (isBurst(message, situation)) return defer(endOfBurst(now), 'burst');
  return isOverBudget(message, situation)
    ? defer(nextHour(now, zone), 'budget')
    : { kind: 'at-once' };
}

/** When a message comes by its kind's own pace. */
function pacedTime(
  createdAt: Date,
  delivery: Delivery,
  { dailyAt, zone }: Pick<NotificationPreference, 'dailyAt'> & { zone: string },
): Date {
  if (delivery === 'hourly') return nextHour(createdAt, zone);
  return delivery === 'daily' ? nextSlot(createdAt, { clock: dailyAt }, zone) : createdAt;
}

/** When what was laid aside comes by other settings, where that is sooner. Null where it waits for something else than what was set: others of a burst, the next hour of a budget. */
export function sooner(
  { kind, createdAt, dueAt }: Pick<Message, 'kind' | 'createdAt' | 'dueAt'>,
  {
    before,
    after,
    zone,
    now,
  }: { before: NotificationPreference; after: NotificationPreference; zone: string; now: Date },
): Date | null {
  const delivery = deliveryOf(after, kind);
  const isPacedOtherwise =
    delivery !== deliveryOf(before, kind) ||
    (delivery === 'daily' && before.dailyAt !== after.dailyAt);
  if (
    !dueAt ||
    delivery === 'muted' ||
    (!isPacedOtherwise && isClear(new Date(dueAt.getTime() - 1), before, zone))
  )
    return null;
  const own = pacedTime(createdAt, delivery, { dailyAt: after.dailyAt, zone });
  const at = firstClear(own > now ? own : now, after, zone);
  return at < dueAt ? at : null;
}

/** Null where it may be told. */
export function mutedBecause(
  { kind, customerId }: Pick<NewMessage, 'kind' | 'customerId'>,
  preference: NotificationPreference,
): 'kind' | 'customer' | null {
  if (deliveryOf(preference, kind) === 'muted') return 'kind';
  return customerId !== null && preference.mutedCustomers.includes(customerId) ? 'customer' : null;
}

function isBurst({ key }: Pick<NewMessage, 'key'>, { now, lately }: Situation): boolean {
  const since = now.getTime() - BURST.within;
  return (
    lately.filter(
      (other) =>
        other.key !== key &&
        comesNow(other, now) &&
        (other.sentAt ?? other.createdAt).getTime() > since,
    ).length >= BURST.most
  );
}

/** A message that waits for its own hour is no part of a burst, unlike one that a burst deferred. */
const comesNow = ({ state, dueAt }: Pick<Message, 'state' | 'dueAt'>, now: Date): boolean =>
  state !== 'deferred' || (dueAt !== null && dueAt <= endOfBurst(now));

/** Soon, but on a grid: however long a burst lasts, it is one message every ten minutes. */
const endOfBurst = (now: Date): Date =>
  new Date(Math.ceil((now.getTime() + MINUTE) / BURST.within) * BURST.within);

/** Messages that went out as one batch count as one. */
function isOverBudget({ to }: Pick<NewMessage, 'to'>, { now, lately }: Situation): boolean {
  const since = now.getTime() - LATELY;
  const sent = lately.filter(
    ({ state, sentAt }) => state === 'sent' && sentAt !== null && sentAt.getTime() > since,
  );
  return new Set(sent.map(({ key, sentAs }) => sentAs?.reference ?? key)).size >= BUDGET[to.kind];
}
