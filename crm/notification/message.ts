import { z } from 'zod';
import type { CustomerId } from '../customer/customer.ts';
import { PersonId } from '../person/person.ts';
import { Place } from '../person/place.ts';
import type { MessageSubject } from './message-subject.ts';

/** Kinds of message that a person can set by themselves. */
export const MESSAGE_KINDS = [
  'handoff',
  'task',
  'mention',
  'followed',
  'signal',
  'win',
  'digest',
  'summary',
] as const;

export const MessageKind = z.enum(MESSAGE_KINDS);

export type MessageKind = z.infer<typeof MessageKind>;

/** The receiver of a message: a person, wherever they are reached, or a place. */
export const Addressee = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: PersonId }),
  z.object({ kind: z.literal('place'), place: Place }),
]);

export type Addressee = z.infer<typeof Addressee>;

/** Something to tell somebody. Whether now, deferred or never is for the receiver's settings to say. */
export interface NewMessage {
  /** Sent once per key, which says nothing but that: `subject` says what the message is about. */
  key: string;
  subject: MessageSubject;
  to: Addressee;
  kind: MessageKind;
  customerId: CustomerId | null;
  /** One plain line, for a batch: `Ana hands you Acme Industries`. */
  line: string;
  /** The answer to "why did I get this?": `Ana handed it to you.` */
  why: string;
  /** A `View`, written for the receiver's language and zone. */
  view: object;
  /** Asked of this person by a colleague or due now: never deferred for a burst's sake, but quiet hours and mutes hold. */
  pressing: boolean;
  /** Its cause, who hears where it reaches nobody. Absent: the person in the commit's audit event; null: nobody. */
  sender?: PersonId | null;
}

export interface Message extends NewMessage {
  sender: PersonId | null;
  state: 'waiting' | 'deferred' | 'sent' | 'muted' | 'failed' | 'withdrawn';
  createdAt: Date;
  /** When it is next looked at, where it waits or is deferred. */
  dueAt: Date | null;
  sentAt: Date | null;
  /** The receiver pressed something on it. */
  actedAt: Date | null;
  /** The platform's name for the sent message, so that it can be edited. */
  sentAs: { place: unknown; reference: string } | null;
}
