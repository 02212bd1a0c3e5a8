import { z } from 'zod';
import type { Reader } from '../cards/view/format.ts';
import type { View } from '../cards/view/view.ts';
import type { Consents } from '../crm/connection/consents.ts';
import type { Connectors } from '../crm/connector.ts';
import type { ItemMappings } from '../crm/connectors/items/mappings.ts';
import type { FileSource } from '../crm/note/file-copy.ts';
import type { Account, Person } from '../crm/person/person.ts';
import type { Place } from '../crm/person/place.ts';
import type { Audience } from '../crm/policy/policy.ts';
import { defineJobKind, type JobKind } from '../crm/queue.ts';
import type { Store } from '../crm/store/store.ts';

/** Everything a job may use. */
export interface JobContext {
  store: Store;
  now: () => Date;
  /** For writing what a colleague will read: in their region, zone and language. */
  readerOf(colleague: Person): Reader;
  /** For writing what several will read: in the organisation's region and zone. */
  reader(): Reader;
  /** A fresh id, for what is made here. */
  id(): string;
  /** The systems that know customers; notes and tasks go to one of them. */
  connectors: Connectors;
  /** Colleagues' own accounts in these systems. */
  consents: Consents;
  /** The files of chat messages; absent where no administrator let them be read. */
  files?: FileSource;
  /** How the items are read that tools send. */
  mappings: ItemMappings;
  /** Posts to a place of a chat platform, now, or in the thread under one of its messages. Throws `Upstream`. */
  deliver(post: { place: Place; view: View; key: string; under?: string }): Promise<Delivered>;
  /** The reference of what an earlier `deliver` with this key left, though it had no answer; null where there is none, or nobody can know. Throws `Upstream`. */
  findPost(post: { place: Place; key: string }): Promise<string | null>;
  /** Puts another view in the place of what was posted; one that `hides` what stood there, and shows nothing itself, whoever reads there by now. Throws `Upstream`. */
  update(post: {
    place: Place;
    reference: string;
    view: View;
    hides?: boolean;
  }): Promise<'done' | 'gone' | Closed>;
  /** Where this account is told something in private; null where it is no colleague's any more or cannot be reached. Throws `Upstream`. */
  direct(account: Account): Promise<Place | null>;
  /** The accounts of a colleague on every platform that can be asked, though they never wrote from them. Throws `Upstream`. */
  accountsByEmail(email: string): Promise<Account[]>;
  /** Where the owner of an account behind which nobody stands yet is asked who they are; null for anybody but a member. Throws `Upstream`. */
  directToUnlinked(account: Account): Promise<Place | null>;
  /** The readers of a post there. Throws `Upstream`. */
  audience(place: Place): Promise<Audience>;
  /** Whether a post there can have a thread under it. */
  threads(place: Pick<Place, 'platform'>): boolean;
  /** Whether the platform only stands in for a chat: nobody looks at it all day, so people are told elsewhere first. */
  standsIn(account: Pick<Account, 'platform'>): boolean;
}

/** `earlier`: it stands there since an earlier call with this key, and may say what was so then. */
export type Delivered = { kind: 'posted'; reference: string; earlier?: true } | Closed;

/** Nothing is posted there: another organisation reads it now, or an administrator set it so. */
export interface Closed {
  kind: 'closed';
  why: 'shared' | 'read-only' | 'silent';
}

/** Work that the clock or the queue starts. */
export interface Job<Data extends z.ZodType = z.ZodType> {
  kind: JobKind<Data>;
  /** Five-field cron in UTC; absent where it only comes from the queue. */
  cron?: string;
  /** Done once at each start too, without waiting for its minute. */
  atStart?: boolean;
  run(data: unknown, context: JobContext): Promise<void>;
  /** Told once when the tries are used up. */
  failed?(data: unknown, cause: unknown, context: JobContext): Promise<void>;
}

/** The kind of a job that only the clock sends; `slot` is the minute that it was sent for. */
export const clockJob = (id: string) => defineJobKind(id, z.object({ slot: z.iso.datetime() }));

/** Gives a kind of job its handler. The clock sends `{ slot }`, so only a kind that takes it has a `cron`. */
export function defineJob<Data extends z.ZodType>(spec: {
  kind: JobKind<Data>;
  cron?: { slot: string } extends z.input<Data> ? string : never;
  atStart?: { slot: string } extends z.input<Data> ? boolean : never;
  run(data: z.output<Data>, context: JobContext): Promise<void>;
  failed?(data: z.output<Data>, cause: unknown, context: JobContext): Promise<void>;
}): Job<Data> {
  const { kind, cron, atStart, run, failed } = spec;
  const schema = kind.data;
  return {
    kind,
    ...(cron !== undefined && { cron }),
    ...(atStart !== undefined && { atStart }),
    run: async (data, context) => run(schema.parse(data), context),
    ...(failed && {
      failed: async (data, cause, context) => failed(schema.parse(data), cause, context),
    }),
  };
}
