import type { Entry, Kind } from './entry.ts';

/** Kinds that are a talk with the customer, and kinds that are a touch where we sent them. */
export const TALKS: ReadonlySet<Kind> = new Set(['call', 'meeting']);
export const SENT: ReadonlySet<Kind> = new Set(['ticket', 'email', 'message']);

/** A touch is one of us with the customer: a talk, or something sent to them; not what they did alone and not what we wrote among ourselves. */
export const isTouch = ({ kind, direction }: Pick<Entry, 'kind' | 'direction'>): boolean =>
  (TALKS.has(kind) && direction !== 'internal') || (SENT.has(kind) && direction === 'outbound');

const LETTERS: ReadonlySet<Kind> = new Set(['email', 'message']);

/** The customer wrote to us. */
export const isLetter = ({ kind, direction }: Pick<Entry, 'kind' | 'direction'>): boolean =>
  LETTERS.has(kind) && direction === 'inbound';

/** The customer's letters since one of us was last in touch, newest first, among entries that come newest first. */
export function unansweredLetters<One extends Pick<Entry, 'kind' | 'direction'>>(
  entries: readonly One[],
): One[] {
  const touch = entries.findIndex(isTouch);
  return (touch < 0 ? entries : entries.slice(0, touch)).filter(isLetter);
}
