import type { Term } from '../help/term.ts';

/** The organisation's own glossary. */
export interface Terms {
  /** By name. */
  all(): Promise<Term[]>;
  /** Replaces the one with the same key. */
  save(term: Term): Promise<void>;
  remove(key: string): Promise<void>;
}
