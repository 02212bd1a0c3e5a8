import type { Json } from '../connectors/mapping/json.ts';
import type { DeliveryId } from '../ingest/delivery.ts';
import type { AsideItem, MappedItems, PlacedItem } from '../ingest/map-items.ts';

/**
 * Items that tools sent, stored before they are worked on. A new delivery comes by a commit, which also sends the job
 * that makes records of it.
 */
export interface Deliveries {
  /** The trace of an earlier request under this key; null where there was none. */
  receipt(id: DeliveryId): Promise<{ digest: string; count: number } | null>;
  /** Null where it was worked on already, or is unknown. */
  unsaved(id: DeliveryId): Promise<{ receivedAt: Date; items: readonly PlacedItem[] } | null>;
  /**
   * Saves the records and keeps the rest aside, in one transaction; a second call changes nothing. A record is left out
   * where the same one was saved as of a later instant.
   */
  save(id: DeliveryId, mapped: MappedItems): Promise<void>;
  /** The same for items that were aside; those that somebody else tried meanwhile are left alone. */
  saveAside(id: DeliveryId, mapped: MappedItems): Promise<void>;
  /** Keeps all items aside of which nothing could be saved. */
  setAside(id: DeliveryId, reason: string): Promise<void>;
  /** The next items of a source that are aside, oldest first, by the delivery they came in. */
  aside(source: string, after: AsidePlace | null): Promise<AsideDelivery[]>;
  /** How a source stands: its last delivery and everything that is aside; null where nothing came from it. */
  overview(source: string): Promise<SourceOverview | null>;
  /** The sources that sent anything that is still remembered. */
  sources(): Promise<string[]>;
}

/** Where the reading of items that are aside goes on. */
export interface AsidePlace {
  receivedAt: Date;
  key: string;
  position: number;
}

export interface AsideDelivery extends DeliveryId {
  receivedAt: Date;
  items: readonly PlacedItem[];
}

export interface SourceOverview {
  last: {
    receivedAt: Date;
    /** How many items came. */
    count: number;
    /** The first item, or the first that is aside. */
    example: Json;
    /** False while it waits to be worked on. */
    done: boolean;
    saved: number;
    leftOut: number;
    aside: number;
  };
  /** Of all deliveries of the source. */
  aside: number;
  /** The commonest first; `example` stands for all of its kind. */
  reasons: readonly { example: AsideItem['reason']; count: number }[];
}
