import { type Digest, issueKey, sendDigestJob } from '../../crm/digest/digest.ts';
import { closedDays, dueIssue } from '../../crm/digest/rules.ts';
import { sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { eachOf } from '../scheduled.ts';

/**
 * Begins the issues whose time has come. That an issue is made, that the digest goes on to its next slot and that the
 * queue sends the issue is one commit: of several copies one makes it, and no kill comes in between.
 */
export const postDigests = defineJob({
  kind: clockJob('post-digests'),
  cron: '*/5 * * * *',
  run: async (_, context) =>
    eachOf(await context.store.digests.due(context.now()), (digest) => begin(digest, context)),
});

async function begin(due: Digest, { store, now }: JobContext): Promise<void> {
  const at = now();
  const { digest, issue } = dueIssue(due, at, await closedDays(due.schedule, at, store));
  const sending = issue && [
    { kind: 'digest-issue' as const, issue },
    sendJob(
      sendDigestJob,
      { digest: issue.digest, slot: issue.slot.toISOString() },
      { key: issueKey(issue.digest, issue.slot) },
    ),
  ];
  // A stale one was begun by another copy, or changed by somebody: the next minute looks again.
  await store.commit([{ kind: 'digest', digest }, ...(sending ?? [])], at);
}
