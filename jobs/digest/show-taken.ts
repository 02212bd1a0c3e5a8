import { isDeepStrictEqual } from 'node:util';
import { offeredIn, withTakers } from '../../cards/digest/taken.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import type { View } from '../../cards/view/view.ts';
import { type DigestIssue, showTakenJob } from '../../crm/digest/digest.ts';
import { readTakers, type Taker } from '../../crm/digest/takers.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { defineJob, type JobContext } from '../job.ts';
import { reviseMessage } from '../notification/revise-message.ts';

type Which = { digest: string; slot: string };

/**
 * Edits the post of an issue, the detail in its thread or a leader's own message, so that everybody sees who has taken
 * on whom.
 */
export const showTaken = defineJob({
  kind: showTakenJob,
  async run(which, context) {
    const { store } = context;
    const slot = new Date(which.slot);
    const [digest, issue] = await Promise.all([
      store.digests.get(which.digest),
      store.digests.issue(which.digest, slot),
    ]);
    // The press came before its post was on record: the queue tries again.
    if (issue && !issue.sentAt) throw new Error('The issue is not sent yet');
    if (!digest || !issue?.reference) return;
    if (digest.to.kind === 'place')
      await editPosts(which, { issue, place: digest.to.place }, context);
    else await editMessage(which, { key: issue.reference, person: digest.to.person }, context);
  },
});

async function editPosts(
  which: Which,
  { issue, place }: { issue: DigestIssue; place: Place },
  context: JobContext,
): Promise<void> {
  const stored = await context.store.digests.posted(issue.digest, issue.slot);
  const posts = [{ reference: issue.reference, view: stored?.view }, stored?.detail];
  for (const post of posts) {
    const view = StoredView.safeParse(post?.view).data;
    const reference = post?.reference;
    if (!view || !reference) continue;
    await followTakers(which, view, context, async (takers) => {
      await context.update({ place, reference, view: withTakers(view, takers, context.reader()) });
    });
  }
}

/** A leader's own issue is a message like others. */
async function editMessage(
  which: Which,
  { key, person }: { key: string; person: PersonId },
  context: JobContext,
): Promise<void> {
  const { store, readerOf } = context;
  const [message, leader] = await Promise.all([store.messages.get(key), store.people.get(person)]);
  if (!message || !leader) return;
  const view = StoredView.parse(message.view);
  await followTakers(which, view, context, async (takers) => {
    const now = await store.messages.get(key);
    if (now) await reviseMessage(now, withTakers(view, takers, readerOf(leader)), context);
  });
}

/** Looks again after each edit, so of two runs at once the last edit shows both. */
async function followTakers(
  which: Which,
  view: View,
  { store }: JobContext,
  edit: (takers: readonly Taker[]) => Promise<void>,
): Promise<void> {
  for (let shown: readonly Taker[] = []; ; ) {
    const takers = await readTakers(which, offeredIn(view), store);
    if (isDeepStrictEqual(takers, shown)) return;
    await edit(takers);
    shown = takers;
  }
}
