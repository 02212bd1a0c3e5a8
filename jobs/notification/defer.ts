import { deliverBatchJob } from '../../crm/notification/jobs.ts';
import type { Addressee, Message } from '../../crm/notification/message.ts';
import { firstClear } from '../../crm/notification/quiet-hours.ts';
import { sendJob } from '../../crm/store/change.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import type { JobContext } from '../job.ts';
import type { Receiver } from './addressee.ts';

/** Lays a message aside until then, and has the queue look after it: once per addressee and time. */
export async function deferMessage(
  message: Message,
  until: Date,
  { preference, reader }: Receiver,
  context: JobContext,
): Promise<void> {
  const { store } = context;
  await store.messages.save({ ...message, state: 'deferred', dueAt: until });
  // Where this took until after that time, those who look after it may have come and gone.
  const now = context.now();
  if (now >= until)
    return deferMessage(
      message,
      firstClear(new Date(now.getTime() + MINUTE), preference, reader.zone),
      { to: message.to, preference, reader },
      context,
    );
  await lookAfter(message.to, until, context);
}

export async function lookAfter(to: Addressee, until: Date, { store }: JobContext): Promise<void> {
  const slot = until.toISOString();
  const name =
    to.kind === 'person' ? to.person : `${to.place.platform} ${to.place.tenant} ${to.place.id}`;
  await store.commit([
    sendJob(deliverBatchJob, { to, slot }, { key: `gathered ${name} ${slot}`, after: until }),
  ]);
}
