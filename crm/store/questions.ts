import type { Note } from '../note/note.ts';
import type { PersonId } from '../person/person.ts';
import type { Mention } from '../question/question.ts';

/** A question that several colleagues got is stored once for each of them. */
export interface Questions {
  get(id: string): Promise<Mention | null>;
  /** Newest first. */
  list(query: { to: PersonId; answered: boolean; limit: number }): Promise<Mention[]>;
  /** Questions that stand in a note, answered ones too, oldest first; at most 500. */
  of(note: Pick<Note, 'id' | 'customerId'>): Promise<Mention[]>;
}
