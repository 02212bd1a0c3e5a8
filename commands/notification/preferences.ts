import { stringsFor } from '../../cards/strings.ts';
import type { Reader } from '../../cards/view/format.ts';
import { sooner } from '../../crm/notification/delivery.ts';
import { deliverBatchJob } from '../../crm/notification/jobs.ts';
import type { Delivery, NotificationPreference } from '../../crm/notification/preferences.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { DAY } from '../../crm/time/durations.ts';
import type { Context } from '../command.ts';

/** Former settings of at most so many characters are kept, for `undo`. */
const KEPT = 4000;
/** Nothing is laid aside for longer. */
const FAR = 1000 * DAY;

/** Changes what this person set of how they are told things, and keeps that it was changed. */
export async function setNotificationPreference(
  change: Partial<NotificationPreference>,
  context: Setting,
): Promise<NotificationPreference> {
  const { store, person, audit, now } = context;
  const before = await store.notificationPreferences.get(person.id);
  const after = { ...before, ...change };
  const changed = Object.keys(change);
  const was = JSON.stringify(
    Object.fromEntries(Object.entries(before).filter(([key]) => changed.includes(key))),
  );
  await audit({
    action: 'settings',
    customer: null,
    detail: { changed, ...(was.length <= KEPT && { before: was }) },
  });
  await store.commit(
    [
      { kind: 'notification-preference', person: person.id, preference: after },
      ...(await brought(before, after, context)),
    ],
    now,
  );
  return after;
}

type Setting = Pick<Context, 'store' | 'person' | 'audit' | 'now' | 'id'> & {
  reader: Pick<Reader, 'zone'>;
};

/** Deferred messages that the new preferences would have sent sooner come at that time. */
async function brought(
  before: NotificationPreference,
  after: NotificationPreference,
  { store, person, now, id, reader: { zone } }: Setting,
): Promise<Change[]> {
  const to = { kind: 'person' as const, person: person.id };
  const waiting = await store.messages.deferred(to, new Date(now.getTime() + FAR));
  const due = Map.groupBy(
    waiting,
    (message) => sooner(message, { before, after, zone, now })?.toISOString() ?? '',
  );
  return [...due].flatMap(([slot, messages]): Change[] => {
    if (slot === '') return [];
    const at = new Date(slot);
    return [
      { kind: 'due', messages: messages.map(({ key }) => key), at },
      sendJob(
        deliverBatchJob,
        { to, slot },
        { key: `sooner ${id()} ${slot}`, after: at > now ? at : undefined },
      ),
    ];
  });
}

/** `hourly`, `daily at 09:00`: for the middle of a sentence. */
export function parseDelivery(
  { dailyAt }: Pick<NotificationPreference, 'dailyAt'>,
  delivery: Delivery,
  reader: Reader,
): string {
  const strings = stringsFor(reader).notifications;
  return delivery === 'daily' ? strings.dailyAt(dailyAt) : strings.delivery[delivery].toLowerCase();
}
