import { erasureAnswer } from '../../cards/erasure/messages.ts';
import type { Erasure } from '../../crm/erasure/erasure.ts';
import { OPEN_FOR } from '../../crm/erasure/erasure.ts';
import { eraseJob } from '../../crm/erasure/jobs.ts';
import { closedErasure } from '../../crm/erasure/rules.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import { HOUR } from '../../crm/time/durations.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { erasureCardFor } from '../notification/erasure-message.ts';
import { clockDid, eachOf } from '../scheduled.ts';

/**
 * Ends questions about an erasure that nobody answered in time; the name in them goes. One that somebody agreed to and that
 * could not end, since the data folder broke, begins again.
 */
export const endErasureQuestions = defineJob({
  kind: clockJob('end-erasure-questions'),
  cron: '47 * * * *',
  async run({ slot }, context) {
    const now = new Date(slot);
    const due = await context.store.erasures.askedBefore(new Date(now.getTime() - OPEN_FOR + 1));
    await eachOf(due, (erasure) => end(erasure, now, context));
    const broken = await context.store.erasures.agreedBefore(new Date(now.getTime() - HOUR));
    const again = broken.map(({ id }) =>
      sendJob(eraseJob, { erasure: id }, { key: `erase-again:${id}:${slot}` }),
    );
    if (again.length > 0) await context.store.commit(again, now);
  },
});

async function end(erasure: Erasure, now: Date, context: JobContext): Promise<void> {
  const next = closedErasure(erasure, { state: 'expired', by: null, now });
  const { id, version, askedBy } = next;
  const asker = askedBy && (await context.store.people.get(askedBy));
  const changes: Change[] = [
    { kind: 'erasure', erasure: next },
    clockDid('erase', erasure.about?.customerId ?? null, { step: 'expired', erasure: id }, now),
    refreshSentMessages({ kind: 'erasure', id }, version, null),
  ];
  if (asker?.active) {
    const card = await erasureCardFor(next, asker, context);
    changes.push({ kind: 'message', message: erasureAnswer(card, { to: asker, version }) });
  }
  await context.store.commit(changes, now);
}
