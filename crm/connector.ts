import type { ConsentFlow } from './connection/consent-flow.ts';
import type { Stage } from './customer/customer.ts';
import type { SourceRecord } from './customer/records.ts';
import type { Upstream } from './problem.ts';

/**
 * The port to a system that knows customers: a CRM, a help desk, a billing system. One that cannot be written to has no
 * writer. Reader and writer throw `Upstream`, and nothing else, where the system fails: `rejected`, with the system's own
 * `reason`, where trying again cannot help, else one that passes.
 * Every implementation passes `connectorContract` of test/crm/connectors/contract.ts.
 */
export interface Connector {
  /** The `source` of its records: `hubspot`, `salesforce`, `memory`. */
  readonly id: string;
  /** Its name for people: `HubSpot`. */
  readonly name: string;
  readonly reader: ConnectorReader;
  readonly writer: ConnectorWriter | null;
  /** Absent where the system does not tell of changes by itself, or signs with a secret that nobody set here. */
  readonly webhooks?: ConnectorWebhooks;
  /** Absent where the system keeps none, or nothing was configured to read it with. */
  readonly journal?: ConnectorJournal;
  /** How colleagues let Rapport write in their own name. Absent where the system, or its configuration, has no such way. */
  readonly consent?: ConsentFlow;
  /** Tries what the key may do, and undoes what it wrote. Throws nothing. Absent: `find` tells whether it answers. */
  check?(): Promise<readonly CheckStep[]>;
}

/** One thing that was tried; `fault` is null where it worked. */
export interface CheckStep {
  does: 'read' | 'write';
  /** In the system's own word: `tickets`. */
  what: string;
  fault: Pick<Upstream, 'fault' | 'reason'> | null;
}

/** Every system that is connected. Their order decides where several could take the same note. */
export type Connectors = readonly Connector[];

/** Requests by which a system tells that records changed, soon after they did. */
export interface ConnectorWebhooks {
  /** The fault where the headers alone show that the request cannot be the system's, or is an old one. */
  signature(request: WebhookRequest): WebhookSignature | 'unsigned' | 'stale';
  /** The records that a body tells of; null where the system writes no such body. */
  touched(body: unknown): readonly Touched[] | null;
}

export interface WebhookRequest {
  method: string;
  /** As the system was told it, with its query. */
  address: string;
  headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** When it came here. */
  at: Date;
}

export interface WebhookSignature {
  /** The same for the same request alone. */
  id: string;
  isOf(body: Buffer): boolean;
}

/** Changes that the system keeps for some days, to be asked for: it needs no address of ours. */
export interface ConnectorJournal {
  /**
   * The part behind a position; null: the earliest that is kept. `end` where there is none yet, `expired` where the
   * position is no longer known.
   */
  next(position: string | null): Promise<JournalPart | 'end' | 'expired'>;
}

export interface JournalPart {
  touched: readonly Touched[];
  position: string;
}

/** A record of which a webhook says that it changed, or that it is gone; nothing else in a webhook is believed. */
export interface Touched {
  /** In the system's own word: `deals`. */
  type: string;
  externalId: ExternalId;
  gone: boolean;
}

/** How the touched records are now. */
export type TouchedPage = Omit<ChangePage, 'cursor' | 'more'> & {
  /** Those that do not stand there yet as the webhook says; asking again a little later may help. */
  notYet: readonly Touched[];
};

export interface ConnectorReader {
  /** By name, domain or e-mail; at most 20, best first. */
  find(query: string): Promise<FoundCustomer[]>;
  /**
   * Reads the changes since the cursor (null: everything), in pages. A repeated page is harmless; what changes while
   * pages are read comes on a later one. A page that fails leaves the cursor before it good.
   */
  changesSince(cursor: string | null): Promise<ChangePage>;
  /** Reads these records alone, as they are now; at most a few hundred. Absent where there are no webhooks. */
  readTouched?(touched: readonly Touched[]): Promise<TouchedPage>;
  /**
   * Those of its records that are there no longer, or that the key may not see any more; at most 1,000 are asked for.
   * Absent where the changes tell of every deletion.
   */
  findMissing?(kind: DeletableKind, ids: readonly ExternalId[]): Promise<readonly ExternalId[]>;
}

/**
 * Every write carries a key: a second call with it is a no-op that answers as the first did, also where the first one's
 * answer was lost or it got only half-way.
 */
export interface ConnectorWriter {
  addNote(note: RemoteNote): Promise<Written>;
  /**
   * `rejected` where the system does not know the note. `known`: the texts that we may have left there; where another
   * one stands, nothing is written and the answer has that text. Absent: whatever stands there is replaced.
   */
  updateNote(
    id: string,
    note: RemoteNote,
    known?: readonly string[],
  ): Promise<Written | ChangedThere>;
  /** Absent: the system takes no files of notes, and they stay links. */
  files?: ConnectorFiles;
  /** Absent, with `updateTask`: the system keeps no tasks of a customer, and they stay here. */
  addTask?(task: RemoteTask): Promise<Written>;
  updateTask?(id: string, task: RemoteTask): Promise<Written>;
  /** Absent: the system knows no owner of a customer. */
  setOwner?(change: { key: string; customer: ExternalId; owner: ExternalId }): Promise<void>;
  /** Absent: the system keeps no stage of a customer, or none that is like ours. */
  stages?: {
    /** Those that it can keep. */
    known: readonly Stage[];
    set(change: { key: string; customer: ExternalId; stage: Stage }): Promise<void>;
  };
}

/** The files of notes. */
export interface ConnectorFiles {
  /** Brings the file there and gives its id. `unauthorised` where the key may bring none. */
  add(file: RemoteFile): Promise<ExternalId>;
  /** Puts files with a note, beside those that are with it. Absent: a file is with its note once it is added. */
  attach?(note: ExternalId, files: readonly ExternalId[]): Promise<void>;
  /** The files that were added under a key, also those that were put with no note; none is no fault. */
  find(note: ExternalId, key: string): Promise<readonly ExternalId[]>;
  /** Takes the file from its note and deletes it. One that is gone is no fault. */
  remove(note: ExternalId, file: ExternalId): Promise<void>;
}

export interface RemoteFile {
  key: string;
  /** The system's name for the note with which it goes. */
  note: ExternalId;
  /** Safe: no separator of paths, no control character, at most 100 characters. */
  name: string;
  /** `application/pdf`; null where nobody knows. */
  type: string | null;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Theirs. */
export type ExternalId = string;

export interface FoundCustomer {
  customer: ExternalId;
  name: string;
  url: string | null;
}

/**
 * A page says how things are now, so one record is on it once: as it is, as deleted or as merged. Merges are applied
 * first, then the upserts, then the deletions.
 */
export interface ChangePage {
  upserts: readonly SourceRecord[];
  merges: readonly Merge[];
  deletions: readonly Deletion[];
  /** Notes of ours, as they stand there now. A system that cannot tell them from others' has none. */
  ownNotes?: readonly OwnNote[];
  /** Where the next page begins, and later the next reading. */
  cursor: string;
  more: boolean;
}

/** A note that was written from here, by the system's name for it. */
export interface OwnNote {
  id: ExternalId;
  /** Its words; null where it is no longer there. */
  text: string | null;
}

/** Somebody changed the note there, and these are their words. */
export interface ChangedThere {
  changedTo: string;
}

/** A record that is no longer there. A deletion of a record that was never heard of is one as well. */
export interface Deletion {
  kind: DeletableKind;
  externalId: ExternalId;
}

/** A customer that was found to be another one: `into` goes on, and `from` is no longer there. */
export interface Merge {
  from: ExternalId;
  into: ExternalId;
}

/** Departments and people are never deleted: a person who left is not `active`. */
export type DeletableKind = Exclude<SourceRecord['kind'], 'department' | 'person'>;

export interface RemoteNote {
  key: string;
  customer: ExternalId;
  /** The CRM's user who wrote it, where our person is one. */
  author: ExternalId | null;
  /** The author's name, which its text there gets where Rapport writes it. Absent where the author does it themselves. */
  byName?: string | null;
  /** Plain text; empty where the note was deleted here. */
  body: string;
  at: Date;
}

export interface RemoteTask {
  key: string;
  customer: ExternalId;
  owner: ExternalId | null;
  what: string;
  /** When it was given here. */
  at: Date;
  dueAt: Date | null;
  done: boolean;
}

export interface Written {
  id: ExternalId;
  url: string | null;
}
