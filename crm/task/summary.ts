import { type DayOff, type DayOffContext, dayOffOf } from '../absence/day-off.ts';
import type { PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import type { Task } from './task.ts';

/** A task with the names that its reader needs. */
export interface TaskSummary {
  task: Task;
  customer: string;
  holder: string;
  createdBy: string;
  /** Decides the reader's buttons: a holder may do more than the giver, everybody else nothing. */
  role: 'holder' | 'giver' | 'other';
}

const NOBODY = '–';

export async function summarizeTask(
  task: Task,
  reader: PersonId,
  { customers, people }: Pick<Store, 'customers' | 'people'>,
): Promise<TaskSummary> {
  const [customer, holder, createdBy] = await Promise.all([
    customers.name(task.customerId),
    people.get(task.holder),
    people.get(task.createdBy),
  ]);
  const otherwise = reader === task.createdBy ? 'giver' : 'other';
  const role = reader === task.holder ? 'holder' : otherwise;
  return {
    task,
    customer: customer ?? NOBODY,
    holder: holder?.name ?? NOBODY,
    createdBy: createdBy?.name ?? NOBODY,
    role,
  };
}

/** A day on which the holder of an open task does not work, where it is due then. */
export const dueDayOff = async (
  { state, dueAt, holder }: Pick<Task, 'state' | 'dueAt' | 'holder'>,
  context: DayOffContext,
): Promise<DayOff | null> => (state === 'open' && dueAt ? dayOffOf(holder, dueAt, context) : null);
