import { z } from 'zod';
import {
  messagesHear,
  messagesMute,
  messagesPace,
  messagesReduce,
  messagesRestore,
  messagesSnooze,
  messagesWake,
} from '../../cards/notification/actions.ts';
import { setCard } from '../../cards/notification/card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import { when } from '../../cards/view/format.ts';
import type { Press, View } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { MESSAGE_KINDS, MessageKind } from '../../crm/notification/message.ts';
import { Delivery, deliveryOf } from '../../crm/notification/preferences.ts';
import { Problem } from '../../crm/problem.ts';
import { instantAt } from '../../crm/time/clock.ts';
import { addDays, dayIn } from '../../crm/time/day.ts';
import { HOUR } from '../../crm/time/durations.ts';
import { type Context, on, type Reply } from '../command.ts';
import { goneMessage, ownMessage } from './own-message.ts';
import { parseDelivery, setNotificationPreference } from './preferences.ts';

/** Nothing comes until then; pressed on a message, with the way back to it. */
export async function snoozeMessages(
  until: Date,
  key: string | null,
  context: Context,
): Promise<Reply> {
  await setNotificationPreference({ snoozedUntil: until }, context);
  const { snoozed: strings } = stringsFor(context.reader).notifications;
  const undo = { ...press(messagesWake, { ...(key && { key }) }), label: strings.wake };
  return set(
    { title: strings.title(when(until, context.reader)), say: strings.text, undo, message: key },
    context,
  );
}

/** Tells this person of a customer again, or no more. */
export async function hearCustomer(
  { customer, on, key }: { customer: CustomerId; on: boolean; key: string | null },
  context: Context,
): Promise<Reply> {
  const { store, person, reader } = context;
  const name = await store.customers.name(customer);
  if (!name) throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const { mutedCustomers } = await store.notificationPreferences.get(person.id);
  const others = mutedCustomers.filter((one) => one !== customer);
  await setNotificationPreference({ mutedCustomers: on ? others : [...others, customer] }, context);
  const { customerHeard, customerMuted } = stringsFor(reader).notifications;
  const said = on ? customerHeard : customerMuted;
  const undo = on ? null : { ...press(messagesHear, { customer, ...(key && { key }) }) };
  return set({ title: said.title(name), say: said.text, undo, message: key }, context);
}

const set = (
  said: {
    title: string;
    say: string;
    undo: (Press & { label?: string }) | null;
    message: string | null;
  },
  { reader }: Context,
): Reply => answer(setCard({ ...said, reader }));

export const answer = (view: View): Reply => ({ kind: 'answer', view });

/** Change how a person is told, from a message or from the list. */
export const preferenceActions = [
  on(messagesSnooze, async ({ key, for: length }, context) => {
    const { now, reader, store, person } = context;
    const { dailyAt } = await store.notificationPreferences.get(person.id);
    const until =
      length === 'hour'
        ? new Date(now.getTime() + HOUR)
        : instantAt(addDays(dayIn(now, reader.zone), 1), dailyAt, reader.zone);
    return snoozeMessages(until, key, context);
  }),
  on(messagesWake, async ({ key = null }, context) => {
    await setNotificationPreference({ snoozedUntil: null }, context);
    const { awake } = stringsFor(context.reader).notifications;
    return set({ title: awake.title, say: awake.text, undo: null, message: key }, context);
  }),
  on(messagesMute, async ({ key }, context) => {
    const { customerId } = await ownMessage(key, context);
    return customerId
      ? hearCustomer({ customer: customerId, on: false, key }, context)
      : Promise.reject(goneMessage(context));
  }),
  on(messagesHear, ({ customer, key = null }, context) =>
    hearCustomer({ customer, on: true, key }, context),
  ),
  on(messagesPace, async ({ kind, delivery, key = null }, context) => {
    const { kinds, ...before } = await context.store.notificationPreferences.get(context.person.id);
    const after = await setNotificationPreference(
      { kinds: { ...kinds, [kind]: delivery } },
      context,
    );
    const { paced, kind: names } = stringsFor(context.reader).notifications;
    const undo = {
      ...press(messagesPace, {
        kind,
        delivery: deliveryOf({ ...before, kinds }, kind),
        ...(key && { key }),
      }),
    };
    return set(
      {
        title: paced.title(names[kind], parseDelivery(after, delivery, context.reader)),
        say: paced.text,
        undo,
        message: key,
      },
      context,
    );
  }),
  on(messagesReduce, async (_, context) => {
    const { kinds } = await context.store.notificationPreferences.get(context.person.id);
    const fewer = Object.fromEntries(
      MESSAGE_KINDS.map((kind) => [
        kind,
        deliveryOf({ kinds }, kind) === 'muted' ? ('muted' as const) : ('daily' as const),
      ]),
    );
    const { dailyAt } = await setNotificationPreference({ kinds: fewer }, context);
    const { pacedAll } = stringsFor(context.reader).notifications;
    const undo = {
      ...press(messagesRestore, {
        kinds: Object.entries(kinds).map(([kind, delivery]) => `${kind}:${delivery}`),
      }),
    };
    return set(
      { title: pacedAll.title(dailyAt), say: pacedAll.text, undo, message: null },
      context,
    );
  }),
  on(messagesRestore, async ({ kinds }, context) => {
    const before = kinds.map((pair) => z.tuple([MessageKind, Delivery]).parse(pair.split(':')));
    await setNotificationPreference({ kinds: Object.fromEntries(before) }, context);
    const { pacedBack } = stringsFor(context.reader).notifications;
    return set({ title: pacedBack.title, say: pacedBack.text, undo: null, message: null }, context);
  }),
];
