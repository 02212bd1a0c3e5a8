import type { CustomerId } from '../customer/customer.ts';
import type { ListChange, ListFollow } from '../follow/list-follow.ts';
import type { Place } from '../person/place.ts';

/** Channels that follow a list, and the customers whom each was last told of. They are saved by `Store.commit`. */
export interface ListFollows {
  get(id: string): Promise<ListFollow | null>;
  /** By name. */
  of(place: Pick<Place, 'platform' | 'tenant' | 'id'>): Promise<ListFollow[]>;
  /** Those whose time has come. */
  due(now: Date): Promise<ListFollow[]>;
  /** The customers on the list when it was last looked at, the worst first. */
  members(id: string): Promise<CustomerId[]>;
  /** Those who came or left at this instant, those who came first; changes are kept for five weeks. */
  changes(
    id: string,
    at: Date,
    page: { skip: number; limit: number },
  ): Promise<{ changes: ListChange[]; came: number; left: number }>;
  /** False where it was not there any more. */
  remove(id: string): Promise<boolean>;
}
