import type { Account, PersonId } from '../person/person.ts';
import type { Place } from '../person/place.ts';
import type { AuditEvent } from '../store/audit.ts';
import type { Change } from '../store/change.ts';

/** The person who did it, and where and when. */
export interface Doer {
  person: { id: PersonId };
  account: Account;
  place: Pick<Place, 'kind' | 'id'>;
  now: Date;
}

/** Goes into a commit: what a person did is on record if and only if it is stored. */
export const auditLine = (
  { action, customer, detail }: Pick<AuditEvent, 'action' | 'customer' | 'detail'>,
  { person, account, place, now }: Doer,
): Extract<Change, { kind: 'audit' }> => ({
  kind: 'audit',
  event: {
    at: now,
    person: person.id,
    account,
    place: auditedPlace(place),
    action,
    customer,
    detail,
  },
});

/** A place as the audit log names it. */
export const auditedPlace = ({ kind, id }: Pick<Place, 'kind' | 'id'>): string => `${kind} ${id}`;
