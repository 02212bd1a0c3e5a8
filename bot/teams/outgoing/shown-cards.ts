import { LRUCache } from 'lru-cache';
import { workInFlight } from '../../adapter/work-in-flight.ts';

/**
 * The card that comes back from a press stands in the client that pressed, and only until it draws the chat anew. It stays,
 * and the phone shows it too, once the message is edited. The newest press of a message wins, however late another ends.
 */
export interface ShownCards {
  /**
   * A press of this message begins; its `edit` runs unless a later one began meanwhile. Null where nothing in the message
   * is this person's alone: then nothing is edited.
   */
  begin(conversation: string, reference: string | null): Press;
  /** Waits for the edits that are under way. */
  settled(): Promise<void>;
}

export interface Press {
  /** Runs the edit of this press after the edits of earlier ones. */
  edit(work: (reference: string) => Promise<void>): void;
}

/** Messages that are pressed at the same time. */
const MOST = 10_000;

export function shownCards(): ShownCards {
  const newest = new LRUCache<string, { edited: Promise<void> }>({ max: MOST });
  const flight = workInFlight();
  return {
    begin(conversation, reference) {
      if (reference === null) return { edit() {} };
      const key = `${conversation}:${reference}`;
      const before = newest.get(key)?.edited ?? Promise.resolve();
      const press = { edited: before };
      newest.set(key, press);
      return {
        edit(work) {
          press.edited = flight.track(
            before
              .catch(() => {})
              .then(() => (newest.get(key) === press ? work(reference) : undefined)),
          );
        },
      };
    },
    settled: flight.settled,
  };
}
