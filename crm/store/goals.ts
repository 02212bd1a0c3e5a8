import type { CustomerId } from '../customer/customer.ts';
import type { Goal } from '../goal/goal.ts';

export interface Goals {
  get(id: string): Promise<Goal | null>;
  /** Open ones first, then the newest; closed ones too. */
  of(customer: CustomerId, limit: number): Promise<Goal[]>;
  open(customer: CustomerId): Promise<Goal[]>;
}
