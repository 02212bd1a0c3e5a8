import type { Event, EventKind, Position } from '../event/event.ts';

/** All events, in one order for everybody. Every commit and every saved record appends to them in its transaction. */
export interface Events {
  /** A consumer that is not known yet begins with what happens from now on; one that is goes on where it was. */
  register(consumers: readonly string[]): Promise<void>;
  /**
   * Reads on from a consumer's position: those of these kinds among the next `limit` events. Null where there is
   * nothing. An event whose transaction, or an earlier one, is still under way is not among them yet, so none is passed.
   * An event of a newer version's kind ends the batch for an hour: a copy of that version takes it.
   */
  next(
    consumer: string,
    query: { kinds: readonly EventKind[]; limit: number },
  ): Promise<Batch | null>;
  /** Moves a consumer over a batch in which it wants nothing; false where another copy moved it since. */
  pass(consumer: string, step: { from: Position; to: Position }): Promise<boolean>;
  get(position: Position): Promise<Event | null>;
  /** Events of these kinds that happened and were recorded in this period, in order; at most `limit`. */
  between(
    period: { since: Date; until: Date },
    query: { kinds: readonly EventKind[]; limit: number },
  ): Promise<Event[]>;
  /** Appends `renewal-near` for each customer who renews within this many days: once for a customer and a date. */
  appendRenewals(period: { now: Date; days: number }): Promise<void>;
  /** Calls whenever this process appended something; the result ends that. Others' events are found by looking. */
  onAppended(call: () => void): () => void;
}

/** Events in order, and the positions before and after them: what `Change` `position` takes. */
export interface Batch {
  events: readonly Event[];
  from: Position;
  to: Position;
}
