import type { Task } from '../task/task.ts';
import { instantAt } from '../time/clock.ts';
import type { CustomerPromise } from './promise.ts';

const EVENING = '17:00';

/** True for a promise that everybody may read: a private one is never written to the CRM. */
export const isForCrm = ({ visibility }: Pick<CustomerPromise, 'visibility'>): boolean =>
  visibility === 'everyone';

/**
 * A promise as the CRM keeps it: a task of who promised it, due in the evening of its day in `zone`. `words` say there
 * that it is a promise.
 */
export function promiseTask(
  promise: CustomerPromise,
  { zone, words }: { zone: string; words: (what: string) => string },
): Task {
  const { id, customerId, version, createdAt, by, createdBy, dueOn, state, closedAt } = promise;
  return {
    id,
    customerId,
    version,
    createdAt,
    what: words(promise.what),
    holder: by,
    createdBy,
    dueAt: dueOn === null ? null : instantAt(dueOn, EVENING, zone),
    snoozedUntil: null,
    state: state === 'open' ? 'open' : 'done',
    doneAt: closedAt,
    reminders: 0,
    origin: null,
  };
}
