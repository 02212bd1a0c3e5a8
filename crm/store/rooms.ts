import type { CustomerId } from '../customer/customer.ts';
import type { Place } from '../person/place.ts';

/** Channels that are the room of one customer. */
export interface Rooms {
  get(place: Pick<Place, 'platform' | 'tenant' | 'id'>): Promise<Room | null>;
  all(): Promise<Room[]>;
  /** Those of these customers that have a room. */
  customers(among: readonly CustomerId[]): Promise<CustomerId[]>;
  /** A room in which nothing was posted yet is opened; otherwise it is changed, while it is still that opening. */
  save(room: Room): Promise<void>;
  remove(place: Pick<Place, 'platform' | 'tenant' | 'id'>): Promise<void>;
}

export interface Room {
  place: Place;
  customerId: CustomerId;
  /** The platform's name for the posted context line, so that it can be edited; null before the first. */
  posted: string | null;
  /** The text of that line, so that it is edited only when it changed. */
  content: string | null;
  openedAt: Date;
}
