import type { CustomerId } from '../customer/customer.ts';
import type { Account, PersonId } from '../person/person.ts';

export type AuditAction =
  | 'look-up'
  | 'search'
  | 'timeline'
  | 'open-entry'
  | 'share'
  | 'refused'
  | 'follow'
  | 'same-company'
  | 'signal'
  | 'form'
  | 'admin'
  | 'note'
  | 'handoff'
  | 'task'
  | 'goal'
  | 'stage'
  | 'promise'
  | 'mention'
  | 'win'
  | 'room'
  | 'erase'
  | 'export'
  | 'settings';

export interface AuditEvent {
  at: Date;
  person: PersonId | null;
  account: Account;
  /** Where it was asked: `direct`, `channel`… and the platform's id of the place. */
  place: string;
  action: AuditAction;
  customer: CustomerId | null;
  /** Describes the answer, or the reason of a refusal: field names and counts, never a customer's text. */
  detail: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export interface AuditLog {
  /** `looks`: in the same step, remembers that this person has looked at this customer. */
  write(event: AuditEvent & { looks?: boolean }): Promise<void>;
  /** Newest first; `before` is the id of the last one seen; `until` is not part of it. */
  search(query: {
    person?: PersonId;
    customer?: CustomerId;
    actions?: readonly AuditAction[];
    since?: Date;
    until?: Date;
    before?: string;
    limit: number;
  }): Promise<AuditRecord[]>;
}

export interface AuditRecord extends AuditEvent {
  id: string;
}
