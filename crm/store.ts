import type { Desk } from './desk.ts';
import type { PlatformId } from './person.ts';
import type { AuditLog } from './store/audit.ts';
import type { Channels } from './store/channels.ts';
import type { Customers } from './store/customers.ts';
import type { DealingsStore } from './store/dealings.ts';
import type { People } from './store/people.ts';
import type { Records } from './store/records.ts';
import type { Timeline } from './store/timeline.ts';

/** The port to our own records. `prisma/` implements it on PGlite and PostgreSQL alike. */
export interface Store extends DealingsStore {
  customers: Customers;
  timeline: Timeline;
  people: People;
  records: Records;
  audit: AuditLog;
  /** What colleagues work on together. */
  desk: Desk;
  channels: Channels;
  settings: Settings;
  /** Secrets of workspaces that installed the app; encrypted before they get here. */
  installations: KeyValue<string>;
  /** Where a platform can reach a person or a channel without being asked first. */
  conversations: KeyValue<unknown>;
  /** True the first time a key is seen, false ever after (for a day): recognises repeated deliveries, also across copies of the bot. */
  firstDelivery(key: string, now: Date): Promise<boolean>;
  /** Lets go of keys first seen before this instant. */
  forgetDeliveries(before: Date): Promise<void>;
  /** One trivial read; throws where the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Settings {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** Small things kept per platform and tenant under an id. */
export interface KeyValue<Value> {
  get(platform: PlatformId, tenant: string, id: string): Promise<Value | null>;
  set(platform: PlatformId, tenant: string, id: string, value: Value): Promise<void>;
  remove(platform: PlatformId, tenant: string, id: string): Promise<void>;
}
