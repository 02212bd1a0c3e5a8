import type { CustomerId } from '../customer/customer.ts';
import type { News, Subject, Watched } from '../event/customer-event.ts';
import type { PersonId } from '../person/person.ts';
import type { Place } from '../person/place.ts';

/** The followers of a customer: people, and channels on whose behalf somebody follows. */
export interface Followers {
  of(customer: CustomerId): Promise<{ people: PersonId[]; places: Place[] }>;
  /** A place that follows already keeps the instant since which it does. */
  add(place: Place, customer: CustomerId, now: Date): Promise<void>;
  remove(place: Place, customer: CustomerId): Promise<void>;
  /** Those of these customers that somebody follows, and who follows them since when. */
  watched(customers: readonly CustomerId[]): Promise<Watched[]>;
  /** The entries that each of these is about and that lie in this period, oldest first. */
  news(about: readonly Subject[], period: { after: Date; until: Date }): Promise<News[][]>;
}
