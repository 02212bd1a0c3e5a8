import type { CustomerId } from '../customer/customer.ts';
import type { Note } from '../note/note.ts';

export interface Notes {
  get(id: string): Promise<Note | null>;
  /** Pinned notes first, then the newest; deleted notes are left out. */
  of(customer: CustomerId, limit: number): Promise<Note[]>;
}
