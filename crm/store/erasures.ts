import type { CustomerId } from '../customer/customer.ts';
import type { Erasure, ErasureAbout } from '../erasure/erasure.ts';
import type { Place } from '../person/place.ts';

/** Questions whether to erase something, and the proofs of what was erased. */
export interface Erasures {
  get(id: string): Promise<Erasure | null>;
  /** Newest first. */
  list(page: { skip: number; limit: number }): Promise<Erasure[]>;
  /** Those that wait for a second person since before this instant. */
  askedBefore(instant: Date): Promise<Erasure[]>;
  /** Those that were agreed to before this instant, and are not done. */
  agreedBefore(instant: Date): Promise<Erasure[]>;
  /** Erasures of something of exactly this name, newest first. */
  proven(name: string): Promise<Erasure[]>;
  /** The contacts whom these words name exactly: by their whole name, an address or a phone number. */
  contacts(words: string, limit: number): Promise<ErasableContact[]>;
  /** The person whose row this is, by all of their rows. */
  contact(key: ErasureAbout['contacts'][number]): Promise<ErasableContact | null>;
  /** How many of each thing would go now. */
  count(about: ErasureAbout): Promise<Readonly<Record<string, number>>>;
  /** Throws `Problem` where files beside the store could not keep what is to be erased. */
  checkFiles(): Promise<void>;
  /**
   * Takes everything of an agreed erasure out of the store, in one transaction, and out of the files beside it. Called
   * again it finds what came meanwhile. Posts that have to be edited are kept until `edited`. Erases nothing, and is
   * `joined`, where the customer became a part of another one since somebody agreed.
   */
  erase(id: string): Promise<'erased' | 'joined'>;
  /** Lists beside this copy's store what the others erased too, for a backup that is older. */
  keepList(): Promise<void>;
  posts(id: string): Promise<ErasurePost[]>;
  edited(post: ErasurePost['id']): Promise<void>;
  /** Whether something was erased since then, or is about to be: what was read before may name it. */
  anySince(instant: Date): Promise<boolean>;
  /** Remembers where a shared card stands. False, and nothing is remembered, where its customer is gone. */
  savePost(post: {
    customer: CustomerId;
    place: Place;
    reference: string;
    view: object;
    at: Date;
  }): Promise<boolean>;
}

/** One person, by every row that they have. */
export interface ErasableContact {
  name: string;
  email: string | null;
  contacts: ErasureAbout['contacts'];
  /** The customers to whom they belong. */
  customers: readonly string[];
}

/** Something that stands in a chat and has to be edited. */
export interface ErasurePost {
  id: string;
  what:
    | { kind: 'post'; place: Place; reference: string }
    /** A message whose words were replaced in the store; `isWhole`: nothing of it is left. */
    | { kind: 'message'; key: string; isWhole: boolean }
    | { kind: 'win-post'; key: string }
    | { kind: 'room'; place: Place }
    /** One that loses some words, and says all else as before. */
    | { kind: 'digest' | 'shared-card'; place: Place; reference: string; view: object };
}
