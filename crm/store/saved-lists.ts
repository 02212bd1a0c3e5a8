import type { PersonId } from '../person/person.ts';

/** A question across customers that somebody gave a name. */
export interface SavedList {
  name: string;
  /** As they are typed after `customers`, and read anew each time: "this month" is that of the day. */
  words: string;
  savedAt: Date;
}

/** Each person's own. Two names are one where they differ in case and accents only. */
export interface SavedLists {
  /** By name. */
  of(person: PersonId): Promise<SavedList[]>;
  get(person: PersonId, name: string): Promise<SavedList | null>;
  /** Takes the place of the one with this name. */
  save(person: PersonId, list: SavedList): Promise<void>;
  /** False where there was none. */
  remove(person: PersonId, name: string): Promise<boolean>;
}
