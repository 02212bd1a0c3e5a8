import type { View } from '../../cards/view/view.ts';
import type { Message } from '../../crm/notification/message.ts';
import type { Place } from '../../crm/person/place.ts';
import { accessOfAudience, withoutAmounts } from '../../crm/policy/policy.ts';
import { tellSignalJob } from '../../crm/signal/jobs.ts';
import { ruleOf } from '../../crm/signal/rules.ts';
import type { Signal } from '../../crm/signal/signal.ts';
import { defineJob, type JobContext } from '../job.ts';
import { type SignalMessage, type ToTell, toPerson, toPlace } from './messages.ts';

/** Tells a channel of one signal, as far as all of its readers may see. */
export const tellSignal = defineJob({
  kind: tellSignalJob,
  async run({ signal: id, place }, context) {
    const { store } = context;
    const signal = await store.signals.get(id);
    if (!signal || signal.endedAt) return;
    const found = await toTell(signal, context);
    const message = found && (await channelMessage(found, place, context));
    if (message) await store.commit([{ kind: 'message', message }], context.now());
  },
});

/** Redraws a message of a signal that is over; null while it stands, since its message says how it began. */
export async function signalNow(
  { to }: Pick<Message, 'to'>,
  signal: Signal,
  context: JobContext,
): Promise<View | null> {
  const found = signal.endedAt && (await toTell(signal, context));
  if (!found) return null;
  if (to.kind === 'place') return (await channelMessage(found, to.place, context))?.view ?? null;
  const person = await context.store.people.get(to.person);
  return (person && toPerson(found, person, context)?.view) ?? null;
}

async function toTell(
  signal: Signal,
  { store, now }: Pick<JobContext, 'store' | 'now'>,
): Promise<ToTell | null> {
  const rule = ruleOf(signal.rule);
  const [[history], standing] = await Promise.all([
    store.signals.histories([signal.customerId], now()),
    store.signals.standing([signal.customerId]),
  ]);
  return rule && history ? { signal, rule, history, standing } : null;
}

async function channelMessage(
  found: ToTell,
  place: Place,
  context: JobContext,
): Promise<SignalMessage | null> {
  const [channel, readers] = await Promise.all([
    context.store.channels.get({
      platform: place.platform,
      tenant: place.tenant,
      channel: place.id,
    }),
    context.audience(place),
  ]);
  const access = accessOfAudience(readers);
  return toPlace(found, {
    place,
    access: channel?.showsAmounts === false ? withoutAmounts(access) : access,
    reader: context.reader(),
  });
}
