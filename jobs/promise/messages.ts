import { promiseCard } from '../../cards/promise/card.ts';
import type { View } from '../../cards/view/view.ts';
import type { Message } from '../../crm/notification/message.ts';
import { accessOf, seesPromise } from '../../crm/policy/policy.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import { summarizePromise } from '../../crm/promise/summary.ts';
import type { JobContext } from '../job.ts';

/** Redraws a message of a promise as things are now; null where the message is up to date. */
export async function promiseNow(
  { subject, to }: Pick<Message, 'subject' | 'to'>,
  promise: CustomerPromise,
  { store, readerOf }: JobContext,
): Promise<View | null> {
  if (to.kind !== 'person' || subject.version === promise.version) return null;
  const person = await store.people.get(to.person);
  const access = person && accessOf(person);
  if (!person || !access || !seesPromise(access, promise)) return null;
  const summary = await summarizePromise(promise, { person, access }, store);
  return promiseCard({ ...summary, said: null, reader: readerOf(person) });
}
