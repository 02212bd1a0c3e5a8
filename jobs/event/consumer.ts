import type { Event, EventKind, EventOf } from '../../crm/event/event.ts';
import type { Change } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';

/**
 * Does something about what happened. Its position moves in the transaction that stores its changes, so it may be killed
 * anywhere, and of several copies one acts. `handle` runs again where that transaction failed: it changes nothing by
 * itself, and what it decides has keys made of the events.
 */
export interface Consumer {
  /** Under which its position is stored: it never changes. */
  name: string;
  kinds: readonly EventKind[];
  /** Events in order. May ask the platforms: no transaction is open. */
  handle(events: readonly Event[], context: JobContext): Promise<readonly Change[]>;
}

export function defineConsumer<K extends EventKind>(spec: {
  name: string;
  kinds: readonly K[];
  handle(events: readonly EventOf<K>[], context: JobContext): Promise<readonly Change[]>;
}): Consumer {
  const kinds: ReadonlySet<string> = new Set(spec.kinds);
  const isTheirs = (event: Event): event is EventOf<K> => kinds.has(event.kind);
  return {
    ...spec,
    handle: (events, context) => spec.handle(events.filter(isTheirs), context),
  };
}
