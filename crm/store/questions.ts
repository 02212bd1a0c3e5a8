import type { PersonId } from '../person.ts';
import type { Mention, Note } from '../work.ts';

/** A question that several colleagues got is stored once for each of them. */
export interface Questions {
  get(id: string): Promise<Mention | null>;
  /** Newest first. */
  list(query: { to: PersonId; answered: boolean; limit: number }): Promise<Mention[]>;
  /** Questions that stand in a note, answered ones too, oldest first; at most 500. */
  of(note: Pick<Note, 'id' | 'customerId'>): Promise<Mention[]>;
}
