import type { Message } from '../notification/message.ts';
import type { LiveReference, MessageSubject } from '../notification/message-subject.ts';

/** Messages to people and places. They are added by `Store.commit`, and sent by jobs. */
export interface Messages {
  get(key: string): Promise<Message | null>;
  /** How far a message has come. A message that was sent, suppressed or withdrawn does not go back to waiting. */
  save(message: Pick<Message, 'key' | 'state' | 'dueAt' | 'sentAt' | 'sentAs'>): Promise<void>;
  /**
   * Writes down that these are told there now, as one post of this reference, before it is sent. False, and nothing is
   * written, where another copy of the bot began one of them otherwise, or ended it.
   */
  begin(keys: readonly string[], sentAs: NonNullable<Message['sentAs']>): Promise<boolean>;
  /** All of these, or none, were sent there as one post: also where somebody muted or withdrew one meanwhile. */
  sent(keys: readonly string[], at: Date, sentAs: NonNullable<Message['sentAs']>): Promise<void>;
  /** Somebody acted on the message; the first time counts. */
  markActed(key: string, at: Date): Promise<void>;
  /** Replaces the words of a message, whether or not it was sent. */
  revise(message: Pick<Message, 'key' | 'line' | 'view'>): Promise<void>;
  /** Messages about this that were sent, or may still be sent: the newest, at most 500. */
  of(about: LiveReference): Promise<Message[]>;
  /** Messages that play the same part for the same version of the same thing, whatever became of them; at most 500. */
  alike(subject: MessageSubject): Promise<Message[]>;
  /** Messages that were deferred for this addressee and are due by now, oldest first; at most 500. */
  deferred(to: Message['to'], now: Date): Promise<Message[]>;
  /** Messages that were sent to this addressee since then, or made since then and not sent yet: newest first, at most 500. */
  recent(to: Message['to'], since: Date): Promise<Message[]>;
}
