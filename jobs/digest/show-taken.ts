import { isDeepStrictEqual } from 'node:util';
import { offeredIn, withTakers } from '../../cards/digest/taken.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import { showTakenJob, takenTaskId } from '../../crm/digest/digest.ts';
import { defineJob, type JobContext } from '../job.ts';

/**
 * Edits the post of an issue, so that everybody sees who has taken on whom. Each run looks again after its edit, so of
 * two at once the last edit shows both.
 */
export const showTaken = defineJob({
  kind: showTakenJob,
  async run(which, context) {
    const { store, update, reader } = context;
    const slot = new Date(which.slot);
    const [digest, issue, stored] = await Promise.all([
      store.digests.get(which.digest),
      store.digests.issue(which.digest, slot),
      store.digests.posted(which.digest, slot),
    ]);
    const view = StoredView.safeParse(stored).data;
    // The press came before its post was on record: the queue tries again.
    if (issue && !issue.sentAt) throw new Error('The issue is not sent yet');
    if (digest?.to.kind !== 'place' || !issue?.reference || !view) return;
    const { place } = digest.to;
    for (let shown: Awaited<ReturnType<typeof takersOf>> = []; ; ) {
      const takers = await takersOf(which, offeredIn(view), context);
      if (isDeepStrictEqual(takers, shown)) return;
      await update({ place, reference: issue.reference, view: withTakers(view, takers, reader()) });
      shown = takers;
    }
  },
});

async function takersOf(
  which: { digest: string; slot: string },
  customers: ReturnType<typeof offeredIn>,
  { store }: JobContext,
) {
  const found = await Promise.all(
    customers.map(async (customer) => {
      const task = await store.tasks.get(takenTaskId(which, customer));
      const holder = task && (await store.people.get(task.holder));
      return task && holder ? [{ customer, task: task.id, name: holder.name }] : [];
    }),
  );
  return found.flat();
}
