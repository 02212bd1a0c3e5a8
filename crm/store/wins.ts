import type { CustomerId } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import type { WinDraft } from '../win/draft.ts';
import type { WinPost } from '../win/posts.ts';
import type { Win } from '../win/win.ts';

export interface Wins {
  get(id: string): Promise<Win | null>;
  /** Newest first, retracted wins too; `until` is not part of the period. */
  list(query: { since: Date; until: Date; customer?: CustomerId; limit: number }): Promise<Win[]>;
}

/** Each person has one draft: the newest. */
export interface WinDrafts {
  of(person: PersonId): Promise<WinDraft | null>;
  save(person: PersonId, draft: WinDraft): Promise<void>;
}

/** Posts in the wins channel. */
export interface WinPosts {
  get(key: string): Promise<WinPost | null>;
  /** The post that tells this win. */
  of(win: string): Promise<WinPost | null>;
  /** Stores it whatever its version was, and makes it the one post of each of its wins. */
  save(post: WinPost): Promise<void>;
  /** Stores everything but its wins as the next version; false where somebody changed it since this one was read. */
  replace(post: WinPost): Promise<boolean>;
}
