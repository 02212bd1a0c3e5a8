import type { SourceRecord } from './customer/records.ts';

/**
 * The port to somebody's CRM. Every write carries a key: a second call with it is a no-op that answers as the first did,
 * also where the first one's answer was lost or it got only half-way. Throws `Upstream`, and nothing else, where the CRM
 * fails: `rejected`, with the CRM's own `reason`, where trying again cannot help, else one that passes.
 * Every implementation passes `connectorContract` of test/crm/connectors/contract.ts.
 */
export interface Connector {
  /** The `source` of its records: `hubspot`, `salesforce`, `memory`. */
  readonly id: string;
  /** Its name for people: `HubSpot`. */
  readonly name: string;
  /** By name, domain or e-mail; at most 20, best first. */
  find(query: string): Promise<FoundCustomer[]>;
  /**
   * Reads the changes since the cursor (null: everything), in pages. A repeated page is harmless; what changes while
   * pages are read comes on a later one. A page that fails leaves the cursor before it good.
   */
  changesSince(cursor: string | null): Promise<Page>;
  addNote(note: RemoteNote): Promise<Written>;
  /** `rejected` where the CRM does not know the note. */
  updateNote(id: string, note: RemoteNote): Promise<Written>;
  addTask(task: RemoteTask): Promise<Written>;
  updateTask(id: string, task: RemoteTask): Promise<Written>;
  setOwner(change: { key: string; customer: ExternalId; owner: ExternalId }): Promise<void>;
}

/** Theirs. */
export type ExternalId = string;

export interface FoundCustomer {
  customer: ExternalId;
  name: string;
  url: string | null;
}

export interface Page {
  records: readonly SourceRecord[];
  /** Where the next page begins, and later the next sync. */
  cursor: string;
  more: boolean;
}

export interface RemoteNote {
  key: string;
  customer: ExternalId;
  /** The CRM's user who wrote it, where our person is one. */
  author: ExternalId | null;
  /** Plain text; empty where the note was deleted here. */
  body: string;
  at: Date;
}

export interface RemoteTask {
  key: string;
  customer: ExternalId;
  owner: ExternalId | null;
  what: string;
  dueAt: Date | null;
  done: boolean;
}

export interface Written {
  id: ExternalId;
  url: string | null;
}
