import type { CustomerId } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import type { Evidence } from './same-company.ts';

/** One customer becomes a part of another one. */
export interface CustomerJoin {
  former: CustomerId;
  into: CustomerId;
  /** The colleague who said that they are one company; null where the evidence alone does. */
  by: PersonId | null;
  /** 0 to 1; null where nothing was compared. */
  confidence: number | null;
  evidence: readonly Evidence[];
}

/** A customer that may go on, as far as that is decided by it. */
export interface JoinSide {
  id: CustomerId;
  /** Systems that tell of it now. */
  sources: readonly string[];
  isOwned: boolean;
}

/**
 * Of two that are one company, the one that goes on: the one that a colleague owns, since a CRM made it; then the one
 * of more systems; then by their ids, so that every copy of the bot decides the same.
 */
export function survivorOf<Side extends JoinSide>(
  one: Side,
  other: Side,
): [into: Side, former: Side] {
  const order =
    Number(other.isOwned) - Number(one.isOwned) || other.sources.length - one.sources.length;
  const isFirst = order === 0 ? one.id < other.id : order < 0;
  return isFirst ? [one, other] : [other, one];
}
