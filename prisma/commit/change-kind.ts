import type { Fact } from '../../crm/event/event.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Sql } from '../database/database.ts';
import type { Sending } from '../queue/sending.ts';

/** Somebody else was faster. It ends the transaction, and never leaves `commit`. */
export class Stale extends Error {}

export type Kind = Change['kind'];

export type Of<K extends Kind> = Extract<Change, { kind: K }>;

/** When a commit happens, and the person who did it; null for the clock. */
export interface Occasion {
  now: Date;
  doer: PersonId | null;
}

/** Everything that the store does with one kind of change. */
export interface ChangeKind<C extends Change> {
  /**
   * Names the thing that it changes. Changes of one kind are stored in the order of these names, so that two commits
   * never wait for each other; changes of the same thing stay in the order in which they came.
   */
  subject: (change: C) => string;
  /** Throws `Stale` where somebody else was faster. */
  store: (sql: Sql, changes: readonly C[], occasion: Occasion) => Promise<void>;
  /** Compares the changes with the stored state and gives their events; or says why there are none. */
  events: ((sql: Sql, changes: readonly C[]) => Promise<Fact[]>) | { none: string };
  /** The jobs that are sent in the same transaction. */
  jobs?: (change: C) => readonly Sending[];
}
