import { handoffInCrm } from '../../cards/handoff/crm-record.ts';
import { withNames } from '../../crm/handoff/people.ts';
import type { Note } from '../../crm/note/note.ts';
import type { Task } from '../../crm/task/task.ts';
import type { JobContext } from '../job.ts';

/** The CRM's version of a handoff as it is now; null where there is none with this id. */
export async function handoffInCrmNow(
  id: string,
  { store, reader }: JobContext,
): Promise<{ note: Note; task: Task } | null> {
  const handoff = await store.handoffs.get(id);
  const customer = handoff && (await store.customers.name(handoff.customerId));
  return handoff && customer !== null
    ? handoffInCrm(withNames(handoff, customer, await store.people.all()), reader())
    : null;
}
