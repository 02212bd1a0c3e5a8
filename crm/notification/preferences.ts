import { z } from 'zod';
import { MessageKind } from './message.ts';

/** How a person wants to be told of one kind of thing. */
export const Delivery = z.enum(['at-once', 'hourly', 'daily', 'muted']);
export type Delivery = z.infer<typeof Delivery>;

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** A person's settings from `me`. All times are theirs. */
export const NotificationPreference = z.object({
  kinds: z.partialRecord(MessageKind, Delivery),
  /** When the daily batch comes. */
  dailyAt: Clock,
  /** Nothing comes in between; `from` may be later than `to`, over midnight. */
  quiet: z.object({ from: Clock, to: Clock }).nullable(),
  /** 1 Monday … 7 Sunday. */
  daysOff: z.array(z.number().int().min(1).max(7)),
  snoozedUntil: z.date().nullable(),
  /** Customers of which nothing is told. */
  mutedCustomers: z.array(z.string()),
  /** May be named in wins. */
  named: z.boolean(),
});
export type NotificationPreference = z.infer<typeof NotificationPreference>;

/** How each kind comes to a person who set nothing. */
export const USUAL: Readonly<Record<MessageKind, Delivery>> = {
  handoff: 'at-once',
  task: 'at-once',
  mention: 'at-once',
  followed: 'hourly',
  signal: 'at-once',
  win: 'daily',
  digest: 'at-once',
  summary: 'at-once',
};

export const deliveryOf = (
  { kinds }: Pick<NotificationPreference, 'kinds'>,
  kind: MessageKind,
): Delivery => kinds[kind] ?? USUAL[kind];

/** A place has no nights; what is a person's to set, an administrator sets for a channel. */
export const OF_A_PLACE: NotificationPreference = {
  kinds: { win: 'at-once' },
  dailyAt: '09:00',
  quiet: null,
  daysOff: [],
  snoozedUntil: null,
  mutedCustomers: [],
  named: true,
};
