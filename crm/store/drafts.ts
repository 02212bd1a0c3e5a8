import type { Origin } from '../note/origin.ts';
import type { PersonId } from '../person/person.ts';
import type { Place } from '../person/place.ts';

/** Chat messages from which somebody began a note or a task. A draft is kept for a week, or until it became one. */
export interface Drafts {
  get(id: string): Promise<Draft | null>;
  /** Newest first. */
  of(person: PersonId, limit: number): Promise<Draft[]>;
  save(draft: Draft): Promise<void>;
  remove(id: string): Promise<void>;
}

export interface Draft {
  id: string;
  person: PersonId;
  /** Where the message stands. */
  place: Place;
  origin: Origin;
  at: Date;
}
