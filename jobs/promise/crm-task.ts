import { stringsFor } from '../../cards/strings.ts';
import { isForCrm, promiseTask } from '../../crm/promise/crm-task.ts';
import type { Task } from '../../crm/task/task.ts';
import type { JobContext } from '../job.ts';

/** The CRM's version of a promise as it is now, without its words where not everybody may read them; null where there is none with this id. */
export async function promiseInCrmNow(
  id: string,
  { store, reader, readerOf }: JobContext,
): Promise<Task | null> {
  const promise = await store.promises.get(id);
  if (!promise) return null;
  const by = await store.people.get(promise.by);
  const { task } = stringsFor(reader()).promise;
  // It was everybody's when it went there: only its words are taken away.
  const shown = isForCrm(promise)
    ? { promise, words: task.words }
    : { promise: { ...promise, state: 'withdrawn' as const }, words: () => task.hidden };
  return promiseTask(shown.promise, {
    zone: by ? readerOf(by).zone : reader().zone,
    words: shown.words,
  });
}
