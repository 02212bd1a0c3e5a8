import type { z } from 'zod';
import type { Attention } from './attention.ts';
import type { CustomerId } from './customer.ts';
import type { PersonId } from './person.ts';
import type { JobId, JobKind, SendOptions } from './queue.ts';
import type { AuditEvent } from './store/audit.ts';
import type { NewEntry } from './timeline/own-entry.ts';
import type { Addressee, Handoff, Mention, MessageKind, Note, Task, Win } from './work.ts';

/**
 * What a command or a job decided, as plain data. `Store.commit` stores all of it in one transaction, what is to be
 * sent included, or nothing of it: so a person sees "done" only when it is, and nothing is sent that was not stored.
 */
export type Change =
  /** New where `version` is 1; otherwise it replaces the version before, and is refused where somebody was faster. */
  | { kind: 'note'; note: Note }
  | { kind: 'handoff'; handoff: Handoff }
  | { kind: 'task'; task: Task }
  | { kind: 'mention'; mention: Mention }
  | { kind: 'win'; win: Win }
  /** Onto the customer's timeline, or over the entry with this key; `source` is `rapport`. */
  | { kind: 'entry'; entry: NewEntry }
  | { kind: 'no-entry'; customerId: CustomerId; source: 'rapport'; externalId: string }
  | { kind: 'message'; message: NewMessage }
  /** What was told is said otherwise from now on; what did not leave yet never does. */
  | { kind: 'take-back'; message: Pick<Message, 'key' | 'line' | 'view'> }
  /** What was laid aside is looked at then; what left meanwhile is left. */
  | { kind: 'due'; messages: readonly string[]; at: Date }
  /** What did not leave yet never does: it is left as its receiver wants, or given up. */
  | { kind: 'not-told'; message: string; state: 'muted' | 'failed' }
  /** How this person is told things from now on. */
  | { kind: 'attention'; person: PersonId; attention: Attention }
  /** `standsAs`: it stands in the CRM already, under this name, so nothing is sent. */
  | { kind: 'write-back'; writeBack: WriteBack; standsAs?: string }
  /** Whose turn it is next; refused where somebody else took this one. */
  | { kind: 'turn'; rotation: string; from: number; to: number }
  /** Made by `sendJob`, so that its data fits its job. */
  | { kind: 'job'; job: JobId; data: unknown; key: string; after?: Date }
  /** Throws `Repeated`, with nothing stored, where this delivery was answered with a commit before. */
  | { kind: 'once'; delivery: string }
  /** `once` names what was done, so that done again within a day it is written once. */
  | { kind: 'audit'; event: AuditEvent; once?: string };

/** Has the queue do a job once this is committed, once per key. */
export const sendJob = <Data extends z.ZodType>(
  kind: JobKind<Data>,
  data: z.input<Data>,
  { key, after }: SendOptions,
): Extract<Change, { kind: 'job' }> => ({
  kind: 'job',
  job: kind.id,
  data,
  key,
  ...(after && { after }),
});

/** Goes to the CRM by the queue, once per key. */
export interface WriteBack {
  key: string;
  customerId: CustomerId;
  subject: { kind: 'note' | 'task'; id: string } | { kind: 'owner'; person: PersonId };
}

/** How far a write to the CRM has come: what a card says of it. */
export interface WriteBackState {
  key: string;
  state: 'waiting' | 'done' | 'failed';
  /** In the CRM, once done. */
  url: string | null;
  /** The CRM's reason, for the person; null unless failed or waiting after a failure. */
  fault: string | null;
  at: Date;
}

/** Something to tell somebody. Whether now, gathered with others or never is for the receiver's settings to say. */
export interface NewMessage {
  /** Sent once per key, which begins with what it is about: `handoff:<id>:…`. */
  key: string;
  to: Addressee;
  kind: MessageKind;
  customerId: CustomerId | null;
  /** One plain line, for a gathered message: `Ana hands you Acme Industries`. */
  line: string;
  /** The answer to "why did I get this?": `Ana handed it to you.` */
  why: string;
  /** A `View`, written for the receiver's language and zone. */
  view: object;
  /** Asked of this person by a colleague or due now: never gathered for a burst's sake, but quiet hours and mutes hold. */
  pressing: boolean;
  /** Who caused it, and hears where it reaches nobody. Absent: whoever the audit in the same commit says did it; null: nobody. */
  sender?: PersonId | null;
}

export interface Message extends NewMessage {
  sender: PersonId | null;
  state: 'waiting' | 'gathered' | 'sent' | 'muted' | 'failed' | 'withdrawn';
  createdAt: Date;
  /** When it is next looked at, where it waits or is gathered. */
  dueAt: Date | null;
  sentAt: Date | null;
  /** The receiver pressed something on it. */
  actedAt: Date | null;
  /** What the platform calls the sent message, so that it can be edited. */
  sentAs: { place: unknown; reference: string } | null;
}
