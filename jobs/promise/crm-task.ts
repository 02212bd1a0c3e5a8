import { stringsFor } from '../../cards/strings.ts';
import { isForCrm, promiseTask } from '../../crm/promise/crm-task.ts';
import type { Task } from '../../crm/task/task.ts';
import type { JobContext } from '../job.ts';

/** The CRM's version of a promise as it is now; null where there is none with this id, or not everybody may read it. */
export async function promiseInCrmNow(
  id: string,
  { store, reader, readerOf }: JobContext,
): Promise<Task | null> {
  const promise = await store.promises.get(id);
  if (!promise || !isForCrm(promise)) return null;
  const by = await store.people.get(promise.by);
  return promiseTask(promise, {
    zone: by ? readerOf(by).zone : reader().zone,
    words: stringsFor(reader()).promise.task,
  });
}
