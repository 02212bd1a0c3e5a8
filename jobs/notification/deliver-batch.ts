import { mutedBecause } from '../../crm/notification/delivery.ts';
import { deliverBatchJob } from '../../crm/notification/jobs.ts';
import type { Addressee, Message } from '../../crm/notification/message.ts';
import { firstClear } from '../../crm/notification/quiet-hours.ts';
import { withBackoff } from '../backoff.ts';
import { defineJob, type JobContext } from '../job.ts';
import { begunAt, type Receiver, receiverOf, send } from './addressee.ts';
import { batchView, postDetails } from './batch.ts';
import { catchUp } from './catch-up.ts';
import { deferMessage } from './defer.ts';
import { failMessage, leave, restate, sendMessage } from './send-message.ts';

/** Tells an addressee what was laid aside for them until now, as one message. */
export const deliverBatch = defineJob({
  kind: deliverBatchJob,
  run: ({ to, slot }, context) =>
    withBackoff(new Date(slot), context.now(), tell(to, notBefore(slot, context))),
  async failed({ to, slot }, _, context) {
    const { store, now } = notBefore(slot, context);
    for (const message of await store.messages.deferred(to, now()))
      await failMessage(message, 'fault', context);
  },
});

/**
 * The queue calls when the wait is over, by the clock of the copy that sent the job; this copy's clock may be behind it.
 * It tells everything that is due at the slot, since nobody calls a second time.
 */
function notBefore(slot: string, context: JobContext): JobContext {
  const earliest = new Date(slot);
  return { ...context, now: () => (context.now() < earliest ? earliest : context.now()) };
}

async function tell(to: Addressee, context: JobContext): Promise<void> {
  const due = await context.store.messages.deferred(to, context.now());
  const receiver = due.length > 0 ? await receiverOf(to, context) : null;
  if (!receiver) for (const message of due) await failMessage(message, 'inactive', context);
  else
    for (const batch of batches(await stillMeant(due, receiver, context)))
      await sendBatch(batch, receiver, context);
}

/** Meanwhile they may have gone to rest, or muted some of it. */
async function stillMeant(
  due: readonly Message[],
  receiver: Receiver,
  context: JobContext,
): Promise<Message[]> {
  const { preference, reader } = receiver;
  const now = context.now();
  const clear = firstClear(now, preference, reader.zone);
  const meant = due.filter((message) => mutedBecause(message, preference) === null);
  for (const message of due)
    if (!meant.includes(message)) await leave(message, 'muted', { context });
  if (clear <= now) return meant;
  for (const message of meant) await deferMessage(message, clear, receiver, context);
  return [];
}

interface Batch {
  key: string;
  messages: readonly Message[];
}

/** A batch that an earlier attempt began ends as it began, so that nothing comes twice; the rest is one batch. */
function batches(due: readonly Message[]): Batch[] {
  const begun = Map.groupBy(due, ({ key, sentAs }) => (sentAs ? sentAs.reference || key : ''));
  return [...begun.values()].map((messages) => ({
    messages,
    key: messages[0]?.sentAs?.reference || `batch:${messages[0]?.key}`,
  }));
}

async function sendBatch(
  { key, messages }: Batch,
  receiver: Receiver,
  context: JobContext,
): Promise<void> {
  const { store } = context;
  const [first] = messages;
  if (!first) return;
  const isBegun = first.sentAs?.reference === key;
  if (messages.length === 1 && !isBegun) return sendMessage(first, receiver, context);
  const sent = await send(
    receiver.to,
    {
      key,
      view: ({ platform }) => batchView({ messages, receiver }, context.threads({ platform })),
      begun: begunAt(first),
      tells: messages,
      reference: key,
    },
    context,
  );
  if (sent.kind !== 'posted') {
    for (const message of messages)
      await failMessage(message, sent.kind === 'closed' ? sent.why : sent.kind, context);
    return;
  }
  const { place, reference } = sent;
  if (sent.earlier) {
    const view = batchView({ messages, receiver }, context.threads(place));
    await restate({ place, reference, view }, context);
  }
  await postDetails({ place, reference, messages, receiver }, context);
  const keys = messages.map((message) => message.key);
  await store.messages.sent(keys, context.now(), { place, reference });
  await catchUp(messages, { place, reference }, context);
}
