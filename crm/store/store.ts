import type { PlatformId } from '../person/person.ts';
import type { Absences } from './absences.ts';
import type { AuditLog } from './audit.ts';
import type { BusinessHistoryStore } from './business-history.ts';
import type { CallBudgets } from './call-budgets.ts';
import type { Change } from './change.ts';
import type { Channels } from './channels.ts';
import type { Connections } from './connections.ts';
import type { Customers } from './customers.ts';
import type { Deliveries } from './deliveries.ts';
import type { Digests } from './digests.ts';
import type { Drafts } from './drafts.ts';
import type { Erasures } from './erasures.ts';
import type { Events } from './events.ts';
import type { Exports } from './exports.ts';
import type { FigureFacts } from './figure-facts.ts';
import type { Followers } from './followers.ts';
import type { Goals } from './goals.ts';
import type { Handoffs } from './handoffs.ts';
import type { Holidays } from './holidays.ts';
import type { KnownRecords } from './known-records.ts';
import type { ListFollows } from './list-follows.ts';
import type { LiveAnswers } from './live-answers.ts';
import type { Matches } from './matches.ts';
import type { Messages } from './messages.ts';
import type { Notes } from './notes.ts';
import type { NotificationPreferences } from './notification-preferences.ts';
import type { PendingAsks } from './pending-asks.ts';
import type { People } from './people.ts';
import type { PostAttempts } from './post-attempts.ts';
import type { Promises } from './promises.ts';
import type { Questions } from './questions.ts';
import type { Readings } from './readings.ts';
import type { Records } from './records.ts';
import type { RetentionStore } from './retention.ts';
import type { Rooms } from './rooms.ts';
import type { Rotations } from './rotations.ts';
import type { SavedLists } from './saved-lists.ts';
import type { Settings } from './settings.ts';
import type { Signals } from './signals.ts';
import type { Status } from './status.ts';
import type { Targets } from './targets.ts';
import type { Tasks } from './tasks.ts';
import type { Terms } from './terms.ts';
import type { Timeline } from './timeline.ts';
import type { WinDrafts, WinPosts, Wins } from './wins.ts';
import type { WriteBacks } from './write-backs.ts';

/**
 * The port to our own records: a repository for each thing, and one `commit`. `prisma/` implements it on PGlite and
 * PostgreSQL alike. The repositories use the same word for the same operation: `get` reads one thing, `of` the things
 * that belong to somebody or something, `list` the things that a query asks for, `all` every thing; `save` and `remove`
 * write one.
 */
export interface Store extends BusinessHistoryStore {
  /**
   * Stores all changes in one transaction, with the jobs that they send, or none of them. The result is `stale` where
   * somebody else changed one of these things since it was read: read it again and decide again (see `decide`). `now`
   * is when the messages and the writes to the CRM were made. Throws `Repeated` for a delivery that was answered before.
   */
  commit(changes: readonly Change[], now?: Date): Promise<CommitOutcome>;
  customers: Customers;
  savedLists: SavedLists;
  timeline: Timeline;
  people: People;
  records: Records;
  readings: Readings;
  knownRecords: KnownRecords;
  callBudgets: CallBudgets;
  connections: Connections;
  deliveries: Deliveries;
  audit: AuditLog;
  notes: Notes;
  handoffs: Handoffs;
  tasks: Tasks;
  promises: Promises;
  questions: Questions;
  wins: Wins;
  winDrafts: WinDrafts;
  winPosts: WinPosts;
  drafts: Drafts;
  matches: Matches;
  messages: Messages;
  notificationPreferences: NotificationPreferences;
  writeBacks: WriteBacks;
  erasures: Erasures;
  events: Events;
  exports: Exports;
  figureFacts: FigureFacts;
  targets: Targets;
  goals: Goals;
  terms: Terms;
  digests: Digests;
  followers: Followers;
  retention: RetentionStore;
  listFollows: ListFollows;
  rooms: Rooms;
  absences: Absences;
  holidays: Holidays;
  rotations: Rotations;
  channels: Channels;
  settings: Settings;
  signals: Signals;
  status: Status;
  /** Secrets of workspaces that installed the app; encrypted before they get here. */
  installations: KeyValue<string>;
  /** Where a platform can reach a person or a channel without being asked first. */
  conversations: KeyValue<unknown>;
  postAttempts: PostAttempts;
  pendingAsks: PendingAsks;
  liveAnswers: LiveAnswers;
  /** True the first time a key is seen, false ever after (for a day): recognises repeated deliveries, also across copies of the bot. */
  firstDelivery(key: string, now: Date): Promise<boolean>;
  /** Its key counts as never seen: what began with it came to nothing. */
  forgetDelivery(key: string): Promise<void>;
  /** Keeps how a delivery was answered, under a key of its own and for as long; the first answer stays. */
  keepAnswer(key: string, answer: object, now: Date): Promise<void>;
  /** Puts another answer in the place of a kept one; false where none is kept, or no more. */
  replaceAnswer(key: string, answer: object): Promise<boolean>;
  /** Null where none was kept, or no more. */
  keptAnswer(key: string): Promise<unknown>;
  /** One small write, at most one a second; throws where the database takes nothing, or does not answer. */
  checkWritable(): Promise<void>;
  close(): Promise<void>;
}

export type CommitOutcome = 'done' | 'stale';

/** Small things kept per platform and tenant under an id. */
export interface KeyValue<Value> {
  /** Everything of a platform under this id, by tenant. */
  all(platform: PlatformId, id: string): Promise<{ tenant: string; value: Value }[]>;
  get(platform: PlatformId, tenant: string, id: string): Promise<Value | null>;
  set(platform: PlatformId, tenant: string, id: string, value: Value): Promise<void>;
  remove(platform: PlatformId, tenant: string, id: string): Promise<void>;
}
