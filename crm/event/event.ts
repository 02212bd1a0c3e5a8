import { z } from 'zod';
import { CustomerId, Stage } from '../customer/customer.ts';
import type { SourceRecord } from '../customer/records.ts';
import { PersonId } from '../person/person.ts';
import { Kind as EntryKind, RecordKind, Visibility } from '../timeline/entry.ts';

/**
 * The payload of each kind of event. It names things and says what they were before, and never repeats somebody's
 * words: an event stays for 400 days, while a note may be taken back or hidden.
 */
const PAYLOADS = {
  'note-added': z.object({ note: z.string(), visibility: Visibility }),
  'note-changed': z.object({ note: z.string(), visibility: Visibility }),
  'note-removed': z.object({ note: z.string() }),
  'handoff-offered': z.object({ handoff: z.string() }),
  'handoff-accepted': z.object({ handoff: z.string(), holder: PersonId.nullable() }),
  'handoff-declined': z.object({ handoff: z.string() }),
  'handoff-withdrawn': z.object({ handoff: z.string() }),
  'handoff-done': z.object({ handoff: z.string() }),
  'handoff-reassigned': z.object({ handoff: z.string(), holder: PersonId.nullable() }),
  'handoff-overdue': z.object({ handoff: z.string(), level: z.number().int() }),
  'handoff-changed': z.object({ handoff: z.string() }),
  'task-added': z.object({ task: z.string(), holder: PersonId }),
  'task-done': z.object({ task: z.string() }),
  'task-dropped': z.object({ task: z.string() }),
  'task-reopened': z.object({ task: z.string() }),
  'task-reassigned': z.object({ task: z.string(), holder: PersonId }),
  'task-changed': z.object({ task: z.string() }),
  'goal-set': z.object({ goal: z.string() }),
  'goal-changed': z.object({ goal: z.string() }),
  'goal-reached': z.object({ goal: z.string() }),
  'goal-withdrawn': z.object({ goal: z.string() }),
  'promise-made': z.object({ promise: z.string(), by: PersonId }),
  'promise-kept': z.object({ promise: z.string() }),
  /** The clock says it: its day has passed. */
  'promise-broken': z.object({ promise: z.string(), dueOn: z.string() }),
  'promise-moved': z.object({ promise: z.string() }),
  'promise-withdrawn': z.object({ promise: z.string() }),
  'promise-reopened': z.object({ promise: z.string() }),
  'question-asked': z.object({ question: z.string(), of: PersonId }),
  'question-answered': z.object({ question: z.string() }),
  'question-changed': z.object({ question: z.string() }),
  'win-posted': z.object({ win: z.string() }),
  'win-changed': z.object({ win: z.string() }),
  'win-praised': z.object({ win: z.string() }),
  'win-retracted': z.object({ win: z.string() }),
  'signal-raised': z.object({ signal: z.string(), rule: z.string() }),
  'signal-ended': z.object({ signal: z.string(), rule: z.string() }),
  'customer-added': z.object({ stage: Stage }),
  'customer-changed': z.object({ fields: z.array(z.string()) }),
  'customer-joined': z.object({ former: CustomerId }),
  'customer-parted': z.object({ former: CustomerId }),
  'owner-changed': z.object({ from: PersonId.nullable(), to: PersonId.nullable() }),
  'stage-changed': z.object({ from: Stage, to: Stage }),
  'renewal-moved': z.object({ from: z.string().nullable(), to: z.string().nullable() }),
  /** The clock says it, not a source: the renewal is 30 days ahead or less. */
  'renewal-near': z.object({ renewsOn: z.string() }),
  'entry-added': entryPayload(),
  'entry-corrected': entryPayload(),
  'entry-removed': z.object({ entry: z.string() }),
  'deal-opened': z.object({ record: z.string() }),
  'deal-won': z.object({ record: z.string() }),
  'deal-lost': z.object({ record: z.string() }),
  'deal-reopened': z.object({ record: z.string() }),
  'deal-changed': z.object({ record: z.string() }),
  'ticket-opened': z.object({ record: z.string(), urgent: z.boolean() }),
  'ticket-escalated': z.object({ record: z.string() }),
  'ticket-solved': z.object({ record: z.string() }),
  'ticket-reopened': z.object({ record: z.string() }),
  'ticket-changed': z.object({ record: z.string() }),
  'subscription-started': z.object({ record: z.string() }),
  'subscription-ended': z.object({ record: z.string(), endedOn: z.string() }),
  'subscription-changed': z.object({ record: z.string() }),
  'invoice-issued': z.object({ record: z.string() }),
  'invoice-paid': z.object({ record: z.string() }),
  'payment-received': z.object({ record: z.string() }),
  'payment-failed': z.object({ record: z.string() }),
  'survey-answered': z.object({ record: z.string() }),
  'customer-churned': z.object({ record: z.string() }),
  'customer-reactivated': z.object({ record: z.string() }),
  /** Everything that one batch changed among one kind of record, older facts included: figures of these days are made anew. */
  'records-saved': z.object({
    record: z.custom<SourceRecord['kind']>((kind) => typeof kind === 'string'),
    added: z.number().int(),
    changed: z.number().int(),
    /** Days in UTC, where records of this kind have one. */
    from: z.string().nullable(),
    until: z.string().nullable(),
  }),
} as const;

function entryPayload() {
  return z.object({
    entry: z.string(),
    kind: EntryKind,
    record: z.object({ kind: RecordKind, id: z.string() }).nullable(),
  });
}

type Payloads = { [K in keyof typeof PAYLOADS]: z.infer<(typeof PAYLOADS)[K]> };
export type EventKind = keyof Payloads;

export const EVENT_KINDS: readonly EventKind[] = Object.keys(PAYLOADS).filter(isEventKind);

export function isEventKind(kind: string): kind is EventKind {
  return kind in PAYLOADS;
}

/** An event before its cause and its time are known. */
export type Fact = {
  [K in EventKind]: { kind: K; customerId: CustomerId | null; payload: Payloads[K] };
}[EventKind];

/** Names an event, and its place among all: by transaction first, then by id. */
export const Position = z.object({ transaction: z.number().int(), id: z.number().int() });
export type Position = z.infer<typeof Position>;

/** One thing that happened, as it is read back. */
export type Event = Fact & {
  position: Position;
  /** When it happened; where a source does not say, when we heard of it. */
  at: Date;
  recordedAt: Date;
  /** The system that told it; `rapport` for what colleagues do here. */
  source: string;
  /** The person who did it; null where nobody did, or nobody knows who. */
  personId: PersonId | null;
};

export type EventOf<K extends EventKind> = Extract<Event, { kind: K }>;

const COMMON = {
  customerId: CustomerId.nullable(),
  position: Position,
  at: z.date(),
  recordedAt: z.date(),
  source: z.string(),
  personId: PersonId.nullable(),
};
const SCHEMAS = new Map<string, z.ZodType>(
  EVENT_KINDS.map((kind) => [
    kind,
    z.object({ ...COMMON, kind: z.literal(kind), payload: PAYLOADS[kind] }),
  ]),
);

/** Whether an event is of one of these kinds. */
export const isOneOf = <K extends EventKind>(
  event: Event,
  kinds: readonly K[],
): event is EventOf<K> => kinds.some((kind) => kind === event.kind);

/** An event as it was stored. Throws where its payload is not one of its kind. */
export function parseEvent(stored: { kind: string; [field: string]: unknown }): Event {
  const schema = SCHEMAS.get(stored.kind);
  if (!schema) throw new Error(`There is no event ${stored.kind}`);
  // The compiler does not see that kind and payload of a schema belong together.
  return schema.parse(stored) as Event;
}
