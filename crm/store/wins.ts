import type { CustomerId } from '../customer/customer.ts';
import type { Win } from '../win/win.ts';

export interface Wins {
  get(id: string): Promise<Win | null>;
  /** Newest first, retracted wins too; `until` is not part of the period. */
  list(query: { since: Date; until: Date; customer?: CustomerId; limit: number }): Promise<Win[]>;
}
