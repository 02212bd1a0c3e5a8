import type { Attention } from './attention.ts';
import type { Change, Message, WriteBack, WriteBackState } from './changes.ts';
import type { CustomerId, CustomerSummary } from './customer.ts';
import type { DepartmentId, PersonId, PlatformId } from './person.ts';
import type { Place } from './place.ts';
import type { ExternalId } from './connector.ts';
import type { Kind } from './entry.ts';
import type { Retold } from './retell.ts';
import type { News, Watched } from './notable.ts';
import type { Cursor } from './store/timeline.ts';
import type { Handoff, Mention, Note, Origin, Task, Win } from './work.ts';

/** The port to what colleagues work on: notes, handoffs, tasks, mentions, wins, and what is told to whom. */
export interface Desk {
  /**
   * All of it in one transaction with what is to be sent, or nothing. `stale` where somebody changed one of these in
   * between: read it again and decide again. `now` is when its messages and writes to the CRM were made.
   */
  commit(changes: readonly Change[], now?: Date): Promise<'done' | 'stale'>;

  note(id: string): Promise<Note | null>;
  /** Pinned first, then newest; deleted ones left out. */
  notes(customer: CustomerId, limit: number): Promise<Note[]>;

  handoff(id: string): Promise<Handoff | null>;
  /** Received (held, or offered to the person or their department), given by them, or of a department: offered to it, or held by one of its people. Open ones nearest due first, others latest first. */
  handoffs(query: HandoffQuery): Promise<Handoff[]>;
  /** Offered or accepted ones due before this instant, for reminders: the least reminded first. */
  overdueHandoffs(before: Date, limit: number): Promise<Handoff[]>;

  task(id: string): Promise<Task | null>;
  /** Open ones nearest due first, others latest first. */
  tasks(query: {
    holder?: PersonId;
    createdBy?: PersonId;
    customer?: CustomerId;
    open: boolean;
    limit: number;
  }): Promise<Task[]>;
  /** Open, and due by this instant; one that was put off comes back when its holder said, also where it has no date. The least reminded first. */
  dueTasks(before: Date, limit: number): Promise<Task[]>;

  mention(id: string): Promise<Mention | null>;
  mentions(query: { to: PersonId; answered: boolean; limit: number }): Promise<Mention[]>;
  /** Questions that stand in a note, answered ones too, oldest first; at most 500. */
  mentionsIn(note: Pick<Note, 'id' | 'customerId'>): Promise<Mention[]>;

  win(id: string): Promise<Win | null>;
  /** Newest first, retracted ones too. */
  wins(query: { since: Date; until: Date; customer?: CustomerId; limit: number }): Promise<Win[]>;

  /** A chat message from which somebody began something: kept for a week, or until it became a note or a task. */
  draft(id: string): Promise<Draft | null>;
  saveDraft(draft: Draft): Promise<void>;
  drafts(person: PersonId, limit: number): Promise<Draft[]>;
  dropDraft(id: string): Promise<void>;

  /** What is to be written and how far it has come. */
  writeBack(key: string): Promise<(WriteBack & WriteBackState) | null>;
  saveWriteBack(state: WriteBackState & { remoteId: ExternalId | null }): Promise<void>;
  /** What the CRM calls our note or task; null where it has none yet. */
  remoteId(subject: { kind: 'note' | 'task'; id: string }): Promise<ExternalId | null>;
  /** What a source calls our customer or person. */
  externalId(
    source: string,
    of: { customer: CustomerId } | { person: PersonId },
  ): Promise<ExternalId | null>;

  attention(person: PersonId): Promise<Attention>;
  saveAttention(person: PersonId, attention: Attention): Promise<void>;

  message(key: string): Promise<Message | null>;
  saveMessage(
    message: Pick<Message, 'key' | 'state' | 'dueAt' | 'sentAt' | 'actedAt' | 'sentAs'>,
  ): Promise<void>;
  /** Puts other words in the place of what it says, whether or not it was sent. */
  reviseMessage(message: Pick<Message, 'key' | 'line' | 'view'>): Promise<void>;
  /** What was told of this to anybody, and may still be told: the newest, at most 500. */
  toldOf(about: Retold): Promise<Message[]>;
  /** Gathered for this addressee and due by now, oldest first. */
  gathered(to: Message['to'], now: Date): Promise<Message[]>;
  /** Sent to this addressee since then, or made since then and waiting or gathered for them: newest first. */
  recentMessages(to: Message['to'], since: Date): Promise<Message[]>;
  /** How a person is reached: the accounts that the directory last called a member, latest used first. */
  accountsOf(person: PersonId): Promise<{ platform: PlatformId; tenant: string; user: string }[]>;

  /** Who follows a customer: people, and channels on whose behalf somebody follows. */
  followers(customer: CustomerId): Promise<{ people: PersonId[]; places: Place[] }>;
  followFor(place: Place, customer: CustomerId, on: boolean, now: Date): Promise<void>;
  /** Customers that somebody follows, and who does since when. */
  watched(limit: number): Promise<Watched[]>;
  /** What was put on the timelines of followed customers in this period, oldest first. */
  news(query: {
    kinds: readonly Kind[];
    after: Date;
    until: Date;
    cursor: Cursor | null;
    limit: number;
  }): Promise<News[]>;
  /** The customer whose room a channel is, with what its context line was posted as. */
  room(place: Pick<Place, 'platform' | 'tenant' | 'id'>): Promise<Room | null>;
  rooms(): Promise<Room[]>;
  /** Opens a room where nothing was posted yet; else keeps what was, while it is still that opening. */
  saveRoom(room: Room): Promise<void>;
  closeRoom(place: Pick<Place, 'platform' | 'tenant' | 'id'>): Promise<void>;

  absence(person: PersonId, at: Date): Promise<Absence | null>;
  saveAbsence(absence: Absence): Promise<void>;
  /** Days on which nobody of this zone's office works, `YYYY-MM-DD`. */
  holidays(zone: string, from: string, to: string): Promise<string[]>;
  saveHolidays(zone: string, days: readonly string[]): Promise<void>;
  rotation(name: string): Promise<Rotation | null>;
  rotations(): Promise<Rotation[]>;
  saveRotation(rotation: Rotation): Promise<void>;

  /** The open customers of an owner, for "my customers". */
  owned(person: PersonId, limit: number): Promise<CustomerSummary[]>;
  managersOf(department: DepartmentId): Promise<PersonId[]>;
}

export interface Draft {
  id: string;
  person: PersonId;
  /** Where the message stands. */
  place: Place;
  origin: Origin;
  at: Date;
}

export type HandoffQuery = { limit: number; open: boolean } & (
  | { received: PersonId; department: DepartmentId }
  | { given: PersonId }
  | { department: DepartmentId }
  | { customer: CustomerId }
);

export interface Room {
  place: Place;
  customerId: CustomerId;
  /** What the context line was posted as, so that it can be edited; null before the first. */
  posted: string | null;
  /** What it said, so that it is edited only when that changed. */
  said: string | null;
  openedAt: Date;
}

export interface Absence {
  person: PersonId;
  from: Date;
  until: Date;
  /** Who stands in, where they said so. */
  cover: PersonId | null;
}

/** People who take turns; `next` is an index into `members`. */
export interface Rotation {
  name: string;
  members: readonly PersonId[];
  next: number;
}
