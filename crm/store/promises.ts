import type { CustomerId } from '../customer/customer.ts';
import type { DepartmentId, PersonId } from '../person/person.ts';
import type { CustomerPromise } from '../promise/promise.ts';

export interface Promises {
  get(id: string): Promise<CustomerPromise | null>;
  /** Open ones first, the nearest due before those without a day; then closed ones, the newest first. */
  of(customer: CustomerId, limit: number): Promise<CustomerPromise[]>;
  /** Open ones, nearest due first. */
  open(query: {
    by?: PersonId;
    department?: DepartmentId;
    customer?: CustomerId;
    limit: number;
  }): Promise<CustomerPromise[]>;
  /** Open ones at which the clock is to look by this instant, the earliest first. */
  due(before: Date, limit: number): Promise<CustomerPromise[]>;
}
