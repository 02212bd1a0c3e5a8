import type { CustomerId } from '../customer/customer.ts';
import type { News, Watched } from '../event/customer-event.ts';
import type { PersonId } from '../person/person.ts';
import type { Place } from '../person/place.ts';
import type { Kind } from '../timeline/entry.ts';
import type { Cursor } from './timeline.ts';

/** Who follows a customer: people, and channels on whose behalf somebody follows. */
export interface Followers {
  of(customer: CustomerId): Promise<{ people: PersonId[]; places: Place[] }>;
  /** A place that follows already keeps the instant since which it does. */
  add(place: Place, customer: CustomerId, now: Date): Promise<void>;
  remove(place: Place, customer: CustomerId): Promise<void>;
  /** Customers that somebody follows, and who follows them since when. */
  watched(limit: number): Promise<Watched[]>;
  /** What was put on the timelines of followed customers in this period, oldest first. */
  news(query: {
    kinds: readonly Kind[];
    after: Date;
    until: Date;
    cursor: Cursor | null;
    limit: number;
  }): Promise<News[]>;
}
