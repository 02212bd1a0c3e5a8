import type { PersonId } from '../person/person.ts';

/** A rotation is found by its name, however it is capitalised. */
export interface Rotations {
  get(name: string): Promise<Rotation | null>;
  all(): Promise<Rotation[]>;
  save(rotation: Rotation): Promise<void>;
}

/** People who take turns; `next` is an index into `members`. */
export interface Rotation {
  name: string;
  members: readonly PersonId[];
  next: number;
}
