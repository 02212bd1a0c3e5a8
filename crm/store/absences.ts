import type { PersonId } from '../person/person.ts';

export interface Absences {
  /** The absence of a person at this instant, or null. */
  get(person: PersonId, at: Date): Promise<Absence | null>;
  /** Those that have not ended at this instant, the first to begin first. */
  coming(person: PersonId, at: Date): Promise<Absence[]>;
  save(absence: Absence): Promise<void>;
}

export interface Absence {
  person: PersonId;
  from: Date;
  until: Date;
  /** The colleague who stands in, where the person named one. */
  cover: PersonId | null;
}
