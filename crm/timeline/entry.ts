import { z } from 'zod';
import type { CustomerId, Money } from '../customer/customer.ts';
import type { DepartmentId, PersonId } from '../person/person.ts';

export const CHANNELS = [
  'email',
  'call',
  'chat',
  'social',
  'meeting',
  'web',
  'product',
  'message',
  'survey',
  'invoice',
  'note',
  'system',
] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

export const KINDS = [
  'signup',
  'campaign',
  'visit',
  'email',
  'call',
  'meeting',
  'message',
  'note',
  'deal',
  'subscription',
  'ticket',
  'usage',
  'survey',
  'review',
  'order',
  'invoice',
  'payment',
  'churn',
  'handoff',
  'task',
  'promise',
  'win',
  'change',
] as const;
export const Kind = z.enum(KINDS);
export type Kind = z.infer<typeof Kind>;

export const DIRECTIONS = ['inbound', 'outbound', 'internal'] as const;
export const Direction = z.enum(DIRECTIONS);
export type Direction = z.infer<typeof Direction>;

export const VISIBILITIES = ['everyone', 'department', 'managers'] as const;
export const Visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof Visibility>;

export const RECORD_KINDS = [
  'deal',
  'ticket',
  'subscription',
  'invoice',
  'payment',
  'survey-answer',
  'usage-day',
  'churn',
  'campaign',
] as const;
export const RecordKind = z.enum(RECORD_KINDS);
export type RecordKind = z.infer<typeof RecordKind>;

/** Names one entry everywhere: where it comes from and what it is called there, unique together. */
export const EntryKey = z.object({
  source: z.string().min(1).max(40),
  externalId: z.string().min(1).max(200),
});
export type EntryKey = z.infer<typeof EntryKey>;

/** One thing that one department did with one customer, or the customer with us. */
export interface Entry extends EntryKey {
  customerId: CustomerId;
  at: Date;
  department: DepartmentId;
  channel: Channel;
  direction: Direction;
  kind: Kind;
  title: string;
  body: string | null;
  personId: PersonId | null;
  /** The colleague's name, resolved when read. */
  person: string | null;
  contactId: string | null;
  contact: string | null;
  money: Money | null;
  link: string | null;
  visibility: Visibility;
  /** The business record behind this entry, in the same source. */
  record: { kind: RecordKind; id: string } | null;
}
