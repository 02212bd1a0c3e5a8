import type { WriteBack, WriteBackState } from '../../crm/note/write-back.ts';
import type { Remote } from '../../crm/store/write-backs.ts';
import type { JobContext } from '../job.ts';

/** How a write ended, or how far it is: done where no state is named. */
export type Outcome = Partial<Pick<WriteBackState, 'state' | 'url' | 'fault' | 'asPerson'>> & {
  remote?: Remote;
};

/** While it waits, `at` stays the instant since which it does. */
export async function saveState(
  { key, at, subject }: WriteBack & WriteBackState,
  { state = 'done', url = null, fault = null, asPerson = null, remote }: Outcome,
  { store, now }: Pick<JobContext, 'store' | 'now'>,
): Promise<void> {
  const stands =
    remote ??
    (subject.kind === 'owner' || subject.kind === 'stage'
      ? null
      : await store.writeBacks.remote(subject));
  await store.writeBacks.save({
    key,
    state,
    url,
    fault,
    at: state === 'waiting' ? at : now(),
    source: stands?.source ?? null,
    remoteId: stands?.id ?? null,
    asPerson,
  });
}
