import { taskCard } from '../../cards/task/card.ts';
import type { View } from '../../cards/view/view.ts';
import type { Message } from '../../crm/notification/message.ts';
import { dueDayOff, summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import type { JobContext } from '../job.ts';

/** Redraws a message of a task as things are now; null where the message is up to date. */
export async function taskNow(
  { subject, to }: Pick<Message, 'subject' | 'to'>,
  task: Task,
  { store, readerOf }: JobContext,
): Promise<View | null> {
  if (to.kind !== 'person' || subject.version === task.version) return null;
  const person = await store.people.get(to.person);
  return (
    person &&
    taskCard({
      ...(await summarizeTask(task, person.id, store)),
      dayOff: await dueDayOff(task, { store, readerOf }),
      reader: readerOf(person),
    })
  );
}
