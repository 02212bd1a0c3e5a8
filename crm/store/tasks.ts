import type { CustomerId } from '../customer/customer.ts';
import type { DepartmentId, PersonId } from '../person/person.ts';
import type { Task } from '../task/task.ts';

export interface Tasks {
  get(id: string): Promise<Task | null>;
  /** Open tasks come nearest due first, the others latest first. */
  list(query: {
    holder?: PersonId;
    createdBy?: PersonId;
    /** Held by one of its people. */
    department?: DepartmentId;
    customer?: CustomerId;
    open: boolean;
    limit: number;
  }): Promise<Task[]>;
  /**
   * Open tasks that are due by this instant, the least reminded first. A task that was put off is due when its holder
   * said, also where it has no date.
   */
  due(before: Date, limit: number): Promise<Task[]>;
}
