import { isDeepStrictEqual } from 'node:util';
import { erasedCard } from '../../cards/erasure/card.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import { correctSentMessageJob } from '../../crm/notification/jobs.ts';
import type { Message } from '../../crm/notification/message.ts';
import type { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import { defineJob, type JobContext } from '../job.ts';
import { receiverOf } from './addressee.ts';
import { redraw, togetherWith } from './batch.ts';
import { reviseMessage } from './revise-message.ts';

/** A message, and where it arrived. */
type Arrived = Pick<Message, 'key' | 'to'> & { place: Place; reference: string; at: Date };

/**
 * Messages may have been changed, taken back or erased while they were on their way: what stands there says what the
 * store says. Where a platform does not take that just now, the queue goes on with it.
 */
export async function catchUp(
  messages: readonly Message[],
  { place, reference }: { place: Place; reference: string },
  context: JobContext,
): Promise<void> {
  const { store } = context;
  for (const message of messages) {
    const stored = await store.messages.get(message.key);
    if (stored && isDeepStrictEqual(stored.view, message.view)) continue;
    const { key, to } = message;
    const at = stored?.sentAt ?? context.now();
    await correct({ key, to, place, reference, at }, context).catch(async (cause: unknown) => {
      if (!(cause instanceof Upstream)) throw cause;
      const data = { key, to, place, reference, at: at.toISOString() };
      const job = sendJob(correctSentMessageJob, data, { key: `correct:${key}:${at.getTime()}` });
      await store.commit([job], context.now());
    });
  }
}

/** Goes on with a message that says something else than the store since it arrived. */
export const correctSentMessage = defineJob({
  kind: correctSentMessageJob,
  run: ({ at, ...post }, context) => correct({ ...post, at: new Date(at) }, context),
});

async function correct({ key, to, at, ...post }: Arrived, context: JobContext): Promise<void> {
  const stored = await context.store.messages.get(key);
  if (stored) {
    await reviseMessage(stored, StoredView.parse(stored.view), context);
    return;
  }
  // Only an erasure takes a message out of the store.
  const view = erasedCard(context.reader());
  const [messages, receiver] = await Promise.all([
    togetherWith({ to, sentAt: at, sentAs: post }, context),
    receiverOf(to, context),
  ]);
  const [other] = messages;
  if (!other || !receiver) return void (await context.update({ ...post, view, hides: true }));
  const gone = { ...other, key, line: view.title, view };
  await redraw(gone, { ...post, messages, receiver }, context);
}
