import type { CustomerId } from '../customer/customer.ts';
import type { Store } from '../store/store.ts';
import { takenTaskId } from './digest.ts';

/** A colleague who took on a customer of an issue, and the task that it is. */
export interface Taker {
  customer: CustomerId;
  task: string;
  name: string;
}

/** Of these customers of an issue, those whom somebody took on. */
export async function readTakers(
  which: { digest: string; slot: string },
  customers: readonly CustomerId[],
  { tasks, people }: Pick<Store, 'tasks' | 'people'>,
): Promise<Taker[]> {
  const found = await Promise.all(
    customers.map(async (customer) => {
      const task = await tasks.get(takenTaskId(which, customer));
      const holder = task && (await people.get(task.holder));
      return task && holder ? [{ customer, task: task.id, name: holder.name }] : [];
    }),
  );
  return found.flat();
}
