import type { z } from 'zod';
import type { Connection, Revocation } from '../connection/connection.ts';
import type { CustomerId, Reference, Stage } from '../customer/customer.ts';
import type { SameCompany } from '../customer/same-company.ts';
import type { Digest, DigestIssue } from '../digest/digest.ts';
import type { Erasure } from '../erasure/erasure.ts';
import type { Position } from '../event/event.ts';
import type { ListFollow } from '../follow/list-follow.ts';
import type { Goal } from '../goal/goal.ts';
import type { Handoff } from '../handoff/handoff.ts';
import type { ReceivedDelivery } from '../ingest/delivery.ts';
import type { CustomerJoin } from '../matching/join.ts';
import type { Note } from '../note/note.ts';
import type { WriteBack } from '../note/write-back.ts';
import type { Message, NewMessage } from '../notification/message.ts';
import type { NotificationPreference } from '../notification/preferences.ts';
import type { PersonId } from '../person/person.ts';
import type { CustomerPromise } from '../promise/promise.ts';
import type { Mention } from '../question/question.ts';
import type { JobId, JobKind, SendOptions } from '../queue.ts';
import type { HoldOverride, Signal } from '../signal/signal.ts';
import type { Task } from '../task/task.ts';
import type { NewEntry } from '../timeline/own-entry.ts';
import type { Win } from '../win/win.ts';
import type { AuditEvent } from './audit.ts';
import type { Remote } from './write-backs.ts';

/**
 * A decision of a command or a job, as plain data. `Store.commit` stores all of it in one transaction, what is to be
 * sent included, or nothing of it: so a person sees "done" only when it is, and nothing is sent that was not stored.
 */
export type Change =
  /** New where `version` is 1; otherwise it replaces the version before, and is refused where somebody was faster. */
  | { kind: 'note'; note: Note }
  | { kind: 'handoff'; handoff: Handoff }
  | { kind: 'task'; task: Task }
  /** Refused as well where its department has another open one for the customer. */
  | { kind: 'goal'; goal: Goal }
  | { kind: 'promise'; promise: CustomerPromise }
  | { kind: 'mention'; mention: Mention }
  | { kind: 'win'; win: Win }
  /** Refused where another of its rule stands at the customer. */
  | { kind: 'signal'; signal: Signal }
  /** A colleague reaches out all the same; the audit line beside it says why. */
  | { kind: 'hold-override'; override: HoldOverride }
  /** A system took this stage, so it is told here as this system's; figures and followers hear of it. */
  | { kind: 'stage'; customerId: CustomerId; stage: Stage; source: string }
  /** Makes this person the owner here; no other system hears of it. */
  | { kind: 'owner'; customerId: CustomerId; person: PersonId }
  /** Whether two customers are one company: new where `version` is 1; otherwise refused where somebody was faster. */
  | { kind: 'same-company'; question: SameCompany }
  /** Makes one customer a part of another one; refused where one of them is a customer no more. */
  | { kind: 'join'; join: CustomerJoin }
  /** Makes a part a customer of its own again, with all that came with it; refused where it is none. */
  | { kind: 'part'; former: CustomerId; from: CustomerId }
  /** These records were compared with those of other systems. */
  | { kind: 'matched'; references: readonly Pick<Reference, 'source' | 'externalId'>[] }
  /** Onto the customer's timeline, or over the entry with this key; `source` is `rapport`. */
  | { kind: 'entry'; entry: NewEntry }
  | { kind: 'no-entry'; customerId: CustomerId; source: 'rapport'; externalId: string }
  | { kind: 'message'; message: NewMessage }
  /** Rewords a sent message from now on; an unsent one never leaves. */
  | { kind: 'take-back'; message: Pick<Message, 'key' | 'line' | 'view'> }
  /** Deferred messages are looked at again then; those that left meanwhile stay as they are. */
  | { kind: 'due'; messages: readonly string[]; at: Date }
  /** An unsent message never leaves: its receiver muted it, or it is given up. */
  | { kind: 'not-told'; message: string; state: 'muted' | 'failed' }
  /** How this person is told things from now on. */
  | { kind: 'notification-preference'; person: PersonId; preference: NotificationPreference }
  /** `standsAs`: it stands in that system already, under this name, so nothing is sent. */
  | { kind: 'write-back'; writeBack: WriteBack; standsAs?: Remote }
  /** A colleague's consent, in the place of an earlier one; the tokens are encrypted. */
  | { kind: 'connection'; connection: Connection; tokens: string }
  /** Its tokens go; `refusedAt`: the system accepts them no more. Refused where it is over already. */
  | { kind: 'connection-ended'; connection: Connection; refusedAt: Date | null }
  /** A job tells the system that these tokens are given up. */
  | { kind: 'revocation'; revocation: Revocation }
  /** Sets the next turn of a rotation; refused where somebody else took this one. */
  | { kind: 'turn'; rotation: string; from: number; to: number }
  /** New where `version` is 1; otherwise refused where somebody changed it since. Once it is agreed to, nothing of it can come back. */
  | { kind: 'erasure'; erasure: Erasure }
  /** New where `version` is 1; otherwise refused where somebody changed it since. */
  | { kind: 'digest'; digest: Digest }
  /** New where `version` is 1; otherwise refused where somebody was faster. `members`: all who stand on it now, the worst first; null where nobody looked. */
  | { kind: 'list-follow'; follow: ListFollow; members: readonly CustomerId[] | null }
  /** Refused where this slot has its issue already. */
  | { kind: 'digest-issue'; issue: DigestIssue }
  /** Throws `Repeated`, with nothing stored, where its key or its signature came before. */
  | { kind: 'received'; delivery: ReceivedDelivery }
  /** This consumer has dealt with the events up to `to`; refused where another copy of it did since. */
  | { kind: 'position'; consumer: string; from: Position; to: Position }
  /** Made by `sendJob`, so that its data fits its job. */
  | { kind: 'job'; job: JobId; data: unknown; key: string; after?: Date }
  /** The jobs of this kind that were given up are done again. */
  | { kind: 'retry-jobs'; job: string }
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
