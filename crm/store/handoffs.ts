import type { CustomerId } from '../customer/customer.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { DepartmentId, PersonId } from '../person/person.ts';

export interface Handoffs {
  get(id: string): Promise<Handoff | null>;
  /** Open handoffs come nearest due first, the others latest first. */
  list(query: HandoffQuery): Promise<Handoff[]>;
  /** Offered or accepted handoffs that were due before this instant, for reminders: the least reminded first. */
  overdue(before: Date, limit: number): Promise<Handoff[]>;
}

/**
 * `received`: held by this person, or offered to them or to their department. `given`: by this person. `department`:
 * offered to it, or held by one of its people.
 */
export type HandoffQuery = { limit: number; open: boolean } & (
  | { received: PersonId; department: DepartmentId }
  | { given: PersonId }
  | { department: DepartmentId }
  | { customer: CustomerId }
);
