import type { CustomerId } from '../customer/customer.ts';
import type { DepartmentId, PersonId } from '../person/person.ts';
import type { Access } from '../policy/policy.ts';
import type { Entry, EntryKey, Kind } from '../timeline/entry.ts';

export interface Timeline {
  page(customer: CustomerId, query: TimelineQuery): Promise<TimelinePage>;
  /** Null for an unknown key, another customer's entry, or one out of sight. */
  entry(customer: CustomerId, key: EntryKey, access: Access): Promise<Entry | null>;
  /** When this person looked last, or null. */
  lookedAt(person: PersonId, customer: CustomerId): Promise<Date | null>;
  /** Remembers that this person has looked, now. */
  looked(person: PersonId, customer: CustomerId, now: Date): Promise<void>;
}

export interface TimelineFilter {
  departments?: readonly DepartmentId[] | undefined;
  kinds?: readonly Kind[] | undefined;
  since?: Date | undefined;
  /** Exclusive. */
  until?: Date | undefined;
  person?: PersonId | undefined;
  /** Searched in title and body, accents and case folded. */
  text?: string | undefined;
}

/** A place between entries: strictly older (or newer) than this one. Newer entries never move it. */
export interface Cursor extends EntryKey {
  at: Date;
}

export interface TimelineQuery {
  filter: TimelineFilter;
  access: Access;
  /** `older` reads from the newest, or from the cursor down; `newer` from the cursor up. Answers are newest first either way. */
  direction: 'older' | 'newer';
  cursor: Cursor | null;
  limit: number;
  /** Counts the lines that `collapse` makes of the entries with this mark, and not the entries. */
  collapsed?: { mark: Date | null } | undefined;
}

export interface TimelinePage {
  /** Newest first. */
  entries: readonly Entry[];
  /** There is something beyond this page in the direction read. */
  more: boolean;
  /** Entries that match the filter, or the lines of them, among the newest 1,000; there are more where `capped`. */
  total: number;
  capped: boolean;
}
