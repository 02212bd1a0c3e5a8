import { isDeepStrictEqual } from 'node:util';
import { LATELY, plan } from '../../crm/notification/delivery.ts';
import { deliverMessageJob, type UndeliveredReason } from '../../crm/notification/jobs.ts';
import type { Message } from '../../crm/notification/message.ts';
import type { NotificationPreference } from '../../crm/notification/preferences.ts';
import { Upstream, unreachable } from '../../crm/problem.ts';
import { withBackoff } from '../backoff.ts';
import { defineJob, type JobContext } from '../job.ts';
import { receiverOf } from './addressee.ts';
import { deferMessage, lookAfter } from './defer.ts';
import { tellSender } from './report-undelivered.ts';
import { failMessage, leave, sendMessage } from './send-message.ts';

/** Tells somebody something now, lays it aside for later, or leaves it: as they set it. Comes from `Store.commit`. */
export const deliverMessage = defineJob({
  kind: deliverMessageJob,
  async run({ key, untold }, context) {
    const message = await context.store.messages.get(key);
    if (message?.state === 'waiting')
      await withBackoff(message.createdAt, context.now(), decide(message, context));
    // It was laid aside, and this copy of the bot was killed before it said for how long.
    if (message?.state === 'deferred' && message.dueAt)
      await lookAfter(message.to, message.dueAt, context);
    // It was left or given up, and this copy was killed before it said so.
    if (message?.state === 'muted') await tellSender(message, 'muted', context);
    if (message?.state === 'failed')
      await tellSender(message, untold ?? (await reasonFor(message, context)), context);
  },
  async failed({ key }, cause, context) {
    const message = await context.store.messages.get(key);
    if (message?.state === 'waiting')
      await failMessage(message, cause instanceof Upstream ? cause.message : 'fault', context);
  },
});

/** Why a message failed whose reason nobody wrote down. */
async function reasonFor({ to }: Message, context: JobContext): Promise<UndeliveredReason> {
  return (await receiverOf(to, context)) ? 'unreachable' : 'inactive';
}

async function decide(message: Message, context: JobContext): Promise<void> {
  const { store } = context;
  const now = context.now();
  const receiver = await receiverOf(message.to, context);
  if (!receiver) return failMessage(message, 'inactive', context);
  const { preference, reader } = receiver;
  const lately = await store.messages.recent(message.to, new Date(now.getTime() - LATELY));
  const planned = plan(message, { preference, zone: reader.zone, now, lately });
  switch (planned.kind) {
    case 'muted':
      return leave(message, 'muted', { context });
    case 'defer':
      await deferMessage(message, planned.until, receiver, context);
      return unlessSetOtherwise(message, preference, context);
    case 'at-once':
      return sendMessage(message, receiver, context);
    default:
      return unreachable(planned);
  }
}

/** Decides again where the receiver changed their preferences just before this message was deferred. */
async function unlessSetOtherwise(
  message: Message,
  preference: NotificationPreference,
  context: JobContext,
): Promise<void> {
  const { to } = message;
  if (
    to.kind === 'person' &&
    !isDeepStrictEqual(await context.store.notificationPreferences.get(to.person), preference)
  )
    await decide(message, context);
}
