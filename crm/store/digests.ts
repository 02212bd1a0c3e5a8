import type { CustomerId } from '../customer/customer.ts';
import type { Digest, DigestIssue } from '../digest/digest.ts';
import type { Addressee } from '../notification/message.ts';
import type { Day } from '../time/day.ts';

/** The post in the thread under an issue. */
export interface PostedDetail<View> {
  reference: string;
  view: View;
}

/** Digests of figures that come by the clock; changes are stored by `Store.commit`. */
export interface Digests {
  get(id: string): Promise<Digest | null>;
  /** In any state. */
  of(to: Addressee): Promise<Digest | null>;
  /** Those that are not stopped, the next one first. */
  all(): Promise<Digest[]>;
  /** Those that are on and were to come by this instant. */
  due(now: Date): Promise<Digest[]>;
  /** Customers at risk, then those who renew in these days, the nearest first. */
  customersAhead(query: { from: Day; to: Day; limit: number }): Promise<CustomerId[]>;
  issue(digest: string, slot: Date): Promise<DigestIssue | null>;
  /** Newest first. */
  issues(digest: string, limit: number): Promise<DigestIssue[]>;
  /** It stands there under this name since then. */
  markSent(
    digest: string,
    slot: Date,
    sent: { reference: string; at: Date; view: object; detail: PostedDetail<object> | null },
  ): Promise<void>;
  /** The views that were posted; null where there is none to edit. */
  posted(
    digest: string,
    slot: Date,
  ): Promise<{ view: unknown; detail: PostedDetail<unknown> | null } | null>;
  /** Somebody acted on it; the first time counts. */
  markActed(digest: string, slot: Date, at: Date): Promise<void>;
}
